from __future__ import annotations

import sqlite3
from importlib import import_module

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from app.config import Config
from app.db import WAIT_MS, open_engine, writing
from app.models import Term
from tests.databases import only_sqlite


@pytest.fixture
def untidied(config: Config, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A database whose log is always too long, and cannot be brought in."""
    monkeypatch.setattr(import_module("app.db"), "WAL_MOST", 0)
    engine = open_engine(config.database_url, pool=1)

    @event.listens_for(engine, "connect")
    def refuse(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_authorizer(_refusal)

    return engine


def _refusal(action: int, what: str | None, *_more: object) -> int:
    refused = (action, what) == (sqlite3.SQLITE_PRAGMA, "wal_checkpoint")
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK


@only_sqlite
def test_a_log_that_cannot_be_brought_in_is_no_fault_of_what_is_committed(untidied: Engine) -> None:
    with writing(untidied) as session:
        session.add(Term(vocabulary="made", code="1", position=1, labels={}))
    with Session(untidied) as session:
        assert session.scalar(select(func.count(Term.id))) == 1
        assert session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar() == WAIT_MS
    untidied.dispose()
