"""From a query to ranked hits: keys → postings → vote → filters on columns → likeness of names → hits with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.asked import Asked, ask, sex_told
from indexer.candidates import Place, Scored, Scores, paged
from indexer.entry import Said
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
from indexer.facets import facets
from indexer.index import Index
from indexer.listing import by_surname, by_year
from indexer.names.compare import compare_many
from indexer.names.likeness import likeness
from indexer.names.name import NameComparison
from indexer.narrowing import everyone, filtered, years_off
from indexer.query import Match, SearchQuery, Sort
from indexer.reach import Reached, reach
from indexer.rough import best

__all__ = ["Band", "Evidence", "Hit", "Match", "Ranking", "Result", "SearchQuery", "Sort", "find", "page", "rank"]

CANDIDATES = 3_000  # the most that are scored; the vote and a rough look choose them


_LEFT = 0.2  # the share of a score that no ground beside the name takes away
LEAST = {Match.EXACT: 0.995, Match.SPELLING: 0.85}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. ``score`` in [0, 1] ranks; ``comparison`` is with that name of it which speaks, if any.

    ``heading`` as in its entry.
    """

    record_id: int
    score: float
    band: Band
    evidence: tuple[Evidence, ...] = ()
    comparison: NameComparison | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Hits of one page, and how many records the keys reached after the filters; ``facets``: field → id → count.

    ``near`` of them bear this name or one like it: those that were compared and are not UNLIKELY. ``listed`` of them
    can be leafed through: of those that a name reaches the ones that were compared.
    """

    hits: tuple[Hit, ...]
    total: int
    exact_total: bool
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    near: int = 0
    listed: int = 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a query reached; ``scored`` are its candidates, in no order, none where it has no name; ``total`` and
    ``exact`` as in a Result. ``counted``: the documents that total and facets speak of."""

    scored: tuple[Scored, ...]
    total: int
    exact: bool
    counted: tuple[Reached, ...]
    named: bool = True

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
        """How many of the candidates are not UNLIKELY; of those without a name asked for, all."""
        return int((self.scores >= NEAR).sum()) if self.named else self.total

    @property
    def listed(self) -> int:
        """How many of the total stand on some page: without a name all, else the candidates."""
        return sum(len(part.documents) for part in self.scored) if self.named else self.total


def find(index: Index, query: SearchQuery) -> Result:
    """The records that match, best first; hits carry their evidence. Pages end where the scored candidates end."""
    return page(rank(index, query), query)


def rank(index: Index, query: SearchQuery) -> Ranking:
    """All candidates of the query that are scored."""
    if query.name is None:
        everybody = everyone(index, query)
        return Ranking((), _total(everybody), True, tuple(everybody), named=False)
    reached = [filtered(part, query) for part in reach(index, query.name)]
    total, cut = _total(reached), any(part.cut for part in reached)
    asked = ask(index, query.name)
    candidates = best(reached, query.name, CANDIDATES)
    scored = tuple(_scored(part, query, asked) for part in candidates if len(part.documents))
    if query.match is Match.ALL:
        return Ranking(scored, total, not cut, tuple(reached))
    kept = tuple(part.keep(part.likes >= LEAST[query.match]) for part in scored)
    within = total <= CANDIDATES and not cut  # what the vote left out was never compared
    counted = tuple(Reached(part.leaf, part.documents, part.votes) for part in kept)
    return Ranking(kept, _total(counted), within, counted)


def _total(reached: Sequence[Reached]) -> int:
    return sum(len(part.documents) for part in reached)


def page(ranking: Ranking, query: SearchQuery) -> Result:
    """The hits of the page that the query asks for, each with its evidence."""
    chosen = _page(ranking, query)
    said = [leaf.said(document) for leaf, document, _ in chosen]
    found = zip(chosen, said, _spoken(chosen, said, query), strict=True)
    hits = tuple(_hit(place, each, comparison, query) for place, each, comparison in found)
    return Result(hits, ranking.total, ranking.exact, facets(ranking.counted), ranking.near, ranking.listed)


def _spoken(chosen: Sequence[Place], said: Sequence[Said], query: SearchQuery) -> list[NameComparison | None]:
    """For each place the comparison that speaks for it; the names of all of a segment are compared at once."""
    found: list[NameComparison | None] = [None] * len(chosen)
    if query.name is None:
        return found
    for leaf in {id(leaf): leaf for leaf, *_ in chosen}.values():
        places = [place for place, each in enumerate(chosen) if each[0] is leaf]
        held, names = leaf.columns, [said[place].names for place in places]
        rows = held.name_rows[held.names.of(np.array([chosen[place][1] for place in places]))[1]]
        compared = iter(compare_many(query.name, [name for each in names for name in each], (held.parts, rows)))
        for place, each in zip(places, names, strict=True):
            found[place] = speaking([next(compared) for _ in each])
    return found


def _scored(part: Reached, query: SearchQuery, asked: Asked) -> Scored:
    """The candidates of one segment compared with the name that is asked for, which there is."""
    held = part.leaf.columns
    owners, rows = held.names.of(part.documents)
    likes, scores = np.zeros(len(part.documents)), np.zeros(len(part.documents))
    if query.name is not None:
        found = likeness(query.name, held.parts, held.name_rows[rows])
        np.maximum.at(likes, owners, found.scores)
        worths = found.scores * (1 - COVERED * (1 - found.coverages))
        np.maximum.at(scores, owners, _lowered(worths, RARE * found.unlike @ asked.rarity))
    scores = _lowered(scores, _beside_the_name(part, query, asked))
    return Scored(part.leaf, part.documents, part.votes, likes, scores)


def _beside_the_name(part: Reached, query: SearchQuery, asked: Asked) -> Scores:
    """What is taken from the score of each document for sex, year and way of writing."""
    held, documents = part.leaf.columns, part.documents
    taken: Scores = OTHER_SEX * (held.coded("sex")[documents] == held.codes.numbers.get(asked.other_sex, -1))
    taken += OTHER_HYPHENS * (asked.syllabic & (held.hyphened[documents] != asked.hyphened))
    if query.year is not None:
        taken += np.minimum(years_off(held, documents, query.year) * YEAR_OFF, YEAR_OFF_MOST)
    return taken


def _lowered(scores: Scores, by: Scores) -> Scores:
    """Scores less so much, but never all of them: what is least like stays least."""
    left: Scores = np.maximum(scores - by, scores * _LEFT)
    return left


def _page(ranking: Ranking, query: SearchQuery) -> list[Place]:
    """The documents of the page asked for, in the order asked for; equal ones in the order of surnames, then ids."""
    if query.name is not None:
        return paged(ranking.scored, query.sort, query.offset, query.limit)
    listed = by_year if query.sort is Sort.YEAR else by_surname
    return [(leaf, document, 1.0) for leaf, document in listed(ranking.counted, query.offset, query.limit)]


def _hit(place: Place, said: Said, comparison: NameComparison | None, query: SearchQuery) -> Hit:
    leaf, document, score = place
    held = leaf.columns
    record_id = int(held.record_ids[document])
    if comparison is None:
        return Hit(record_id, 1.0, Band.LIKELY, heading=said.heading)
    year = query.born if query.year is None else query.year
    found = grounds(comparison) if year is None else (*grounds(comparison), year_ground(year, held.born(document)))
    told = sex_told(query.name) if query.name else ""
    found = (*found, *sex_ground(told, held.codes.texts[held.coded("sex")[document]]))
    return Hit(record_id, score, band(score), found, comparison, said.heading)
