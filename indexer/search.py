"""From a query to ranked hits: keys → postings → vote → filters on columns → likeness of names → hits with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log1p

import numpy as np
from numpy.typing import NDArray

from indexer.columns import UNKNOWN_YEAR, Columns
from indexer.evidence import (
    COVERED,
    NEAR,
    YEAR_OFF,
    YEAR_OFF_MOST,
    Band,
    Evidence,
    band,
    grounds,
    speaking,
    year_ground,
)
from indexer.index import Index, Leaf
from indexer.names.keys import query_keys
from indexer.names.likeness import likeness
from indexer.names.name import Name, NameComparison
from indexer.schema import KEYS, WORDS

CANDIDATES = 3_000  # the most that are scored; the vote chooses them

Documents = NDArray[np.int64]
Scores = NDArray[np.float64]


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


LEAST = {Match.EXACT: 0.995, Match.SPELLING: 0.85}
FACETS = ("nation", "camp", "fate", "source")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for. Everything may be empty: a query of filters alone finds all that pass them.

    ``year`` weighs (a year typed beside the name); ``born`` and the others filter, and ``born`` keeps those whose year
    of birth is not known. ``words`` are words of birth place or residence, as the entry's.
    """

    name: Name | None = None
    year: int | None = None
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. ``score`` in [0, 1] ranks; ``comparison`` is with that name of it which speaks, if any."""

    record_id: int
    score: float
    band: Band
    evidence: tuple[Evidence, ...] = ()
    comparison: NameComparison | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Hits of one page, and how many records the keys reached after the filters; ``facets``: field → id → count.

    ``near`` of them bear this name or one like it: those that were compared and are not UNLIKELY.
    """

    hits: tuple[Hit, ...]
    total: int
    exact_total: bool
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    near: int = 0


