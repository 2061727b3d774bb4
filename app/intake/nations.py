"""Tell the nation that a word of a list names: «русская», «польский еврей», «немец (латыш)», in six languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.tables import rows

_ASIDE = re.compile(r"\s*[(\[].*$")
LONGEST = 120  # letters of an ethnonym with what stands in brackets after it
_WORDS = 3  # of the longest ethnonym; longer segments are no ethnonyms


@dataclass(frozen=True, slots=True)
class Ethnonym:
    """A nation's id and the sex that the form of the word shows, if any."""

    nation: str
    sex: str = ""


@lru_cache(maxsize=8192)
def nation_of(wording: str) -> Ethnonym | None:
    """The nation a wording names, or None. What stands in brackets after it is not looked at."""
    if len(wording) > LONGEST:
        return None
    words = _ASIDE.sub("", wording.casefold().replace("ё", "е")).strip(" .,;:").split()
    if not 0 < len(words) <= _WORDS:
        return None
    return _forms().get(" ".join(words)) or (_forms().get(words[-1]) if len(words) == 2 else None)


@lru_cache(maxsize=1)
def _forms() -> dict[str, Ethnonym]:
    """Forms of ours come first: they tell the sex and know the papers' own words."""
    known: dict[str, Ethnonym] = {}
    for row in rows("atlas/nations"):
        for column, wording in row.items():
            if column in ("id", "forms") or column.startswith("name_"):
                for form in wording.split("|"):
                    known[_folded(form)] = Ethnonym(row["id"])
    for row in rows("vocab/ethnonyms"):
        known[_folded(row["form"])] = Ethnonym(row["nation"], row["sex"])
    known.pop("", None)
    return known


def _folded(form: str) -> str:
    return form.strip(" .").casefold().replace("ё", "е")
