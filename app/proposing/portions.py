"""The pairs worth comparing, cut into portions of work: each pair has one record that answers for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.judging.answered import Key
from app.models import Candidate
from app.proposing.comparing import KINDS, Pair, Portion
from indexer.matching.blocking import Told, candidate_pairs
from indexer.matching.sketch import Sketches

OWNERS = 250  # records of a portion: some seconds of work, a short transaction
READ = 10_000  # rows held at a time

Fresh = NDArray[np.bool_]
Positions = NDArray[np.int64]
Owner = Callable[[Key], int | None]


class Work:
    """What is to be compared of the fresh among these records. ``told``, ``pairs``: of the blocks, by kind."""

    def __init__(self, engine: Engine, held: Sketches, fresh: Fresh) -> None:
        self._held, self._fresh = held, fresh
        self._owners = np.flatnonzero(fresh)
        self._by_id = np.argsort(held.record_ids)
        self.told = {kind: Told() for kind in KINDS}
        self._pairs = {kind: self._wanted(engine, kind) for kind in KINDS}

    @property
    def pairs(self) -> dict[str, int]:
        """How many pairs are compared."""
        return {kind: len(found) for kind, found in self._pairs.items()}

    def portions(self) -> Iterator[Portion]:
        """The work, cut; every fresh record is in one of them."""
        for start in range(0, len(self._owners), OWNERS):
            some = self._owners[start : start + OWNERS]
            pairs = {kind: self._of(kind, int(some[0]), int(some[-1])) for kind in KINDS}
            yield Portion(tuple(self._held.record_ids[some].tolist()), pairs)

    def owner(self, key: Key) -> int | None:
        """The record that answers for the pair: the first of the two that is fresh; None where neither is."""
        places = sorted(self._places(np.array(key[:2], np.int64)).tolist())
        found = next((place for place in places if place >= 0 and self._fresh[place]), None)
        return None if found is None else int(self._held.record_ids[found])

    def _wanted(self, engine: Engine, kind: str) -> Positions:
        """Pairs of positions by the one that answers for them; those proposed before are looked at again."""
        found = candidate_pairs(self._held, kind, self._fresh, self.told[kind])
        both = np.column_stack([found.left, found.right])
        known = np.sort(self._places(_known(engine, kind)), axis=1)
        known = known[(known >= 0).all(axis=1) & self._fresh[known].any(axis=1)]
        both = np.unique(np.concatenate([both, known]), axis=0) if len(known) else both
        owners = np.where(self._fresh[both[:, 0]], both[:, 0], both[:, 1])
        order = np.argsort(owners, kind="stable")
        return np.column_stack([owners[order], both[order]])

    def _of(self, kind: str, first: int, last: int) -> tuple[Pair, ...]:
        """The pairs that those from the first to the last position answer for, as record numbers, lower first."""
        rows = self._pairs[kind]
        begin, end = np.searchsorted(rows[:, 0], [first, last + 1])
        ids = np.sort(self._held.record_ids[rows[begin:end, 1:]], axis=1)
        return tuple(map(tuple, ids.tolist()))

    def _places(self, ids: Positions) -> Positions:
        """Where these records stand, -1 for one that is not here."""
        ordered = self._held.record_ids[self._by_id]
        found = np.minimum(np.searchsorted(ordered, ids), max(len(ordered) - 1, 0))
        if not len(ordered):
            return np.full(ids.shape, -1)
        return np.where(ordered[found] == ids, self._by_id[found], -1)


def _known(engine: Engine, kind: str) -> Positions:
    """The pairs of record numbers that stand proposed, whatever became of them; shape (pairs, 2)."""
    wanted = select(Candidate.left_id, Candidate.right_id).where(Candidate.kind == kind)
    with Session(engine) as session:
        rows = session.execute(wanted.execution_options(yield_per=READ))
        found = [np.array([tuple(row) for row in some], np.int64) for some in rows.partitions()]
    return np.concatenate([*found, np.empty((0, 2), np.int64)])
