"""Possible relatives of people in the records, over a real index: who comes, who never does, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.db import db, writing
from app.facts import facts_of
from app.finder import Finder
from app.judging.judge import Decision, judge
from app.judging.undo import undo
from app.kin import Kin, possible_kin
from app.why_kin import FIELDS, NAMES, SENTENCES, field_name, level_name, sentence
from indexer.evidence import Band, Evidence
from indexer.index import NoIndex
from indexer.matching.facts import Facts
from indexer.matching.kin_levels import Field, Tie
from indexer.matching.verdict import Verdict
from indexer.names.parse import parse
from tests.app.families.made import AGAIN, BROTHER, HUSBAND, LIVING, STRANGER, WIFE, enter_family


@pytest.fixture
def archivist(app: Flask) -> int:
    """A couple, his brother, a second record of the husband, a stranger, a nephew who may be living."""
    return enter_family(app)


@pytest.fixture
def session(app: Flask, archivist: int) -> Iterator[Session]:
    """For reading."""
    with app.test_request_context(), Session(db.engine) as session:
        yield session


def kin_of(session: Session, finder: Finder, number: int, limit: int = 20) -> dict[int, Kin]:
    """The possible relatives of that record as things stand now, in their order."""
    session.rollback()  # what another session wrote meanwhile is seen from here on
    found = possible_kin(session, finder, facts_of(session, [number])[number], limit)
    return {kin.record.id: kin for kin in found}


@pytest.fixture
def finder(app: Flask) -> Finder:
    """That of the service."""
    return Finder(app.config["ESIMDER"].index_dir)


def test_wife_and_brother_come_first(session: Session, finder: Finder) -> None:
    found = kin_of(session, finder, HUSBAND)
    assert set(list(found)[:2]) == {WIFE, BROTHER}
    assert found[WIFE].hypothesis.relation == "spouse"
    assert found[BROTHER].hypothesis.relation == "sibling"
    assert {found[WIFE].hypothesis.band, found[BROTHER].hypothesis.band} == {Band.LIKELY}
    values = [kin.hypothesis.value for kin in found.values()]
    assert values == sorted(values, reverse=True)


def test_nobody_is_kin_to_themselves_and_the_living_are_not_told(session: Session, finder: Finder) -> None:
    for number in (HUSBAND, WIFE, BROTHER):
        assert not {number, LIVING} & kin_of(session, finder, number).keys()


def test_a_stranger_comes_last_if_at_all(session: Session, finder: Finder) -> None:
    """In a collection of six every name is rare."""
    found = kin_of(session, finder, HUSBAND)
    stranger = found.pop(STRANGER, None)
    assert stranger is None or stranger.hypothesis.band is Band.UNLIKELY
    assert stranger is None or all(stranger.hypothesis.value <= kin.hypothesis.value for kin in found.values())


def test_who_names_somebody_is_reached_from_there(session: Session, finder: Finder) -> None:
    """The wife's record names nobody: his names her."""
    grounds = {evidence.field for evidence in kin_of(session, finder, WIFE)[HUSBAND].hypothesis.evidence}
    assert Field.RELATIVE in grounds


def test_a_pair_judged_not_kin_is_left_out_until_that_is_undone(
    session: Session, finder: Finder, archivist: int
) -> None:
    assert BROTHER in kin_of(session, finder, HUSBAND)
    session.rollback()
    with writing(db.engine) as write:
        number = judge(write, Decision(HUSBAND, BROTHER, "kin", Verdict.DIFFERENT), archivist).id
    assert BROTHER not in kin_of(session, finder, HUSBAND)
    assert HUSBAND not in kin_of(session, finder, BROTHER)
    with writing(db.engine) as write:
        undo(write, number, archivist, "a mistake")
    assert BROTHER in kin_of(session, finder, HUSBAND)


def test_other_records_of_the_person_are_left_out(session: Session, finder: Finder, archivist: int) -> None:
    assert AGAIN in kin_of(session, finder, HUSBAND)
    with writing(db.engine) as write:
        judge(write, Decision(HUSBAND, AGAIN, "same", Verdict.SAME), archivist)
    assert AGAIN not in kin_of(session, finder, HUSBAND)


def test_somebody_described_in_another_script(session: Session, finder: Finder) -> None:
    described = Facts(0, (parse("Pjotr Rostovtsev-Bibikov"),), "m")
    found = possible_kin(session, finder, described)
    assert {HUSBAND, WIFE} <= {kin.record.id for kin in found}


def test_only_such_relatives_as_are_looked_for(session: Session, finder: Finder) -> None:
    husband = facts_of(session, [HUSBAND])[HUSBAND]
    found = possible_kin(session, finder, husband, relation="sibling")
    assert {kin.hypothesis.relation for kin in found} == {"sibling"}
    assert found[0].record.id == BROTHER


def test_no_more_than_asked_for(session: Session, finder: Finder) -> None:
    assert len(kin_of(session, finder, HUSBAND, limit=1)) == 1


@pytest.mark.parametrize("name", ["", "И.", "Ким", "王", "—"])
def test_a_name_that_tells_little_makes_no_trouble(session: Session, finder: Finder, name: str) -> None:
    assert all(
        kin.hypothesis.band is not Band.LIKELY for kin in possible_kin(session, finder, Facts(0, (parse(name),)))
    )


def test_a_record_without_any_name(session: Session, finder: Finder) -> None:
    nameless = replace(facts_of(session, [STRANGER])[STRANGER], names=())
    assert possible_kin(session, finder, nameless) == ()


def test_without_an_index_it_says_so(session: Session, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(NoIndex):
        kin_of(session, Finder(tmp_path_factory.mktemp("none")), HUSBAND)


def test_every_ground_is_told_in_a_sentence(session: Session, finder: Finder) -> None:
    for number in (HUSBAND, WIFE, BROTHER):
        for kin in kin_of(session, finder, number).values():
            assert all(sentence(evidence) for evidence in kin.hypothesis.evidence)


def test_a_rare_surname_and_a_common_one_are_told_apart(app: Flask) -> None:
    with app.test_request_context():
        told = [sentence(Evidence(Field.SURNAME, Tie.SHARED, "Рыков", "Рыкова", weight)) for weight in (12.0, 8.0, 4.0)]
    assert len(set(told)) == 3
    assert all("Рыкова" in said for said in told)


def test_fields_and_levels_have_names(app: Flask) -> None:
    assert set(FIELDS) == set(Field)
    assert set(NAMES) == set(Tie)
    assert {field for field, _ in SENTENCES} == set(Field)
    with app.test_request_context():
        assert all(field_name(field) for field in Field)
        assert all(level_name(tie) for tie in Tie)
