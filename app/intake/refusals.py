"""The reasons for which archivists do not accept a submission (data/vocab/refusals.csv), in the reader's language."""

from __future__ import annotations

from app.tables import rows


def refusals(language: str) -> dict[str, str]:
    """Code → sentence, in the order of the table."""
    return {row["code"]: row[f"label_{language}"] or row["label_en"] for row in rows("vocab/refusals")}


def refusal(code: str, language: str) -> str:
    """The sentence of that reason; the code itself where the table has lost it."""
    return refusals(language).get(code, code)
