"""The weights and chances that matching works with here: as estimated on this collection, else as shipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Estimate
from indexer.columns import UNKNOWN_YEAR
from indexer.index import Index, stamp
from indexer.kin_counts import kin_counts
from indexer.matching.chances import FATE, KEY, NATION, PLACE, SEX, YEAR, Chances, shipped_chances
from indexer.matching.weights import Weights, estimated, shipped_weights
from indexer.schema import KEYS, WORDS

SAME = "same"  # the kind of estimate


def weights_in_use(session: Session) -> Weights:
    """The newest estimate made here with what experts set over it; where none was made, the shipped weights."""
    newest = session.scalar(select(Estimate.id).where(Estimate.kind == SAME).order_by(Estimate.id.desc()).limit(1))
    if newest is None:
        return shipped_weights()
    found = session.get_one(Estimate, newest)
    return _weights(newest, tuple(tuple(sorted(row.items())) for row in found.rows))


def chances_in_use(index: Index) -> Chances:
    """How often names, places, nations and years stand in that index; asked as they are needed, and remembered."""
    return _chances(index, index.directory, stamp(index.directory))


@lru_cache(maxsize=2)
def _weights(_: int, rows: tuple[tuple[tuple[str, object], ...], ...]) -> Weights:
    return estimated([dict(row) for row in rows])


@lru_cache(maxsize=2)  # one index a process; its stamp changes when records come
def _chances(index: Index, _directory: Path, _stamp: str) -> Chances:
    held: dict[str, Mapping[str, int]] = {KEY: _Terms(index, KEYS), PLACE: _Terms(index, WORDS)}
    held |= {
        SEX: _coded(index, "sex"),
        NATION: _coded(index, "nation"),
        FATE: _coded(index, "fate"),
        YEAR: _years(index),
    }
    known = {kind: sum(counts.values()) for kind, counts in held.items() if isinstance(counts, Counter)}
    known |= {KEY: index.size, PLACE: sum(leaf.holding(WORDS) for leaf in index.leaves)}
    for_kin = kin_counts(index)
    held |= for_kin[0]
    known |= for_kin[1]
    return Chances(held, known, shipped_chances())


class _Terms(Mapping[str, int]):
    """How many documents have a term of one field of the index, or one of several parted by «|»."""

    def __init__(self, index: Index, field: str) -> None:
        self._index, self._field = index, field
        self._found: dict[str, int] = {}

    def __getitem__(self, term: str) -> int:
        if term not in self._found:
            self._found[term] = sum(self._index.frequency(each, self._field) for each in term.split("|"))
        return self._found[term]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _coded(index: Index, column: str) -> Counter[str]:
    """How many living documents have each code of a column."""
    found: Counter[str] = Counter()
    for leaf in index.leaves:
        numbers = leaf.columns.coded(column)[leaf.living]
        for number, count in enumerate(np.bincount(numbers, minlength=1).tolist()):
            if number and count:
                found[leaf.columns.codes.texts[number]] += count
    return found


def _years(index: Index) -> Counter[str]:
    found: Counter[str] = Counter()
    for leaf in index.leaves:
        first, last = leaf.columns.born_from[leaf.living], leaf.columns.born_to[leaf.living]
        years, counts = np.unique(first[(first == last) & (first != UNKNOWN_YEAR)], return_counts=True)
        found.update(dict(zip(map(str, years.tolist()), counts.tolist(), strict=True)))
    return found
