"""Endings of names: surname stems, the father in a patronymic, the sex that a name tells."""

from __future__ import annotations

from functools import lru_cache

from indexer.names.name import Name, PartKind
from indexer.names.normalize import fold


@lru_cache(maxsize=262144)
def stem(form: str) -> str:
    """The surname without the endings of gender and marriage, folded, in its own script."""
    folded = fold(form)
    for ending, stands_for in (
        ("ская", "ск"),
        ("ский", "ск"),
        ("ова", "ов"),
        ("ева", "ев"),
        ("ина", "ин"),
        ("ына", "ын"),
    ):
        if folded.endswith(ending):
            return folded.removesuffix(ending) + stands_for
    return folded


@lru_cache(maxsize=131072)
def father(patronymic: str) -> frozenset[str]:
    """The folded given names that the patronymic may be made of (Иванович → иван)."""
    folded = fold(patronymic)
    for ending in ("ович", "овна", "евич", "евна", "улы", "ұлы"):
        if folded.endswith(ending):
            return frozenset({folded.removesuffix(ending)})
    return frozenset()


def sex(name: Name) -> str:
    """«m» or «f» where the patronymic, the surname or the given name tells it, else ''."""
    patronymic = fold(name.first(PartKind.PATRONYMIC))
    if patronymic.endswith(("вич", "ич", "улы", "ұлы", "оглы")):
        return "m"
    return "f" if patronymic.endswith(("вна", "чна", "кызы", "қызы")) else ""
