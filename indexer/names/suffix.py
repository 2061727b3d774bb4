"""Surnames made of one root by different suffixes: near in letters, yet different families (Иванов, Иванцов)."""

from __future__ import annotations

from functools import lru_cache

from indexer.names.tables import rows

_ROOT = 3  # letters of the shortest root
_FAMILIES = {row["suffix"]: row["family"] for row in rows("surname_suffixes")}
_LONGEST = max(map(len, _FAMILIES))


@lru_cache(maxsize=262144)
def split(stem: str) -> tuple[tuple[str, str], ...]:
    """All ways to read a folded Russian surname as root and family of suffixes, the longest suffix first."""
    return tuple(
        (stem[:-length], _FAMILIES[stem[-length:]])
        for length in range(_LONGEST, 1, -1)
        if len(stem) - length >= _ROOT and stem[-length:] in _FAMILIES
    )
