from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import db, take_turn, writing
from app.judging.known import group, known_kin
from app.judging.undo import undo
from app.models import NamedRelative, Record, WrittenName
from tests.app.judging.people import kin, same
from tests.sampled import copied_service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The curated persons, who have relatives among one another."""
    return copied_service(tmp_path_factory)


@pytest.fixture
def curated(service: Flask) -> Iterator[Session]:
    """A session over it of which nothing stays."""
    with service.app_context(), Session(db.engine) as session:
        take_turn(session)
        yield session
        session.rollback()


def record(session: Session, surname: str, given: str) -> int:
    found = select(WrittenName.record_id).where(WrittenName.surname == surname, WrittenName.given_name == given)
    number = session.scalar(found.limit(1))
    assert number is not None, surname
    return number


def test_the_source_names_his_wife_and_she_him(curated: Session) -> None:
    he, she = record(curated, "Джансугуров", "Ильяс"), record(curated, "Габитова", "Фатима")
    of_him = {one.record.id: one for one in known_kin(curated, [he])}
    assert (of_him[she].relation, of_him[she].by, of_him[she].judgement) == ("spouse", "source", None)
    assert he in {one.record.id for one in known_kin(curated, [she])}


def test_a_judged_relative_stands_first_and_once(curated: Session) -> None:
    he, she = record(curated, "Джансугуров", "Ильяс"), record(curated, "Габитова", "Фатима")
    made = kin(curated, he, she, "spouse")
    found = known_kin(curated, [he])
    assert (found[0].record.id, found[0].by, found[0].judgement) == (she, "judged", made)
    assert [one.record.id for one in found].count(she) == 1
    undo(curated, made.id, None)
    assert all(one.by == "source" for one in known_kin(curated, [he]))


def test_relatives_of_any_record_are_relatives_of_the_person(curated: Session) -> None:
    he, she = record(curated, "Джансугуров", "Ильяс"), record(curated, "Габитова", "Фатима")
    other = curated.scalars(select(Record.id).where(Record.id.not_in((he, she))).order_by(Record.id.desc())).first()
    assert other is not None
    before = {one.record.id for one in known_kin(curated, [he])}
    same(curated, he, other)
    assert before <= {one.record.id for one in known_kin(curated, [other])}
    assert he not in {one.record.id for one in known_kin(curated, [other])}


def test_nobody_who_may_be_living_is_named(curated: Session) -> None:
    he, she = record(curated, "Джансугуров", "Ильяс"), record(curated, "Габитова", "Фатима")
    kin(curated, he, she, "spouse")
    curated.get_one(Record, she).living = "yes"
    curated.flush()
    assert she not in {one.record.id for one in known_kin(curated, [he])}


def test_who_is_named_in_anothers_record_is_told_the_other_way_round(curated: Session) -> None:
    he = record(curated, "Джансугуров", "Ильяс")
    son = curated.scalars(select(Record).where(Record.id != he).order_by(Record.id.desc())).first()
    assert son is not None
    son.living = "no"
    son.relatives.append(NamedRelative(position=99, relation="father", written="Жансугуров И.", other_id=he))
    curated.flush()
    assert {one.record.id: one.relation for one in known_kin(curated, [he])}[son.id] == "child"


def test_words_of_the_papers_are_among_the_five() -> None:
    assert [group(word) for word in ("wife", "father", "sister", "uncle", "sibling", "кума", "")] == [
        "spouse", "parent", "sibling", "other", "sibling", "other", "other",
    ]  # fmt: skip


def test_nothing_of_it_is_written(service: Flask) -> None:
    with service.app_context(), writing(db.engine) as session:
        he = record(session, "Джансугуров", "Ильяс")
        known_kin(session, [he])
        assert not session.dirty
        assert not session.new
