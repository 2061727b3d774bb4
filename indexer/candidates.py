"""The candidates of a search with their scores, and pages of them in the order asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.columns import UNKNOWN_YEAR
from indexer.index import Leaf
from indexer.query import Sort
from indexer.tally import Documents, Votes

_ALIKE = 6  # decimals to which two scores are one

Scores = NDArray[np.float64]
Place = tuple[Leaf, int, float]  # a document and its score


@dataclass(frozen=True, slots=True)
class Scored:
    """The candidates of one segment: ``likes`` is the likeness of the names alone, ``scores`` ranks."""

    leaf: Leaf
    documents: Documents
    votes: Votes
    likes: Scores
    scores: Scores

    def keep(self, mask: NDArray[np.bool_]) -> Scored:
        """Those that the mask chooses; shape (documents,)."""
        return Scored(self.leaf, self.documents[mask], self.votes[mask], self.likes[mask], self.scores[mask])


def paged(scored: Sequence[Scored], sort: Sort, offset: int, limit: int) -> list[Place]:
    """So many candidates from that one on; equal ones by votes, then in the order of surnames, then of record ids.

    Only those are sorted in full that may stand on the page.
    """
    firsts = [_first(part, sort) for part in scored]
    values = np.concatenate([*firsts, np.empty(0)])
    if offset >= len(values) or not limit:
        return []
    last = min(offset + limit, len(values)) - 1
    least, most = np.partition(values, (offset, last))[[offset, last]]
    near = [part.keep((first >= least) & (first <= most)) for part, first in zip(scored, firsts, strict=True)]
    keys = [np.concatenate(column) for column in zip(*(_keys(part, sort) for part in near), strict=True)]
    skipped = offset - int((values < least).sum())
    owners = np.repeat(np.arange(len(near)), [len(part.documents) for part in near])
    documents, scores = (np.concatenate([getattr(part, name) for part in near]) for name in ("documents", "scores"))
    chosen = np.lexsort(keys[::-1])[skipped : skipped + limit].tolist()
    return [(near[owners[at]].leaf, int(documents[at]), float(scores[at])) for at in chosen]


def _first(part: Scored, sort: Sort) -> Scores:
    """What candidates are sorted by before all else."""
    if sort is Sort.RELEVANCE:
        return -np.round(part.scores, _ALIKE)
    if sort is Sort.SURNAME:
        return np.zeros(len(part.documents))
    years = part.leaf.columns.born_from[part.documents]
    return np.where(years == UNKNOWN_YEAR, np.inf, years.astype(float))


def _keys(part: Scored, sort: Sort) -> tuple[NDArray[np.generic], ...]:
    held, documents = part.leaf.columns, part.documents
    votes = -np.round(part.votes, 3) if sort is Sort.RELEVANCE else np.zeros(len(documents))
    return _first(part, sort), votes, held.order[documents], held.record_ids[documents]
