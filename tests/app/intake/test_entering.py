from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.config import DATA
from app.db import writing
from app.intake.accept import Lookup, enter, fill
from app.intake.batch import Order
from app.intake.importing import bring_in
from app.intake.readers import read
from app.intake.ready import digest
from app.intake.report import Report
from app.models import Episode, ImportRun, NamedRelative, Record, Source, SourceRow
from app.models.base import Base
from app.reference import load
from tests.databases import drop, migrated_database, opened

HEADER = (
    "source_ref,surname,given_name,birth_date,nation,camps,burial_place,relatives,sentence,sentence.2,citation,hue\n"
)
ROWS = (
    "r-1,Ахметов,Сакен,1890,казах,alzhir 1938-05/1946|Карлаг,Долинка,жена:Айша|сын:Марат /records/1,ВМН,,К. 1,синий\n"
    "r-2,Шмидт,Иоганн,31.02.1890,немец,Нигделаг 1940,,брат:Карл /records/999999,10 лет ИТЛ,ссылка,Книга 1,\n"
    "r-3,Ким,,когда-то,марсианин,,Бутово,мать:Анна /records/r,,,Книга 2,«ё» \U0001f56f\n"
    ",Ким,Вера,,,,,,,,,\n"
)
LINES = (
    "Аббасов Ахмет, 1901 г.р., урож. д. Каракуль, казах, б/п. Арестован 5 октября 1937 г. Приговорен 9 декабря 1937 г. "
    "тройкой УНКВД, обв.: 58-10. Приговор: ВМН. Расстрелян 13 декабря 1937 г. Реабилитирован 17 мая 1989 г.\n\n"
    "Шульц Эмма Карловна. Родилась в 1903 г., с. Мариенталь; немка. Приговор: 8 лет ИТЛ, Карлаг.\n"
)
MOMENTS = {"created_at", "updated_at", "started_at", "finished_at"}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Engine]:
    """A second database, as empty as the first."""
    folder = tmp_path / "other"
    folder.mkdir()
    url = migrated_database(folder)
    with opened(url) as engine:
        yield engine
    drop(url)


def one_by_one(engine: Engine, path: Path) -> None:
    """What an import leaves behind, written record by record as a form writes one."""
    with writing(engine) as session, read(path) as rows:
        run = ImportRun(digest=path.name, filename="", format=rows.format)
        session.add(run)
        session.flush()
        lookup = Lookup.read(session)
        for row in rows:
            if row.draft:
                record = Record()
                fill(session, record, row.draft, lookup)
                enter(session, [record])
                said = digest(row, rows.format)
                session.add(SourceRow(run_id=run.id, record_id=record.id, line=row.line, digest=said, row=row.raw))
                session.flush()


def at_once(engine: Engine, path: Path) -> None:
    with read(path) as rows:
        for _ in bring_in(engine, rows, path, Order(), Report(StringIO())):
            pass


def everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables but the moments at which they were written."""
    with Session(engine) as session:
        return {
            name: [
                {column: value for column, value in row.items() if column not in MOMENTS}
                for row in session.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for name, table in Base.metadata.tables.items()
            if name != "import_run"
        }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.csv", HEADER + ROWS),
        ("lines.txt", LINES),
        ("persons.csv", (DATA / "samples" / "persons.csv").read_text(encoding="utf-8")),
    ],
)
def test_thousands_at_once_are_written_as_one_by_one(
    engine: Engine, other: Engine, tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    for database in (engine, other):
        with writing(database) as session:
            load(session, DATA)
    before = tmp_path / "before.csv"
    before.write_text("source_ref,surname\nb-1,Ахметов\nb-2,Иванов\n", encoding="utf-8")
    for each in (before, path):
        at_once(engine, each)
        one_by_one(other, each)
    assert everything(engine) == everything(other)


def test_numbers_go_on_after_those_of_removed_records(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("source_ref,surname\na-1,Ким\na-2,Пак\n", encoding="utf-8")
    at_once(engine, path)
    with writing(engine) as session:
        last = max(session.scalars(select(Record.id)))
        session.delete(session.get_one(Record, last))
    path.write_text("source_ref,surname\na-3,Цой\n", encoding="utf-8")
    at_once(engine, path)
    with writing(engine) as session:
        assert session.scalars(select(Record).where(Record.source_ref == "a-3")).one().id > last
        record = Record(source_ref="a-4", source=session.scalars(select(Source)).one())
        session.add(record)
        session.flush()
        assert record.id > last + 1  # who fills a form next is given a number of their own


def test_sources_are_one_row_each_however_often_they_are_cited(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"s-{number},Ким,Книга {number % 3}\n" for number in range(1_200))
    path.write_text("source_ref,surname,citation\n" + rows, encoding="utf-8")
    at_once(engine, path)
    path.write_text("source_ref,surname,citation\nt-1,Пак,Книга 1\nt-2,Пак,Книга 7\n", encoding="utf-8")
    at_once(engine, path)
    with Session(engine) as session:
        cited = sorted(source.citation for source in session.scalars(select(Source)))
        assert cited == ["Книга 0", "Книга 1", "Книга 2", "Книга 7"]


def test_a_source_that_leaves_with_its_last_record_during_an_import_is_entered_anew(
    engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"s-{number},Ким,Книга {'А' if number % 500 == 0 else 'Б'}\n" for number in range(1_000))
    path.write_text("source_ref,surname,citation\n" + rows, encoding="utf-8")
    with read(path) as reading:
        batches = bring_in(engine, reading, path, Order(), Report(StringIO()))
        next(batches)
        with writing(engine) as session:
            record = session.scalars(select(Record).where(Record.source_ref == "s-0")).one()
            source = record.source
            session.delete(record)
            session.flush()
            session.delete(source)
        for _ in batches:
            pass
    with Session(engine) as session:
        assert session.scalars(select(Record).where(Record.source_ref == "s-500")).one().source.citation == "Книга А"


def test_cells_stand_as_they_stood_in_the_file(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    at_once(engine, path)
    with Session(engine) as session:
        third = session.scalars(select(SourceRow).where(SourceRow.line == 4)).one()
        assert third.row["hue"] == "«ё» \U0001f56f"
        assert "ё" in json.dumps(third.row, ensure_ascii=False)
        assert session.scalars(select(Record).where(Record.source_ref == "r-3")).one().extra == {
            "hue": third.row["hue"]
        }
        linked = session.scalars(select(NamedRelative).where(NamedRelative.written == "Марат")).one()
        assert linked.other_id is None  # the record that is named is made in this very batch
        assert {episode.kind for episode in session.scalars(select(Episode))}
