"""Readers, imports and forms at the same moment, on the database of the run: nobody is refused, nothing is lost."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from app.access import Role
from app.background import Watch
from app.config import DATA, Config
from app.db import open_engine, writing
from app.indexing import drain
from app.intake.batch import Order
from app.intake.importing import bring_in
from app.intake.readers import read
from app.intake.report import Report, Tally
from app.models import OutboxEntry, Record, Submission, Term
from app.reference import load
from indexer import index
from tests.app.signing import client_of
from tests.databases import ON_POSTGRESQL, only_sqlite
from tests.sampled import compile_catalogues

ROWS = 1_200
READERS = 10
PAGES = ("/en/search?q=Иванов+Пётр", "/api/v1/search?q=Ivanov", "/kk/about", "/en/records/1", "/api/v1/records/1")


def people(path: Path, first: int, number: int) -> Path:
    rows = (f"p-{n},Иванов,Пётр,Ильич{n},{1880 + n % 40},русский\n" for n in range(first, first + number))
    path.write_text("source_ref,surname,given_name,patronymic,birth_date,nation\n" + "".join(rows), encoding="utf-8")
    return path


def bring(url: str, path: Path) -> Tally:
    """Import the list as a command of its own would: over a connection of its own."""
    engine = open_engine(url, 1)
    try:
        with read(path) as reading:
            tally = [each for _, each in bring_in(engine, reading, path, Order("Книга памяти"), Report(io.StringIO()))][
                -1
            ]
    finally:
        engine.dispose()
    return tally


@pytest.fixture
def service(app: Flask, engine: Engine, config: Config, tmp_path: Path) -> Flask:
    """What is known of places and terms, one person, and the index over them; no thread of its own."""
    compile_catalogues()
    with writing(engine) as session:
        load(session, DATA)
    bring(config.database_url, people(tmp_path / "first.csv", 0, 1))
    drain(engine, config.index_dir)
    stilled: Watch = app.extensions["indexer"]
    stilled.stop()
    app.extensions["batches"].stop()
    return app


def statuses(client: FlaskClient, over: threading.Event) -> list[int]:
    found: list[Any] = []
    while not over.is_set():
        found.extend(client.get(page).status_code for page in PAGES)
    return found


def forms(client: FlaskClient, over: threading.Event) -> list[tuple[int, float]]:
    """A volunteer who begins one draft after another: what was answered, and how long it took."""
    found = []
    while not over.is_set():
        began = time.monotonic()
        status = client.post("/en/submit", data={"token": f"{began}"}).status_code
        found.append((status, time.monotonic() - began))
        time.sleep(0.02)
    return found


@contextmanager
def beside(works: Sequence[Callable[[threading.Event], list[Any]]]) -> Iterator[list[Future[list[Any]]]]:
    """These at work, each in a thread, as long as the block lasts."""
    over = threading.Event()
    with ThreadPoolExecutor(len(works)) as pool:
        begun = [pool.submit(work, over) for work in works]
        try:
            yield begun
        finally:
            over.set()


def counted(engine: Engine, what: object) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count(what))) or 0  # type: ignore[arg-type]


def test_ten_readers_two_imports_and_a_form_meet_no_refusal(
    service: Flask, engine: Engine, config: Config, tmp_path: Path
) -> None:
    """The two lists share half of their people: each of them is here once."""
    lists = [people(tmp_path / f"{n}.csv", 1 + n * ROWS // 2, ROWS) for n in range(2)]
    volunteer = client_of(service, Role.VOLUNTEER)
    readers = [partial(statuses, service.test_client()) for _ in range(READERS)]
    with beside([*readers, partial(forms, volunteer)]) as begun, ThreadPoolExecutor(2) as pool:
        tallies = list(pool.map(lambda path: bring(config.database_url, path), lists))
    *read_, sent = [each.result() for each in begun]
    assert {status for each in read_ for status in each} == {200}
    assert {status for status, _ in sent} == {302}
    assert [tally.read for tally in tallies] == [ROWS, ROWS]
    assert sum(tally.accepted for tally in tallies) == counted(engine, Record.id) - 1 == ROWS + ROWS // 2
    assert counted(engine, Submission.id) == len(sent)
    assert counted(engine, OutboxEntry.record_id.distinct()) == ROWS + ROWS // 2
    drain(engine, config.index_dir)
    assert counted(engine, OutboxEntry.id) == 0


def test_what_is_committed_while_the_index_takes_it_in_is_owed_still(
    service: Flask, engine: Engine, config: Config, tmp_path: Path
) -> None:
    """Records that came in the middle of a turn are taken by the next: the index holds all of them in the end."""
    path = people(tmp_path / "list.csv", 1, ROWS)
    with beside([partial(drained, engine, config)]) as begun:
        bring(config.database_url, path)
    taken = sum(begun[0].result())
    assert taken + drain(engine, config.index_dir) >= ROWS
    assert index.Index(config.index_dir).size == ROWS + 1


def drained(engine: Engine, config: Config, over: threading.Event) -> list[Any]:
    found = []
    while not over.is_set():
        found.append(drain(engine, config.index_dir))
    return found


def test_a_form_is_next_where_an_import_writes_without_a_pause(engine: Engine) -> None:
    waited = []
    with beside([partial(importing, engine)]):
        for _ in range(10):
            time.sleep(0.15)  # the import is at work again
            began = time.monotonic()
            with writing(engine):
                waited.append(time.monotonic() - began)
    assert sorted(waited)[5] < 1  # a batch and the time between two looks; without turns it is a matter of luck


def importing(engine: Engine, over: threading.Event) -> list[Any]:
    while not over.is_set():
        with writing(engine):
            time.sleep(0.1)
    return []


@only_sqlite
def test_the_log_of_changes_is_brought_in_though_somebody_always_reads(
    engine: Engine, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("app.db"), "WAL_MOST", 400_000)
    log = Path(f"{create_engine(config.database_url).url.database}-wal")
    sizes = []
    with beside([partial(reading, engine) for _ in range(4)]):
        for n in range(60):
            with writing(engine) as session:
                session.add(Term(vocabulary="made", code=str(n), position=1, labels={"en": "x" * 40_000}))
            sizes.append(log.stat().st_size)
    assert sum(later < before for before, later in pairwise(sizes)) >= 2
    assert max(sizes) < 60 * 40_000


def reading(engine: Engine, over: threading.Event) -> list[Any]:
    found = []
    while not over.is_set():
        with Session(engine) as session:
            found.append(session.scalar(select(func.count(Term.id))))
            time.sleep(0.01)
    return found


@pytest.mark.skipif(not ON_POSTGRESQL, reason="of PostgreSQL's own")
def test_a_restart_of_the_server_is_met_by_nobody(service: Flask, config: Config) -> None:
    client = service.test_client()
    assert client.get("/en/records/1").status_code == 200
    with create_engine(config.database_url).connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert client.get("/en/records/1").status_code == 200


@pytest.mark.skipif(not ON_POSTGRESQL, reason="of PostgreSQL's own")
def test_a_page_sees_one_moment_and_a_writer_what_was_committed_while_it_waited(config: Config) -> None:
    engine = open_engine(config.database_url)
    with Session(engine) as page:
        assert page.scalar(select(func.count(Term.id))) == 0
        with writing(engine) as session:
            session.add(Term(vocabulary="made", code="1", position=1, labels={}))
        assert page.scalar(select(func.count(Term.id))) == 0
    with ThreadPoolExecutor(1) as pool:
        with writing(engine) as session:
            other = pool.submit(_counted_as_writer, engine)
            time.sleep(0.2)
            assert not other.done()
            session.add(Term(vocabulary="made", code="2", position=1, labels={}))
        assert other.result(30) == 2
    engine.dispose()


def _counted_as_writer(engine: Engine) -> int:
    with writing(engine) as session:
        return session.scalar(select(func.count(Term.id))) or 0
