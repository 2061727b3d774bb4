"""The database: one engine, sessions per request, short write transactions, migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import Session

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_MS = 15_000  # how long a writer waits for another one before it gives up

db = SQLAlchemy()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: object, _record: object) -> None:
    """WAL lets readers go on while one writes; foreign keys are off in SQLite unless asked for."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # transactions are begun by us, see below
        connection.execute(f"PRAGMA busy_timeout={WAIT_MS}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose transaction takes the write lock at once, commits at the end, and undoes all on an error.

    A transaction that reads first and writes later can be refused half-way by SQLite; one that begins as writer waits.
    """
    with Session(engine, expire_on_commit=False) as session:
        session.connection(execution_options={"sqlite_begin": "BEGIN IMMEDIATE"})
        yield session
        session.commit()


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database to that revision, making the file and its folder if need be."""
    path = make_url(url).database
    if url.startswith("sqlite") and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(url), revision)


def alembic_config(url: str) -> AlembicConfig:
    """Alembic's settings for that database, without a file of their own."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
