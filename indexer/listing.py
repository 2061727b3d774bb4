"""Pages of hits in the order of surnames, then record ids, or of years of birth: of millions nothing is sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.columns import UNKNOWN_YEAR
from indexer.index import Leaf
from indexer.reach import Reached
from indexer.tally import Documents

_LAST_YEAR = 1 << 15  # of whom no year is recorded

Place = tuple[Leaf, int]  # a document


@dataclass(frozen=True, slots=True)
class _Run:
    """Documents of one segment, ascending, which is the order of surnames there."""

    leaf: Leaf
    documents: Documents

    def __len__(self) -> int:
        return len(self.documents)

    def key(self, at: int) -> tuple[bytes, int]:
        """What one is sorted by among all segments."""
        held, document = self.leaf.columns, self.documents[at]
        return bytes(held.order[document]), int(held.record_ids[document])

    def before(self, key: tuple[bytes, int]) -> int:
        """How many of them come before that key."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.key(middle) < key else (low, middle)
        return low


def by_surname(reached: Sequence[Reached], offset: int, limit: int) -> list[Place]:
    """So many documents from that one on, in the order of surnames."""
    runs = [_Run(part.leaf, part.documents) for part in reached if len(part.documents)]
    firsts = _firsts(runs, offset)
    near = [(run.key(at), run, at) for run, first in zip(runs, firsts, strict=True) for at in _page(run, first, limit)]
    near.sort(key=lambda one: one[0])
    return [(run.leaf, int(run.documents[at])) for _, run, at in near[:limit]]


def by_year(reached: Sequence[Reached], offset: int, limit: int) -> list[Place]:
    """So many documents from that one on, by the year of birth, the unknown last, then in the order of surnames."""
    counts = np.zeros(_LAST_YEAR + 1, np.int64)
    for part in reached:
        counts += np.bincount(_years(part), minlength=len(counts))
    ends = np.cumsum(counts)
    found: list[Place] = []
    for year in range(int(np.searchsorted(ends, offset, "right")), len(counts)):
        if len(found) == limit or offset >= ends[-1]:
            break
        if counts[year]:
            born = [part.keep(_years(part) == year) for part in reached]
            skipped = max(0, offset - int(ends[year] - counts[year]))
            found += by_surname(born, skipped, limit - len(found))
    return found


def _years(part: Reached) -> NDArray[np.uint16]:
    years = part.leaf.columns.born_from[part.documents]
    return np.where(years == UNKNOWN_YEAR, np.uint16(_LAST_YEAR), years.astype(np.uint16))


def _page(run: _Run, first: int, limit: int) -> range:
    return range(first, min(first + limit, len(run)))


def _firsts(runs: Sequence[_Run], offset: int) -> list[int]:
    """How many of each run come before the page that begins at ``offset`` of all of them together."""
    if not runs:
        return []
    first, *others = runs
    low, high = 0, min(len(first), offset)
    while low < high and others:
        middle = (low + high) // 2
        key = first.key(middle)
        place = middle + sum(other.before(key) for other in others)
        low, high = (middle + 1, high) if place < offset else (low, middle)
    return [high, *_firsts(others, offset - high)]
