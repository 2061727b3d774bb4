"""What a family asks of somebody's relatives: read into facts, every fault told beside its field."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.config import DATA
from app.db import writing
from app.families.asked import KinAsked, read_kin
from app.query import BadQuery
from app.reference import load
from app.renamed import Gazetteer
from indexer.names.name import PartKind


@pytest.fixture
def gazetteer(engine: Engine) -> Gazetteer:
    with writing(engine) as session:
        load(session, DATA)
    with Session(engine) as session:
        return Gazetteer.read(session)


def asked(gazetteer: Gazetteer, **typed: str) -> KinAsked:
    return read_kin(typed, gazetteer)


def faults(gazetteer: Gazetteer, **typed: str) -> set[tuple[str, str]]:
    with pytest.raises(BadQuery) as error:
        read_kin(typed, gazetteer)
    return {(fault.field, fault.reason) for fault in error.value.wrong}


@pytest.mark.parametrize(("typed", "sex"), [("Schmidt Johann", "m"), ("Габитова Фатима", "f"), ("Ким", "")])
def test_a_name_in_any_script_is_enough(gazetteer: Gazetteer, typed: str, sex: str) -> None:
    found = asked(gazetteer, q=typed)
    assert (found.facts.record_id, found.facts.sex) == (0, sex)
    assert found.facts.names == (found.name,)


def test_all_that_is_known_becomes_facts(gazetteer: Gazetteer) -> None:
    found = asked(
        gazetteer, q="Байтурсынова Бадрисафа", maiden_name="Журавлёва", born="1890", place="Верный", arrested="1937",
        relation="spouse",
    )  # fmt: skip
    facts = found.facts
    assert facts.born == (1890, 1890)
    assert facts.parts(PartKind.MAIDEN) == ("Журавлёва",)
    assert "almat" in facts.birth_place.words
    assert facts.birth_place == facts.residence
    assert found.one_place
    arrested = facts.acts[0].arrested
    assert arrested is not None
    assert (date.fromordinal(arrested.first), date.fromordinal(arrested.last)) == (date(1937, 1, 1), date(1937, 12, 31))
    assert found.relation == "spouse"


def test_where_they_lived_is_kept_apart_from_the_place_of_birth(gazetteer: Gazetteer) -> None:
    found = asked(gazetteer, q="Шмидт Иван", place="Саратов", arrest_place="Москва")
    assert (found.facts.birth_place.written, found.facts.residence.written) == ("Саратов", "Москва")
    assert not found.one_place


def test_a_year_and_a_place_may_stand_in_the_one_box(gazetteer: Gazetteer) -> None:
    found = asked(gazetteer, q="Schmidt Johann geb. 1905 aus Saratow")
    assert found.facts.born == (1905, 1905)
    assert found.facts.residence.words == asked(gazetteer, q="Schmidt", place="Saratow").facts.residence.words


def test_every_fault_is_told_at_once_beside_its_field(gazetteer: Gazetteer) -> None:
    found = faults(
        gazetteer, q="12", born="abc", arrested="37", relation="neighbour", maiden_name="—", place="x" * 301
    )  # fmt: skip
    assert found == {
        ("q", "letters"), ("born", "year"), ("arrested", "year"), ("relation", "choice"), ("maiden_name", "letters"),
        ("place", "long"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "typed", [{}, {"born": "1900"}, {"place": "Москва", "relation": "child"}, {"maiden_name": "Ли"}]
)
def test_without_a_name_it_says_that_one_is_needed(gazetteer: Gazetteer, typed: dict[str, str]) -> None:
    assert faults(gazetteer, **typed) == {("q", "kin_name")}


@pytest.mark.parametrize("year", ["１９３７", "0000", "19370", "-1937", "1937.0"])
def test_a_year_that_is_none_is_a_fault_and_no_error(gazetteer: Gazetteer, year: str) -> None:
    assert faults(gazetteer, q="Ким", arrested=year) == {("arrested", "year")}
