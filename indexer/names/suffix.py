"""Surnames made of one root by different suffixes: near in letters, yet different families (Иванов, Иванцов)."""

from __future__ import annotations

from functools import lru_cache

from indexer.names.tables import rows

SHORTEST_ROOT = 3  # letters
_FAMILIES = {row["suffix"]: row["family"] for row in rows("surname_suffixes")}
_SHORTEST, _LONGEST = 2, max(map(len, _FAMILIES))
LENGTHS = _LONGEST - _SHORTEST + 1  # that a suffix may have
FAMILIES = ("", *sorted(set(_FAMILIES.values())))  # by number; 0 is none
_NUMBERS = {suffix: FAMILIES.index(family) for suffix, family in _FAMILIES.items()}


@lru_cache(maxsize=262144)
def split(stem: str) -> tuple[tuple[str, str], ...]:
    """All ways to read a folded Russian surname as root and family of suffixes, the longest suffix first."""
    return tuple(
        (stem[:-length], _FAMILIES[stem[-length:]])
        for length in range(_LONGEST, _SHORTEST - 1, -1)
        if len(stem) - length >= SHORTEST_ROOT and stem[-length:] in _FAMILIES
    )


def families(stem: str) -> list[int]:
    """The numbers of the families of its suffixes of two letters, three, …; 0 where none is so long."""
    lengths = range(_SHORTEST, _LONGEST + 1)
    return [_NUMBERS.get(stem[-length:], 0) if len(stem) - length >= SHORTEST_ROOT else 0 for length in lengths]
