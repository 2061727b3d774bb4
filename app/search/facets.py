"""By what the results can be narrowed: nations, places, fates, sources, each with its count and its link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.messages import N_
from app.search.asked import Asked

SHOWN = 8  # choices that stand open; the others are folded away
MOST = 40  # choices of one kind on a page
MOST_SOURCES = 15  # their names are long, and stand in the addresses as well
FACETS = (  # parameter, vocabulary of its labels, heading
    ("nation", "nation", N_("Nation")),
    ("camp", "place", N_("Place of repression")),
    ("fate", "fate", N_("Fate")),
    ("source", "source", N_("Source")),
)
Label = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value, how many records have it, and the question narrowed to it."""

    label: str
    count: int
    asked: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facet:
    """One kind of choices; ``more`` are the rarer ones."""

    title: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]


def facets(counts: Mapping[str, Mapping[str, int]], asked: Asked, label: Label) -> tuple[Facet, ...]:
    """The kinds that still divide the results, most frequent value first; a chosen kind is not offered again."""
    return tuple(
        _facet(title, _choices(field, counts.get(field, {}), asked, lambda code, v=vocabulary: label(v, code)))  # type: ignore[misc]
        for field, vocabulary, title in FACETS
        if counts.get(field) and field not in asked.typed
    )


def _facet(title: str, choices: tuple[Choice, ...]) -> Facet:
    return Facet(title, choices[:SHOWN], choices[SHOWN:])


def _choices(field: str, counts: Mapping[str, int], asked: Asked, label: Callable[[str], str]) -> tuple[Choice, ...]:
    most = MOST_SOURCES if field == "source" else MOST
    return tuple(Choice(label(code), count, asked.but(**{field: code})) for code, count in list(counts.items())[:most])
