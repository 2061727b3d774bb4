"""Entries by plain rows are what the public record says: the long way, by the ORM and ``public``, is told here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from pytest import TempPathFactory, fixture
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from app import entries
from app.alphabets import order
from app.collection import collection
from app.dates import HistoricalDate
from app.db import writing
from app.models import Episode, NamedRelative, Place, Record, Source, Stay, WrittenName
from app.named import read_name, sex_of
from app.place_words import all_place_words
from app.privacy import public
from app.renamed import Gazetteer
from app.whole import WHOLE
from indexer.entry import Entry
from tests.sampled import copied_service

NOTHING = HistoricalDate()


def day(edtf: str, earliest: str = "", latest: str = "") -> HistoricalDate:
    return HistoricalDate(edtf, earliest or edtf, latest or edtf)


def year(value: int) -> HistoricalDate:
    return HistoricalDate(str(value), f"{value}-01-01", f"{value}-12-31")


def expected(record: Record, gazetteer: Gazetteer) -> Entry:
    """What the page of the record shows, as the index has it."""
    shown = public(record, datetime.now(UTC).date())
    first, last = shown.birth.first_year, shown.birth.last_year
    places = f"{shown.birth_place}; {shown.residence}"
    own = [place.id for place in shown.places] + [shown.burial_place_id or ""]
    return Entry(
        record_id=shown.id,
        names=tuple(dict.fromkeys(map(read_name, shown.names))),
        sex=sex_of(shown),
        born=None if first is None and last is None else (first or last or 0, last or first or 0),
        nation=shown.nation.id if shown.nation else "",
        fate=shown.fate,
        source=collection(shown.source),
        places=tuple(dict.fromkeys(filter(None, (*own, *(place.parent_id for place in shown.places))))),
        words=all_place_words(f"{places} {gazetteer.other_names(places)}"),
        order=order(f"{shown.name.surname or shown.name.written} {shown.name.given_name}", shown.name.language),
        heading=shown.name.written,
    )


def by_the_orm(session: Session) -> list[Entry]:
    gazetteer = Gazetteer.read(session)
    records = session.scalars(select(Record).order_by(Record.id).options(*WHOLE)).unique()
    return [expected(record, gazetteer) for record in records]


@fixture
def hard(tmp_path_factory: TempPathFactory) -> Iterator[Engine]:
    """The curated persons, and people whose record holds more, or less, or is not to be shown in full."""
    service: Flask = copied_service(tmp_path_factory)
    people = create_engine(service.config["ESIMDER"].database_url)
    with writing(people) as session:
        place = session.scalars(select(Place).where(Place.parent_id.is_not(None)).order_by(Place.id)).first()
        for number, record in enumerate(made(place)):
            record.source_ref, record.source = f"hard-{number}", Source(digest=f"hard-{number}", urls=[])
            session.add(record)
        urls = session.scalars(select(Source).where(Source.digest == "hard-0")).one()
        urls.urls, urls.independent = ["https://bessmertnybarak.ru/books/person/1/"], True
        book = session.scalars(select(Source).where(Source.digest == "hard-1")).one()
        book.citation = "Книга памяти жертв политических репрессий Карагандинской области, т. 2, с. 35"
    yield people
    people.dispose()


def made(place: Place | None) -> list[Record]:
    home = {"birth_place": "г. Верный", "residence": "Караганда, ул. Школьная, 5"}
    late = Episode(position=0, decided=year(1950), arrested=NOTHING, stays=stays(place))
    early = Episode(position=0, decided=NOTHING, arrested=NOTHING, stays=stays(place, arrival=year(1931)))
    second = Episode(position=1, decided=year(1938), arrested=day("1938-02-03"), stays=[])
    return [
        record("Ким Вера", birth=day("1940-05-01"), **home),  # who may be living
        record("Ким Вера", birth=day("1940-05-01"), living="no", **home),
        record("Ким Вера", birth=day("1890-05-01"), living="yes", **home),
        record("Ким Вера", birth=day("1936-05/1937-06", "1936-05-01", "1937-06-30"), **home),  # no one year
        record("Ким Вера", birth=day("1890/", "1890-01-01", ""), **home),
        record("Ким Вера", birth=day("1940-05-01"), death=year(1999), **home),
        record("Ким Вера", fate="shot", **home),
        record("Ким Вера", episodes=[late], **home),
        record("Ким Вера", episodes=[second, early], **home),  # not in their order
        record("Ким Вера", relatives=[NamedRelative(position=0, relation="child", written="Ким Анна, 1950")], **home),
        record("Әуезов Мұхтар Омарханұлы", language="kk", burial_place_id=place.id if place else None),
        record("Kazlauskienė Ona (Petraitytė)", sex="f"),
        record("Иванов И. П. (он же Петров)"),
    ]


def stays(place: Place | None, arrival: HistoricalDate = NOTHING) -> list[Stay]:
    known = Stay(position=1, place=place, arrival=arrival, departure=NOTHING)
    return [known, Stay(position=0, place_written="лагерь", arrival=NOTHING, departure=NOTHING)]


def record(name: str, language: str = "", **told: object) -> Record:
    dates = {"birth": NOTHING, "death": NOTHING, "rehabilitated": NOTHING}
    names = [
        WrittenName(
            position=1, kind="variant", written=f"{name} вариант", surname=name.partition(" ")[0], given_name="Вера"
        ),
        WrittenName(position=0, written=name, language=language),
    ]
    return Record(names=names, **(dates | told))


def test_entries_hold_what_the_page_shows(hard: Engine) -> None:
    with Session(hard) as session:
        wanted = by_the_orm(session)
        assert len(wanted) > 240
        assert list(entries.between(session, 1, wanted[-1].record_id)) == wanted
        ids = [entry.record_id for entry in wanted]
        assert list(entries.among(session, [*reversed(ids), ids[-1] + 1])) == wanted


def test_the_hard_cases_are_hard(hard: Engine) -> None:
    """Address and day of birth are hidden of some and not of others, and each has a name of its own kind."""
    with Session(hard) as session:
        made_ = {e.record_id: e for e in entries.between(session, 1, 10_000)}
        ids = session.scalars(select(Record.id).where(Record.source_ref.like("hard-%")).order_by(Record.id)).all()
    words = ["karaga" in made_[number].words for number in ids[:10]]
    assert words == [False, True, False, False, True, True, True, False, True, False]
    assert [made_[number].born for number in ids[:5]] == [(1940, 1940), (1940, 1940), (1890, 1890), None, (1890, 1890)]


def test_spans_are_read_in_pieces_and_whole(hard: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with Session(hard) as session:
        whole = list(entries.between(session, 1, 10_000))
        monkeypatch.setattr(entries, "CHUNK", 7)
        assert list(entries.between(session, 1, 10_000)) == whole
        assert list(entries.among(session, [entry.record_id for entry in whole])) == whole
        assert not list(entries.between(session, 5, 4))
