"""A list of results says of a record what the privacy function lets be said of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import delete, event, func, select
from sqlalchemy.orm import Session

from app import outbox, records
from app.db import db
from app.families.belonging import references
from app.models import OutboxEntry, Person, PersonRecord, Record
from indexer.evidence import Band
from indexer.search import Hit
from tests.sampled import sampled_service


@pytest.fixture
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with sampled_service(tmp_path_factory).app_context():
        yield db.session


def test_headings_say_what_the_whole_records_say(session: Session) -> None:
    ids = session.scalars(select(Record.id)).all()
    whole = records.by_ids(session, ids)
    headings = records.headings(session, ids)
    assert whole
    assert {number: (one.source_ref, one.name) for number, one in headings.items()} == {
        number: (record.source_ref, record.name.written) for number, record in whole.items()
    }


def test_a_heading_names_the_person_of_the_record(session: Session) -> None:
    first, second, alone = session.scalars(select(Record.id).order_by(Record.id).limit(3)).all()
    person = Person(reference="p-headings", anchor_id=first)
    session.add(person)
    session.flush()
    session.add_all([PersonRecord(record_id=number, person_id=person.id) for number in (first, second)])
    session.flush()
    found = records.headings(session, [first, second, alone])
    assert {number: one.person for number, one in found.items() if one.person} == references(session, found)
    assert (found[first].person, found[alone].person) == ("p-headings", None)
    session.rollback()


def hit(number: int, heading: str = "Как в указателе") -> Hit:
    return Hit(number, 1.0, Band.LIKELY, heading=heading)


def test_of_hits_the_index_tells_but_of_what_it_owes_the_database(session: Session) -> None:
    sure, owed, erased = session.scalars(select(Record.id).order_by(Record.id).limit(3)).all()
    session.execute(delete(Record).where(Record.id == erased))
    session.add_all(OutboxEntry(record_id=number) for number in (owed, erased))
    session.flush()
    told = records.headings(session, [sure, owed])
    found = records.found(session, [hit(number) for number in (sure, owed, erased)])
    assert found == {sure: replace(told[sure], name="Как в указателе"), owed: told[owed]}
    session.rollback()


def test_who_is_in_the_index_alone_is_not_shown(session: Session) -> None:
    """After another database was put in the place of this one, say."""
    newest = session.scalar(select(func.max(Record.id))) or 0
    assert outbox.owed(session) == frozenset()
    assert records.found(session, [hit(newest + 1), hit(newest + 2)]) == {}


def test_where_very_much_is_owed_the_database_tells_of_all(session: Session) -> None:
    ids = session.scalars(select(Record.id).limit(3)).all()
    session.add_all(OutboxEntry(record_id=ids[0]) for _ in range(outbox.FEW))
    session.flush()
    assert outbox.owed(session) == frozenset(ids[:1])
    session.add(OutboxEntry(record_id=ids[1]))
    session.flush()
    assert outbox.owed(session) is None
    assert records.found(session, [hit(number) for number in ids]) == records.headings(session, ids)
    session.rollback()


def test_a_hit_names_the_person_of_the_record(session: Session) -> None:
    first, alone = session.scalars(select(Record.id).order_by(Record.id).limit(2)).all()
    person = Person(reference="p-hits", anchor_id=first)
    session.add(person)
    session.flush()
    session.add(PersonRecord(record_id=first, person_id=person.id))
    session.flush()
    found = records.found(session, [hit(first), hit(alone)])
    assert (found[first].person, found[alone].person) == ("p-hits", None)
    session.rollback()


@pytest.mark.parametrize("ids", [[], [0, -1], [2**31, 2**63, 2**70]])
def test_numbers_of_no_record_are_left_out(session: Session, ids: list[int]) -> None:
    assert records.headings(session, ids) == {}


def test_headings_of_a_page_take_one_question(session: Session) -> None:
    ids = session.scalars(select(Record.id).limit(20)).all()
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    records.headings(session, ids)
    event.remove(engine, "before_cursor_execute", note)
    assert len(asked) == 1


def test_no_request_ends_with_a_loop_of_its_own(app: Flask) -> None:
    from inspect import iscoroutinefunction  # noqa: PLC0415

    assert not [end for end in app.teardown_appcontext_funcs if iscoroutinefunction(end)]
