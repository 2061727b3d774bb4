"""Counters shared by all processes: no count is lost, windows end, the table names nobody."""

from __future__ import annotations

import threading
import time

import pytest
from limits import parse
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app import counting
from app.counting import TableStorage
from app.models import Counter


@pytest.fixture
def storage(engine: Engine) -> TableStorage:
    """Over an empty table."""
    return TableStorage(engine, "secret")


def keys(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(Counter.key)))


def test_another_process_goes_on_counting(engine: Engine, storage: TableStorage) -> None:
    other = TableStorage(engine, "secret")
    assert [storage.incr("a", 60), other.incr("a", 60), storage.incr("a", 60, 3), other.incr("b", 60)] == [1, 2, 5, 1]
    assert storage.get("a") == 5
    assert 59 < storage.get_expiry("a") - time.time() <= 60


def test_no_count_is_lost_between_threads(engine: Engine) -> None:
    def count() -> None:
        one = TableStorage(engine, "secret")
        for _ in range(25):
            one.incr("a", 60)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert TableStorage(engine, "secret").get("a") == 100


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which stands still unless the test goes on: a busy machine must not end a window early."""
    moment = [time.time()]
    monkeypatch.setattr(time, "time", lambda: moment[0])
    return moment


def test_a_window_ends_by_itself(storage: TableStorage, clock: list[float]) -> None:
    assert storage.incr("a", 1, 7) == 7
    clock[0] += 1.05
    assert storage.get("a") == 0
    assert storage.incr("a", 60) == 1


def test_a_limit_holds_for_its_window_only(storage: TableStorage, clock: list[float]) -> None:
    limiter = FixedWindowRateLimiter(storage)
    limit = parse("2 per 1 second")
    assert [limiter.hit(limit, "a") for _ in range(3)] == [True, True, False]
    clock[0] += 1.05
    assert limiter.hit(limit, "a")


def test_the_table_names_nobody(engine: Engine, storage: TableStorage) -> None:
    storage.incr("login/anna@example.org/192.0.2.7", 60)
    (key,) = keys(engine)
    assert "anna" not in key
    assert "192" not in key
    assert len(key) == 64


def test_what_is_over_is_swept(engine: Engine, storage: TableStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.incr("old", 0)
    monkeypatch.setattr(counting, "SWEEP", -1)
    storage.incr("new", 60)
    assert len(keys(engine)) == 1


def test_counters_can_be_forgotten(engine: Engine, storage: TableStorage) -> None:
    for key in "ab":
        storage.incr(key, 60)
    storage.clear("a")
    assert (storage.get("a"), storage.get("b")) == (0, 1)
    assert storage.reset() == 1
    assert storage.check()
