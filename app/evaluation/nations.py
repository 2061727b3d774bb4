"""The nation that a word of a list names, by the table of ethnonyms: figures are told nation by nation."""

from __future__ import annotations

from functools import lru_cache

from app.tables import rows


def nation_of(wording: str) -> str:
    """The id of the nation («русский», «Русские» → «russian»), '' for words that the table does not have."""
    return _forms().get(wording.strip(" .").casefold(), "")


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    ids = {row["id"]: row["id"] for row in rows("atlas/nations")}
    return ids | {row["form"].casefold(): row["nation"] for row in rows("vocab/ethnonyms")}
