"""What one person of a nation is called: «Litwinka», «литовка», where the table of nations names them all together."""

from __future__ import annotations

from app.tables import rows

TABLE = "vocab/nation_persons"
FEMALE, MALE = "f", "m"


def nationality(nation: str, sex: str, language: str) -> str:
    """The word for a man (``m``) or a woman (``f``) of the nation, both where the sex is not known.

    '' where the language has no such words: the names of nations in English and Kazakh serve for one person as well.
    """
    row = next((row for row in rows(TABLE) if row["nation"] == nation), None)
    if row is None or f"{language}_m" not in row:
        return ""
    man, woman = row[f"{language}_m"], row[f"{language}_f"]
    if sex in (MALE, FEMALE):
        return woman if sex == FEMALE else man
    return man if man == woman else f"{man} / {woman}"
