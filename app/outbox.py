"""Work that the index still owes: read in the order of the changes, and taken out only when it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from app.db import writing
from app.models import OutboxEntry

FEW = 1_000  # records owed that a search can look through
AT_ONCE = 100_000  # entries taken out in one transaction: others wait for it

Runs = list[tuple[int, int]]  # first and last number of entries that stand without a gap, in their order


@dataclass(frozen=True, slots=True)
class Owed:
    """What was read of the outbox: exactly these entries, and the records that they speak of, each once."""

    entries: Runs
    records: tuple[int, ...]

    @property
    def last(self) -> int:
        """The greatest number among the entries."""
        return last(self.entries)


def first(engine: Engine, most: int, after: int = 0) -> Owed:
    """The oldest entries, at most so many, of those with a greater number than ``after``."""
    entries = select(OutboxEntry.id, OutboxEntry.record_id).where(OutboxEntry.id > after)
    chosen = entries.order_by(OutboxEntry.id).limit(most)
    with Session(engine) as session:
        found = session.execute(chosen).all()
    return Owed(_runs(row.id for row in found), tuple(sorted({row.record_id for row in found})))


def owed(session: Session) -> frozenset[int] | None:
    """The records whose entries in the index may not be what the database says; None where they are very many."""
    in_order = select(OutboxEntry.record_id).order_by(OutboxEntry.id)  # what was taken out is passed by the key
    found = session.scalars(in_order.limit(FEW + 1)).all()
    return frozenset(found) if len(found) <= FEW else None


def everything(engine: Engine) -> Runs:
    """All entries that are there now."""
    with Session(engine) as session:
        return _runs(
            session.scalars(select(OutboxEntry.id).order_by(OutboxEntry.id).execution_options(yield_per=AT_ONCE))
        )


def last(entries: Runs) -> int:
    """The greatest number, 0 where there is none."""
    return entries[-1][1] if entries else 0


def newest(engine: Engine) -> int:
    """The greatest number among all entries, 0 where there is none."""
    with Session(engine) as session:
        return session.scalar(select(func.max(OutboxEntry.id))) or 0


def count(engine: Engine) -> int:
    """How many entries there are."""
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(OutboxEntry)) or 0


def settle(engine: Engine, entries: Runs) -> None:
    """Take these out, and no other: one written meanwhile stays, even if its number lies between them.

    Killed in the midst, the rest is owed again, which only costs time.
    """
    for run in _at_once(entries):
        with writing(engine) as session:
            take_out(session, [run])


def take_out(session: Session, entries: Runs) -> None:
    """The same in the transaction of the session."""
    for begin, end in entries:
        session.execute(delete(OutboxEntry).where(OutboxEntry.id.between(begin, end)))


def _runs(numbers: Iterable[int]) -> Runs:
    rising: NDArray[np.int64] = np.fromiter(numbers, np.int64)
    if not len(rising):
        return []
    gaps = np.flatnonzero(np.diff(rising) > 1)
    firsts, lasts = rising[np.concatenate([[0], gaps + 1])], rising[np.concatenate([gaps, [len(rising) - 1]])]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _at_once(entries: Runs) -> Iterator[tuple[int, int]]:
    for begin, end in entries:
        for start in range(begin, end + 1, AT_ONCE):
            yield start, min(start + AT_ONCE - 1, end)
