from __future__ import annotations

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app import outbox
from app.db import writing
from app.models import OutboxEntry


def put(engine: Engine, *numbers: int) -> None:
    with writing(engine) as session:
        session.add_all(OutboxEntry(id=number, record_id=number // 10) for number in numbers)


def left(engine: Engine) -> list[int]:
    with Session(engine) as session:
        return list(session.scalars(select(OutboxEntry.id).order_by(OutboxEntry.id)))


def test_only_what_was_read_is_taken_out(engine: Engine) -> None:
    put(engine, 10, 11, 12, 20, 22, 30)
    owed = outbox.first(engine, 5)
    assert (owed.entries, owed.records, owed.last) == ([(10, 12), (20, 20), (22, 22)], (1, 2), 22)
    put(engine, 9, 21, 31)  # committed later, though their numbers are lower than some that were read
    outbox.settle(engine, owed.entries)
    assert left(engine) == [9, 21, 30, 31]


def test_all_is_taken_out_in_several_transactions(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "AT_ONCE", 10)
    put(engine, *range(1, 26), 40)
    entries = outbox.everything(engine)
    assert (entries, outbox.last(entries), outbox.count(engine)) == ([(1, 25), (40, 40)], 40, 26)
    assert outbox.newest(engine) == 40
    put(engine, 30)
    outbox.settle(engine, entries)
    assert left(engine) == [30]


def test_nothing_is_owed(engine: Engine) -> None:
    owed = outbox.first(engine, 5)
    assert (owed.entries, owed.records, owed.last, outbox.everything(engine)) == ([], (), 0, [])
    assert outbox.newest(engine) == 0
    outbox.settle(engine, [])


def test_what_came_after_a_number(engine: Engine) -> None:
    put(engine, 10, 20, 30)
    assert outbox.first(engine, 5, after=10).records == (2, 3)
