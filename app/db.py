"""The database: one engine a process, sessions per request, short write transactions, migrations.

Readers see the collection as it stood when they began, on SQLite (WAL) and PostgreSQL alike, and wait for nobody. Who
writes waits for their turn: numbers of the outbox, of events and judgements are so committed in their order, and what a
transaction has read stays true until it commits. A turn is milliseconds for a form and a batch of rows for an import.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from flask_sqlalchemy_lite import SQLAlchemy
from psycopg.abc import Buffer
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from app.config import DB_POOL
from app.turns import door

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_MS = 15_000  # how long a writer waits for another one before it gives up
WAIT_FOR_CONNECTION, RENEWED_AFTER = 30, 1_800  # seconds
WAL_MOST = 64 << 20  # bytes of SQLite's write-ahead log, from which on who has written brings it into the database
TIDYING_MS = 100
TURN = 0x45534D4452  # PostgreSQL's advisory lock of whoever writes, as SQLite has its write lock
AS_WRITER = "BEGIN IMMEDIATE"
AT_ONCE = {
    "sqlite": {"sqlite_begin": AS_WRITER},
    "postgresql": {"isolation_level": "READ COMMITTED"},  # sees what was committed while it waited
}
IN_TURN = {
    "sqlite": AT_ONCE["sqlite"],
    "postgresql": {**AT_ONCE["postgresql"], "postgresql_begin": f"SELECT pg_advisory_xact_lock({TURN})"},
}
_SERVER_SIDE = {
    "lock_timeout": WAIT_MS,
    "idle_in_transaction_session_timeout": 3_600_000,  # a process that hangs holds its turn no longer than an hour
    "client_connection_check_interval": 10_000,  # a question whose asker is gone is given up
    "jit": "off",  # compiling costs more than any of our questions
}

db = SQLAlchemy()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: object, _record: object) -> None:
    """WAL lets readers go on while one writes; foreign keys are off in SQLite unless asked for."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # transactions are begun by us, see below
        connection.execute(f"PRAGMA busy_timeout={WAIT_MS}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA journal_size_limit={WAL_MOST}")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")


class _Writable(StrDumperUnknown):
    """PostgreSQL keeps every letter but one, which no text has a use for: what stood there stays visible."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", "\ufffd"))


@event.listens_for(Engine, "connect")
def _prepare_postgresql(connection: object, _record: object) -> None:
    """A NUL that somebody sends is a fault of theirs, and must not become one of ours."""
    if isinstance(connection, psycopg.Connection):
        connection.adapters.register_dumper(str, _Writable)


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """SQLite's transactions are begun by us; who writes takes their turn with the first statement."""
    kind = connection.dialect.name
    first = connection.get_execution_options().get(f"{kind}_begin", "BEGIN" if kind == "sqlite" else "")
    if first == AS_WRITER:
        with door(connection.engine.url.database, WAIT_MS / 1000):
            connection.exec_driver_sql(first)
    elif first:
        connection.exec_driver_sql(first)


def engine_options(url: str | URL, pool: int = DB_POOL) -> dict[str, Any]:
    """How the database is to be opened, as `create_engine` takes it: by the web service, by commands, by workers.

    ``pool``: connections that the process keeps; 0 opens one for each transaction, so that a worker leaves none behind.
    A connection that the server has closed is found out before it is used: a restart of PostgreSQL is met by nobody but
    those whose question was under way.
    """
    kept = {"pool_size": pool, "max_overflow": pool, "pool_timeout": WAIT_FOR_CONNECTION}
    if make_url(url).get_backend_name() != "postgresql":
        in_memory = make_url(url).database in (None, "", ":memory:")
        return {"url": url} | ({} if in_memory else kept if pool else {"poolclass": NullPool})
    kept |= {"pool_pre_ping": True, "pool_recycle": RENEWED_AFTER}
    told = " ".join(f"-c {name}={value}" for name, value in _SERVER_SIDE.items())
    return (kept if pool else {"poolclass": NullPool}) | {
        "url": url,
        "isolation_level": "REPEATABLE READ",
        "connect_args": {"application_name": "esimder", "connect_timeout": 10, "options": told},
    }


def open_engine(url: str | URL, pool: int = DB_POOL) -> Engine:
    """The database at that address."""
    return create_engine(**engine_options(url, pool))


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose transaction takes its turn to write at once, commits at the end, and undoes all on an error.

    A transaction that reads first and writes later can be refused half-way; one that begins as writer waits.
    """
    with Session(engine, expire_on_commit=False) as session:
        take_turn(session)
        yield session
        session.commit()
    _tidy(engine)


def _tidy(engine: Engine) -> None:
    """Bring SQLite's log into the database where it has grown long: among many readers it is never done by itself.

    What was written is committed already: a fault here, a full disk for one, is met again by the next writer.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or not _longer(Path(f"{path}-wal"), WAL_MOST):
        return
    with suppress(sqlite3.Error, SQLAlchemyError), closing(engine.raw_connection()) as connection:
        _bring_log_in(connection.cursor())


def _bring_log_in(cursor: DBAPICursor) -> None:
    """Whoever reads just now is not waited for long: the next writer tries."""
    try:
        cursor.execute(f"PRAGMA busy_timeout={TIDYING_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
    finally:
        cursor.execute(f"PRAGMA busy_timeout={WAIT_MS}")


def _longer(path: Path, most: int) -> bool:
    try:
        return path.stat().st_size > most
    except FileNotFoundError:
        return False


def take_turn(session: Session) -> None:
    """Take the turn to write in a session that has not begun yet, until it commits."""
    session.connection(execution_options=IN_TURN[session.get_bind().dialect.name])


def at_once(engine: Engine) -> Engine:
    """The engine for transactions of one statement that writes, which need no turn: two of them cannot cross."""
    return engine.execution_options(**AT_ONCE[engine.dialect.name])


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database to that revision, making the file and its folder if need be."""
    path = make_url(url).database
    if url.startswith("sqlite") and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    from alembic import command  # noqa: PLC0415 (as below)

    command.upgrade(alembic_config(url), revision)


def alembic_config(url: str) -> AlembicConfig:
    """Alembic's settings for that database, without a file of their own."""
    from alembic.config import Config as AlembicConfig  # noqa: PLC0415 (a tenth of a second; to serve needs none)

    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