@dataclass(slots=True)
class _Reached:
    """The documents of one segment that are still in play, with what is known of each so far."""

    leaf: Leaf
    documents: Documents
    votes: Scores
    likes: Scores  # likeness of the names alone
    scores: Scores

    def keep(self, mask: NDArray[np.bool_]) -> _Reached:
        return _Reached(self.leaf, self.documents[mask], self.votes[mask], self.likes[mask], self.scores[mask])


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of a query, scored, in no order; ``total``, ``exact`` and ``facets`` as in a Result."""

    scored: tuple[_Reached, ...]
    total: int
    exact: bool
    facets: dict[str, dict[str, int]]

    @property
    def record_ids(self) -> NDArray[np.int64]:
        """The record of each candidate."""
        ids = [part.leaf.columns.record_ids[part.documents] for part in self.scored]
        return np.concatenate(ids or [np.empty(0, np.int64)])

    @property
    def scores(self) -> Scores:
        """The score of each candidate, in the same order."""
        return np.concatenate([part.scores for part in self.scored] or [np.empty(0)])

    @property
    def near(self) -> int:
        """How many of the candidates are not UNLIKELY."""
        return int((self.scores >= NEAR).sum())


def find(index: Index, query: SearchQuery) -> Result:
    """The records that match, best first; hits carry their evidence. Pages end where the scored candidates end."""
    return page(rank(index, query), query)


def rank(index: Index, query: SearchQuery) -> Ranking:
    """All candidates of the query that are scored."""
    reached = [_filtered(part, query) for part in _reach(index, query.name)]
    total = sum(len(part.documents) for part in reached)
    scored = tuple(_scored(part, query) for part in _best_by_vote(reached, query))
    if query.name is None or query.match is Match.ALL:
        return Ranking(scored, total, True, _facets(reached))
    kept = tuple(part.keep(part.likes >= LEAST[query.match]) for part in scored)
    within = total <= CANDIDATES  # what the vote left out was never compared
    return Ranking(kept, sum(len(part.documents) for part in kept), within, _facets(kept))


def page(ranking: Ranking, query: SearchQuery) -> Result:
    """The hits of the page that the query asks for."""
    hits = tuple(_hit(leaf, document, score, query) for leaf, document, score in _page(ranking.scored, query))
    return Result(hits, ranking.total, ranking.exact, ranking.facets, ranking.near)


def _facets(reached: Sequence[_Reached]) -> dict[str, dict[str, int]]:
    return {name: _counts(reached, name) for name in FACETS}


def _reach(index: Index, name: Name | None) -> list[_Reached]:
    """The documents that share a key with the name, each with the weight of the keys it shares; without one, all."""
    if name is None:
        return [_all(leaf) for leaf in index.leaves]
    weights = {term: log1p(index.size / (1 + index.frequency(term))) for term in sorted(query_keys(name))}
    return [_voted(leaf, weights) for leaf in index.leaves]


def _all(leaf: Leaf) -> _Reached:
    count = len(leaf.living)
    return _Reached(leaf, leaf.living, np.zeros(count), np.ones(count), np.ones(count))


def _voted(leaf: Leaf, weights: dict[str, float]) -> _Reached:
    postings = [(leaf.documents(KEYS, term), weight) for term, weight in weights.items()]
    documents = np.concatenate([found for found, _ in postings] or [np.empty(0, np.int64)])
    votes = np.concatenate([np.full(len(found), weight) for found, weight in postings] or [np.empty(0)])
    distinct, places = np.unique(documents, return_inverse=True)
    summed = np.bincount(places, votes, minlength=len(distinct)).astype(np.float64)
    return _Reached(leaf, distinct, summed, np.zeros(len(distinct)), np.zeros(len(distinct)))


def _filtered(part: _Reached, query: SearchQuery) -> _Reached:
    held, documents = part.leaf.columns, part.documents
    mask = np.ones(len(documents), np.bool_)
    for column, wanted in (
        (held.sex, query.sex),
        (held.nation, query.nation),
        (held.fate, query.fate),
        (held.source, query.source),
    ):
        if wanted:
            mask &= column[documents] == held.codes.numbers.get(wanted, -1)
    if query.camp:
        mask &= _has_place(held, documents, query.camp)
    if query.born is not None:
        mask &= _years_off(held, documents, query.born) <= query.born_within
    for word in query.words:
        mask &= np.isin(documents, part.leaf.documents(WORDS, word))
    return part.keep(mask)


def _has_place(held: Columns, documents: Documents, place: str) -> NDArray[np.bool_]:
    owners, places = held.places.of(documents)
    mask = np.zeros(len(documents), np.bool_)
    mask[owners[places == held.codes.numbers.get(place, -1)]] = True
    return mask


def _years_off(held: Columns, documents: Documents, year: int) -> Scores:
    """Years between that year and the years of birth recorded; 0 where none is recorded: absent is not contradicted."""
    earliest, latest = held.born_from[documents].astype(float), held.born_to[documents].astype(float)
    off = np.maximum(np.maximum(earliest - year, year - latest), 0.0)
    return np.where(earliest == UNKNOWN_YEAR, 0.0, off)


def _counts(reached: Iterable[_Reached], name: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for part in reached:
        held = part.leaf.columns
        numbers = held.places.of(part.documents)[1] if name == "camp" else getattr(held, name)[part.documents]
        for number, count in enumerate(np.bincount(numbers, minlength=1).tolist()):
            if count and number:
                counts[held.codes.texts[number]] += count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _best_by_vote(reached: list[_Reached], query: SearchQuery) -> list[_Reached]:
    votes = np.concatenate([part.votes for part in reached] or [np.empty(0)])
    if query.name is None or len(votes) <= CANDIDATES:
        return reached
    least = np.partition(votes, -CANDIDATES)[-CANDIDATES]
    return [part.keep(part.votes >= least) for part in reached]


def _scored(part: _Reached, query: SearchQuery) -> _Reached:
    if query.name is None or not len(part.documents):
        return part
    held = part.leaf.columns
    owners, rows = held.names.of(part.documents)
    likes, coverage = likeness(query.name, held.parts, held.name_rows[rows])
    np.maximum.at(part.likes, owners, likes)
    np.maximum.at(part.scores, owners, likes * (1 - COVERED * (1 - coverage)))
    if query.year is not None:
        part.scores -= np.minimum(_years_off(held, part.documents, query.year) * YEAR_OFF, YEAR_OFF_MOST)
    np.clip(part.scores, 0, 1, out=part.scores)
    return part


def _page(scored: Sequence[_Reached], query: SearchQuery) -> list[tuple[Leaf, int, float]]:
    """The documents of the page asked for, in the order asked for; equal ones in the order of surnames, then ids."""
    rank = _RANKS[query.sort if query.name is not None or query.sort is not Sort.RELEVANCE else Sort.SURNAME]
    ranks = [np.concatenate(column) for column in zip(*(rank(part) for part in scored), strict=True)]
    if not ranks:
        return []
    owners = np.repeat(np.arange(len(scored)), [len(part.documents) for part in scored])
    documents = np.concatenate([part.documents for part in scored])
    scores = np.concatenate([part.scores for part in scored])
    chosen = np.lexsort(ranks[::-1])[query.offset : query.offset + query.limit]
    return [(scored[owners[at]].leaf, int(documents[at]), float(scores[at])) for at in chosen]


def _order(part: _Reached) -> tuple[NDArray[np.bytes_], NDArray[np.int64]]:
    held = part.leaf.columns
    return held.order[part.documents], held.record_ids[part.documents]


def _born(part: _Reached) -> NDArray[np.int16]:
    years = part.leaf.columns.born_from[part.documents]
    return np.where(years == UNKNOWN_YEAR, np.int16(9999), years).astype(np.int16)


_Rank = Callable[[_Reached], tuple[NDArray[np.generic], ...]]
_RANKS: dict[Sort, _Rank] = {
    Sort.RELEVANCE: lambda part: (-np.round(part.scores, 6), -part.votes, *_order(part)),
    Sort.SURNAME: lambda part: (*_order(part),),
    Sort.YEAR: lambda part: (_born(part), *_order(part)),
}


def _hit(leaf: Leaf, document: int, score: float, query: SearchQuery) -> Hit:
    entry = leaf.entry(document)
    if query.name is None:
        return Hit(entry.record_id, 1.0, Band.LIKELY)
    comparison = speaking(query.name, entry.names)
    year = query.born if query.year is None else query.year
    found = grounds(comparison) if year is None else (*grounds(comparison), year_ground(year, entry.born))
    return Hit(entry.record_id, score, band(score), found, comparison)
