"""Databases for tests: a file of SQLite in the test's own folder, or one in a private PostgreSQL cluster.

``TESTED_ON=postgresql`` puts every database of the run into a cluster that is made for the run and removed with it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, delete
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import make_url

from app.db import migrate, open_engine
from app.models import Base

ON_POSTGRESQL = os.environ.get("TESTED_ON") == "postgresql"
only_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="of SQLite's own")
SERVER = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c listen_addresses=''"
_numbers = count(1)
_unneeded: list[str] = []
_of_tests: set[str] = set()  # with all tables, for one test after another
_empty: list[str] = []  # of them, those that wait for the next test
ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]
EMPTY = "; ".join(
    (
        "BEGIN",
        "SET LOCAL session_replication_role = replica",  # rows go in any order
        *(str(delete(table).compile(dialect=_POSTGRESQL)) for table in Base.metadata.sorted_tables),
        "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences",
        "COMMIT",
    )
)


def new_database(folder: Path) -> str:
    """The address of an empty database; of SQLite, the folder is made with the first connection of `migrate`."""
    if not ON_POSTGRESQL:
        return f"sqlite:///{folder / 'esimder.db'}"
    return _create("template0")


def migrated_database(folder: Path) -> str:
    """The address of a database with all tables and nothing in them."""
    if not ON_POSTGRESQL:
        url = new_database(folder)
        migrate(url)
        return url
    url = _empty.pop() if _empty else _create(_migrated())
    _of_tests.add(url)
    return url


def keep_copy(original: str) -> None:
    """Put the database by as it is now, while nobody is connected to it, for copies."""
    if ON_POSTGRESQL:
        _run(f'CREATE DATABASE "{_name(original)}_kept" TEMPLATE "{_name(original)}"')


def copied_database(original: str, folder: Path) -> str:
    """The address of a database that holds what was put by; of SQLite, the file lies in the folder already."""
    if not ON_POSTGRESQL:
        return new_database(folder)
    return _create(f"{_name(original)}_kept")


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """The database, whose connections are closed in the end."""
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def drop(url: str) -> None:
    """Say that nobody needs the database any longer; SQLite's goes with its folder."""
    if url.startswith("postgresql"):
        _unneeded.append(url)


def drop_unneeded() -> None:
    """Remove what nobody needs, once its connections are closed; one with all tables is emptied, which is quicker."""
    while _unneeded:
        url = _unneeded.pop()
        if url not in _of_tests:
            _run(f'DROP DATABASE "{_name(url)}" WITH (FORCE)')
            continue
        _run(ALONE, _name(url))
        _run(EMPTY, _name(url))
        _empty.append(url)


def _name(url: str) -> str:
    return make_url(url).database or ""


def _create(template: str) -> str:
    name = f"esimder_{next(_numbers)}"
    _run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return f"postgresql+psycopg://esimder@/{name}?host={_cluster()}"


@cache
def _migrated() -> str:
    url = _create("template0")
    migrate(url)
    return _name(url)


def _run(statement: str, database: str = "postgres") -> None:
    with psycopg.connect(f"postgresql://esimder@/{database}?host={_cluster()}", autocommit=True) as connection:
        connection.execute(statement.encode())


@cache
def _cluster() -> str:
    """The folder of the socket of a cluster that lives as long as this process."""
    assert SERVER is not None, "TESTED_ON=postgresql needs Debian's package postgresql"
    folder = Path(tempfile.mkdtemp(prefix="esimder-cluster-"))
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
    _as_its_user(str(SERVER / "initdb"), "-D", f"{folder}/data", "-A", "trust", "-U", "esimder", "-E", "UTF8",
                 "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=ru", "--no-sync")  # fmt: skip
    atexit.register(_end, folder)
    control = (str(SERVER / "pg_ctl"), "-D", f"{folder}/data", "-s", "-w", "-l", f"{folder}/log")
    _as_its_user(*control, "-o", f"-k {folder} {FAST}", "start")
    return str(folder)


def _end(folder: Path) -> None:
    _as_its_user(f"{SERVER}/pg_ctl", "-D", f"{folder}/data", "-s", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _as_its_user(*command: str) -> None:
    mine: Sequence[str] = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    subprocess.run([*mine, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)
