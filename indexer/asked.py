"""What a search knows of the name asked for, beside its letters: how rare its parts are, whose name it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from indexer.index import Index
from indexer.names import morphology
from indexer.names.keys import own_key
from indexer.names.name import Name, NamePart, PartKind
from indexer.names.units import is_syllabic, units

_MOST = 9.0  # nats: rarer than one in some eight thousand is not told apart, for it may be a slip
_OTHER = {"m": "f", "f": "m"}


@dataclass(frozen=True, slots=True)
class Asked:
    """``rarity`` of each unit of the name in nats (log of all entries by those that bear it), ``sex`` as its parts tell
    it ('' where they do not), whether it is of single syllables and whether it was written with hyphens."""

    rarity: NDArray[np.float32]
    sex: str
    syllabic: bool
    hyphened: bool

    @property
    def other_sex(self) -> str:
        """The sex that a record must not have; '?' where any may be."""
        return _OTHER.get(self.sex, "?")


def ask(index: Index, name: Name) -> Asked:
    """What is known of a name that is looked for in that index."""
    rarity = [_rarity(index, unit.part) for unit in units(name)]
    return Asked(np.array(rarity, np.float32), sex_told(name), is_syllabic(name), "-" in name.written)


def _rarity(index: Index, part: NamePart) -> float:
    """Nats; 0 for a part that is looked for by no key of its own, as an initial is."""
    key = "" if part.form.endswith(".") else own_key(part)
    return min(log1p(index.size / (1 + index.frequency(key))), _MOST) if key else 0.0


@lru_cache(maxsize=1024)
def sex_told(name: Name) -> str:
    """«m» or «f» as the name tells it, else ''.

    Of a surname only the ending of a woman's counts, and not alone: abroad a daughter of Petrov is a Petrov, and who
    asks for a family asks by one form of its name.
    """
    surnames = name.of(PartKind.SURNAME)
    told = morphology.sex(replace(name, parts=tuple(part for part in name.parts if part not in surnames)))
    return told or ("f" if len(name.parts) > 1 and morphology.sex(name) == "f" else "")
