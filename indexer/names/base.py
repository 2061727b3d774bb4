"""The name inside a surname that a clerk made Russian by a suffix: Шаймерденов and Shaimerden, Шаваев and Шауаланы."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from indexer.names.suffix import split
from indexer.names.tables import rows


class Made(StrEnum):
    """How a surname came by its form: a Russian suffix was put on it, or it is as its own language has it."""

    DERIVED = "derived"
    NATIVE = "native"


_SUFFIXES = tuple(
    (row["suffix"], row["becomes"], Made(row["made"]), int(row["least"])) for row in rows("surname_bases")
)


@lru_cache(maxsize=262144)
def bases(stem: str) -> tuple[tuple[str, Made], ...]:
    """What a folded surname stem is without its suffix; a stem that bears no suffix is its own base.

    A derived base answers a native one only: Березин and Березов have one root and are two families.
    """
    found = tuple(
        (stem.removesuffix(suffix) + becomes, made)
        for suffix, becomes, made, least in _SUFFIXES
        if stem.endswith(suffix) and len(stem) - len(suffix) >= least
    )
    if any(made is Made.DERIVED for _, made in found) or split(stem):
        return tuple(pair for pair in found if pair[1] is Made.DERIVED)
    return (*found, (stem, Made.NATIVE))
