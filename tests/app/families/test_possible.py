"""Possible relatives: none who is known, each at their best, only such as are looked for."""

from __future__ import annotations

import pytest
from flask import Flask

from app.db import db
from app.families.asked import read_kin
from app.families.known import relatives
from app.families.possible import MOST, USUAL, kin_of_record, of_asked, of_records, wanted
from app.families.shown import together
from app.renamed import Gazetteer
from indexer.matching.kin_levels import Field
from tests.app.families.made import AGAIN, BROTHER, HUSBAND, LIVING, WIFE, enter_family, same


@pytest.fixture
def archivist(app: Flask) -> int:
    return enter_family(app)


def asked(app: Flask, **typed: str) -> list[tuple[int, str, bool]]:
    """Record, relation, and whether any ground of a place speaks against."""
    with app.app_context():
        found = of_asked(db.session, app.extensions["finder"], read_kin(typed, Gazetteer.read(db.session)))
        places = (Field.BIRTH_PLACE, Field.RESIDENCE)
        return [
            (kin.record.id, kin.hypothesis.relation,
             any(ground.field in places and ground.weight < 0 for ground in kin.hypothesis.evidence))
            for kin in found
        ]  # fmt: skip


def test_who_is_known_is_not_guessed_at(app: Flask, archivist: int) -> None:
    with app.app_context():
        found = kin_of_record(db.session, app.extensions["finder"], HUSBAND)
        assert found is not None
        numbers = [kin.record.id for kin in found[1]]
        assert numbers[0] == BROTHER
        assert {HUSBAND, WIFE, LIVING}.isdisjoint(numbers)
        assert kin_of_record(db.session, app.extensions["finder"], 99) is None


def test_a_person_of_two_records_is_asked_for_by_both(app: Flask, archivist: int) -> None:
    same(app, HUSBAND, AGAIN, archivist)
    with app.app_context():
        held = together(db.session, AGAIN)
        found = of_records(db.session, app.extensions["finder"], held, relatives(db.session, held))
        values = [kin.hypothesis.value for kin in found]
        assert BROTHER in [kin.record.id for kin in found]
        assert values == sorted(values, reverse=True)
        assert len({kin.record.id for kin in found}) == len(found)


def test_only_such_relatives_as_are_looked_for(app: Flask, archivist: int) -> None:
    name = "Ростовцев-Бибиков Яков Петрович"
    assert BROTHER in [number for number, _, _ in asked(app, q=name, born="1888")]
    siblings = asked(app, q=name, born="1888", relation="sibling")
    assert {relation for _, relation, _ in siblings} == {"sibling"}
    assert BROTHER in [number for number, _, _ in siblings]


def test_a_place_of_birth_or_residence_speaks_against_nobody(app: Flask, archivist: int) -> None:
    told = asked(app, q="Ростовцев-Бибиков Яков Петрович", place="Омск")
    assert told
    assert not any(against for _, _, against in told)


@pytest.mark.parametrize(("limit", "offset", "most"), [(20, 0, USUAL), (100, 0, 100), (50, 50, 100), (100, 500, MOST)])
def test_no_more_are_looked_for_than_can_be_leafed_through(limit: int, offset: int, most: int) -> None:
    assert wanted(limit, offset) == most
