"""From a query to ranked hits: keys → postings → vote → filters on columns → likeness of names → hits with evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.asked import Asked, ask, sex_told
from indexer.columns import UNKNOWN_YEAR
from indexer.entry import Entry
from indexer.evidence import (
    COVERED,
    NEAR,
    OTHER_HYPHENS,
    OTHER_SEX,
    RARE,
    YEAR_OFF,
    YEAR_OFF_MOST,
    Band,
    Evidence,
    band,
    grounds,
    sex_ground,
    speaking,
    year_ground,
)
from indexer.index import Index, Leaf
from indexer.names.compare import compare_many
from indexer.names.likeness import likeness
from indexer.names.name import NameComparison
from indexer.query import Match, SearchQuery, Sort
from indexer.reach import Reached, Scores, best, facets, filtered, reach, years_off

__all__ = ["Band", "Evidence", "Hit", "Match", "Ranking", "Result", "SearchQuery", "Sort", "find", "page", "rank"]

CANDIDATES = 3_000  # the most that are scored; the vote and a rough look choose them


_LEFT = 0.2  # the share of a score that no ground beside the name takes away
LEAST = {Match.EXACT: 0.995, Match.SPELLING: 0.85}


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


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of a query, scored, in no order; ``total``, ``exact`` and ``facets`` as in a Result."""

    scored: tuple[Reached, ...]
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
    reached = [filtered(part, query) for part in reach(index, query.name)]
    total = sum(len(part.documents) for part in reached)
    if query.name is None:
        return Ranking(tuple(reached), total, True, facets(reached))
    asked = ask(index, query.name)
    scored = tuple(_scored(part, query, asked) for part in best(reached, query.name, CANDIDATES))
    if query.match is Match.ALL:
        return Ranking(scored, total, True, facets(reached))
    kept = tuple(part.keep(part.likes >= LEAST[query.match]) for part in scored)
    within = total <= CANDIDATES  # what the vote left out was never compared
    return Ranking(kept, sum(len(part.documents) for part in kept), within, facets(kept))


def page(ranking: Ranking, query: SearchQuery) -> Result:
    """The hits of the page that the query asks for, each with its evidence."""
    chosen = _page(ranking.scored, query)
    entries = [leaf.entry(document) for leaf, document, _ in chosen]
    spoken = _spoken(entries, query)
    found = zip(entries, spoken, chosen, strict=True)
    hits = tuple(_hit(entry, comparison, score, query) for entry, comparison, (_, _, score) in found)
    return Result(hits, ranking.total, ranking.exact, ranking.facets, ranking.near)


def _spoken(entries: Sequence[Entry], query: SearchQuery) -> list[NameComparison | None]:
    """For each entry the comparison that speaks for it; the names of all are compared at once."""
    if query.name is None:
        return [None] * len(entries)
    compared = iter(compare_many(query.name, [name for entry in entries for name in entry.names]))
    return [speaking([next(compared) for _ in entry.names]) for entry in entries]


def _scored(part: Reached, query: SearchQuery, asked: Asked) -> Reached:
    if query.name is None or not len(part.documents):
        return part
    held = part.leaf.columns
    owners, rows = held.names.of(part.documents)
    found = likeness(query.name, held.parts, held.name_rows[rows])
    np.maximum.at(part.likes, owners, found.scores)
    worths = found.scores * (1 - COVERED * (1 - found.coverages))
    np.maximum.at(part.scores, owners, _lowered(worths, RARE * found.unlike @ asked.rarity))
    part.scores = _lowered(part.scores, _beside_the_name(part, query, asked))
    return part


def _beside_the_name(part: Reached, query: SearchQuery, asked: Asked) -> Scores:
    """What is taken from the score of each document for sex, year and way of writing."""
    held, documents = part.leaf.columns, part.documents
    taken: Scores = OTHER_SEX * (held.sex[documents] == held.codes.numbers.get(asked.other_sex, -1))
    taken += OTHER_HYPHENS * (asked.syllabic & (held.hyphened[documents] != asked.hyphened))
    if query.year is not None:
        taken += np.minimum(years_off(held, documents, query.year) * YEAR_OFF, YEAR_OFF_MOST)
    return taken


def _lowered(scores: Scores, by: Scores) -> Scores:
    """Scores less so much, but never all of them: what is least like stays least."""
    left: Scores = np.maximum(scores - by, scores * _LEFT)
    return left


def _page(scored: Sequence[Reached], query: SearchQuery) -> list[tuple[Leaf, int, float]]:
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


def _order(part: Reached) -> tuple[NDArray[np.bytes_], NDArray[np.int64]]:
    held = part.leaf.columns
    return held.order[part.documents], held.record_ids[part.documents]


def _born(part: Reached) -> NDArray[np.int16]:
    years = part.leaf.columns.born_from[part.documents]
    return np.where(years == UNKNOWN_YEAR, np.int16(9999), years).astype(np.int16)


_Rank = Callable[[Reached], tuple[NDArray[np.generic], ...]]
_RANKS: dict[Sort, _Rank] = {
    Sort.RELEVANCE: lambda part: (-np.round(part.scores, 6), -part.votes, *_order(part)),
    Sort.SURNAME: lambda part: (*_order(part),),
    Sort.YEAR: lambda part: (_born(part), *_order(part)),
}


def _hit(entry: Entry, comparison: NameComparison | None, score: float, query: SearchQuery) -> Hit:
    if comparison is None:
        return Hit(entry.record_id, 1.0, Band.LIKELY)
    year = query.born if query.year is None else query.year
    found = grounds(comparison) if year is None else (*grounds(comparison), year_ground(year, entry.born))
    told = sex_told(query.name) if query.name else ""
    return Hit(entry.record_id, score, band(score), (*found, *sex_ground(told, entry.sex)), comparison)
