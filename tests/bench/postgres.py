"""PostgreSQL as a finder of names, in a private cluster: pg_trgm, and an array of our keys with rapidfuzz behind it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import psycopg

from app.evaluation.peers import folded
from app.workers import Workers
from indexer.names.keys import keys, query_keys
from indexer.names.parse import build, parse
from tests.bench.collection import Told
from tests.bench.rivals import TEN, Spelt
from tests.databases import SERVER

_SETTINGS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c shared_buffers=1GB "
    "-c maintenance_work_mem=1GB -c work_mem=64MB -c max_wal_size=4GB -c jit=off -c wal_level=minimal "
    "-c max_wal_senders=0"
)
_FETCHED = 1_000  # rows that share a key, put in order by rapidfuzz
_COMMON = ("c:", "f:")  # keys of a given name alone: a tenth of all records may have one
_CHUNK = 20_000


class Cluster:
    """A server of our own, with its data in a folder that goes with it."""

    def __init__(self) -> None:
        assert SERVER is not None, "the peers need Debian's package postgresql"
        self._folder = Path(tempfile.mkdtemp(prefix="esimder-bench-pg-"))
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(self._folder, "postgres")
        data = f"{self._folder}/data"
        _as_its_user(f"{SERVER}/initdb", "-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8", "--locale=C.UTF-8",
                     "--no-sync")  # fmt: skip
        self._control = (f"{SERVER}/pg_ctl", "-D", data, "-s", "-w", "-l", f"{self._folder}/log")
        _as_its_user(*self._control, "-o", f"-k {self._folder} {_SETTINGS}", "start")

    @cached_property
    def connection(self) -> psycopg.Connection:
        """To the database."""
        address = f"postgresql://bench@/postgres?host={self._folder}"
        return psycopg.connect(address, autocommit=True, prepare_threshold=1)

    def close(self) -> None:
        """Stop the server and remove its folder."""
        self.connection.close()
        _as_its_user(*self._control, "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)


class Similar:
    """pg_trgm: the names whose trigrams are alike (``%``, at its own threshold), by the better of two likenesses."""

    def __init__(self, folder: Path) -> None:
        del folder
        self._cluster = Cluster()

    def build(self, spelt: Spelt) -> None:
        """A table and a GIN index."""
        run = self._cluster.connection
        run.execute("CREATE EXTENSION pg_trgm")
        run.execute("CREATE UNLOGGED TABLE names (number int, name text, brief text)")
        with run.cursor() as cursor, cursor.copy("COPY names FROM STDIN") as copy:
            for number, (whole, brief) in enumerate(zip(spelt.whole, spelt.brief, strict=True), start=1):
                copy.write_row((number, whole, brief))
        run.execute("CREATE INDEX alike ON names USING gin (name gin_trgm_ops)")
        run.execute("VACUUM ANALYZE names")

    def ask(self, text: str) -> list[int]:
        """One statement."""
        found = self._cluster.connection.execute(
            "SELECT number FROM names WHERE name %% %(asked)s "
            "ORDER BY greatest(similarity(name, %(asked)s), similarity(brief, %(asked)s)) DESC LIMIT %(ten)s",
            {"asked": folded(text), "ten": TEN},
        )
        return [number for (number,) in found]

    @property
    def size_mb(self) -> float:
        """Table and index."""
        return _size(self._cluster.connection)

    def close(self) -> None:
        """Stop the server."""
        self._cluster.close()


class Keyed:
    """``text[]`` under GIN: a thousand rows that share one of our keys, the ten nearest by rapidfuzz."""

    def __init__(self, folder: Path) -> None:
        del folder
        self._cluster = Cluster()

    def build(self, spelt: Spelt) -> None:
        """The keys are those of our index."""
        self._spelt = spelt
        run = self._cluster.connection
        run.execute("CREATE UNLOGGED TABLE names (number int, keys text[])")
        with run.cursor() as cursor, cursor.copy("COPY names FROM STDIN") as copy:
            for number, found in enumerate(_keyed(spelt.names), start=1):
                copy.write_row((number, found))
        run.execute("CREATE INDEX keyed ON names USING gin (keys) WITH (fastupdate = off)")
        run.execute("VACUUM ANALYZE names")

    def ask(self, text: str) -> list[int]:
        """One statement, then rapidfuzz."""
        wanted = [key for key in query_keys(parse(text)) if not key.startswith(_COMMON)]
        found = self._cluster.connection.execute(
            "SELECT number FROM names WHERE keys && %s::text[] LIMIT %s", (wanted, _FETCHED)
        )
        return self._spelt.nearest(folded(text), (number for (number,) in found))

    @property
    def size_mb(self) -> float:
        """Table and index."""
        return _size(self._cluster.connection)

    def close(self) -> None:
        """Stop the server."""
        self._cluster.close()


def _keyed(names: Sequence[Told]) -> Iterator[list[str]]:
    chunks = (names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK))
    with Workers(min(os.cpu_count() or 1, len(names) // _CHUNK + 1)) as workers:
        for _, found in workers.each(_keys, chunks):
            yield from found


def _keys(names: Sequence[Told]) -> list[list[str]]:
    built = (build(surname=told.surname, given=told.given, patronymic=told.father) for told in names)
    return [sorted(keys(name)) for name in built]


def _size(connection: psycopg.Connection) -> float:
    row = connection.execute("SELECT pg_total_relation_size('names')").fetchone()
    assert row is not None
    return round(int(row[0]) / 1e6, 1)


def _as_its_user(*command: str) -> None:
    mine: Sequence[str] = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    subprocess.run([*mine, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)
