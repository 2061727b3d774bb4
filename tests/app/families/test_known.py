"""Known relatives: stated by a source from either side, or judged; each person once, nobody who may be living."""

from __future__ import annotations

import pytest
from flask import Flask

from app import records
from app.db import db, writing
from app.evidence_data import as_data
from app.families.known import Relative, relatives
from app.families.shown import GonePerson, MovedPerson, ShownPerson, find_person, together
from app.models import Judgement, Record
from indexer.evidence import Evidence
from indexer.matching.kin_levels import Field, Tie
from tests.app.families.made import AGAIN, BROTHER, HUSBAND, LIVING, WIFE, enter_family, kin, same, take_back


@pytest.fixture
def archivist(app: Flask) -> int:
    return enter_family(app)


def known(app: Flask, record_id: int) -> list[tuple[str, str, bool]]:
    """Relation, name, and whether judged."""
    with app.app_context():
        found: tuple[Relative, ...] = relatives(db.session, together(db.session, record_id))
        return [(one.relation, one.written or one.member.name, one.judged) for one in found]


def test_a_source_tells_of_relatives_with_and_without_a_record(app: Flask, archivist: int) -> None:
    assert known(app, HUSBAND) == [("wife", "Анна (жена)", False), ("brother", "Семён Ростовцев, 1880–1919", False)]


def test_whom_the_source_names_is_told_of_whom_they_belong_to(app: Flask, archivist: int) -> None:
    assert known(app, WIFE) == [("spouse", "Ростовцев-Бибиков Иван Петрович", False)]


def test_a_judgement_adds_a_relative_and_doubles_nobody(app: Flask, archivist: int) -> None:
    kin(app, HUSBAND, BROTHER, "sibling", archivist)
    kin(app, HUSBAND, WIFE, "spouse", archivist)
    found = known(app, HUSBAND)
    assert len(found) == 3
    assert ("wife", "Анна (жена)", True) in found
    assert ("sibling", "Ростовцев-Бибиков Пётр Петрович", True) in found


def test_a_person_of_two_records_has_the_relatives_of_both_once(app: Flask, archivist: int) -> None:
    same(app, HUSBAND, AGAIN, archivist)
    assert [name for _, name, _ in known(app, AGAIN)] == [name for _, name, _ in known(app, HUSBAND)]
    assert len(known(app, WIFE)) == 1


def test_nobody_who_may_be_living_is_a_relative(app: Flask, archivist: int) -> None:
    kin(app, HUSBAND, LIVING, "child", archivist)
    assert "Глеб" not in str(known(app, HUSBAND))
    with app.app_context():
        shown = records.by_id(db.session, LIVING)
        assert shown is not None
        assert shown.guarded


def test_a_permalink_leads_to_the_person_then_to_the_records_then_back(app: Flask, archivist: int) -> None:
    judgement, reference = same(app, HUSBAND, AGAIN, archivist)
    with app.app_context():
        found = find_person(db.session, reference)
        assert isinstance(found, ShownPerson)
        assert [record.id for record in found.records] == [HUSBAND, AGAIN]
    take_back(app, judgement, archivist)
    with app.app_context():
        moved = find_person(db.session, reference)
        assert isinstance(moved, MovedPerson)
        assert [record.id for record in moved.single] == [HUSBAND, AGAIN]
        assert moved.only is None
        assert find_person(db.session, "NOBODY") is None


def test_a_person_without_records_is_gone(app: Flask, archivist: int) -> None:
    judgement, reference = same(app, HUSBAND, AGAIN, archivist)
    take_back(app, judgement, archivist)
    with app.app_context():
        for number in (HUSBAND, AGAIN):
            db.session.delete(db.session.get_one(Record, number))
        db.session.commit()
        assert isinstance(find_person(db.session, reference), GonePerson)


@pytest.mark.parametrize(("living", "told"), [("no", 1), ("yes", 0)])
def test_what_a_judge_saw_is_told_unless_the_person_is_guarded_since(
    app: Flask, archivist: int, living: str, told: int
) -> None:
    kin(app, HUSBAND, BROTHER, "sibling", archivist)
    ground = Evidence(Field.RESIDENCE, Tie.SAME_FLAT, "Плющиха, 7", "Плющиха, 7", 8.0)
    with app.app_context(), writing(db.engine) as session:
        session.query(Judgement).update({"seen": {"evidence": [as_data(ground)]}})
        session.get_one(Record, HUSBAND).living = living
    with app.app_context():
        found = relatives(db.session, together(db.session, HUSBAND))
        assert sum(len(said.grounds) for one in found for said in one.said) == told
