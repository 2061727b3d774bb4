"""What is looked for: a name, filters, the order of hits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indexer.names.name import Name


class Match(StrEnum):
    """How near a name must come to count as a hit."""

    EXACT = "exact"
    SPELLING = "spelling"
    ALL = "all"


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    SURNAME = "surname"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for. Everything may be empty: a query of filters alone finds all that pass them.

    ``year`` weighs (a year typed beside the name); ``born`` and the others filter, and ``born`` keeps those whose year
    of birth is not known. ``decade``: the first of ten years in which somebody was surely born. ``words`` are words of
    birth place or residence, as the entry's.
    """

    name: Name | None = None
    year: int | None = None
    decade: int | None = None
    born: int | None = None
    born_within: int = 2
    sex: str = ""
    nation: str = ""
    camp: str = ""
    fate: str = ""
    source: str = ""
    words: tuple[str, ...] = ()
    match: Match = Match.ALL
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
