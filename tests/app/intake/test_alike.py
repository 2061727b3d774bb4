"""Records near a draft: by name, year, sex and place, with the reasons."""

from __future__ import annotations

import pytest
from flask import Flask

from app.db import db
from app.finder import Finder
from app.intake.alike import MOST, Alike, alike
from app.intake.drafting import understand
from indexer.evidence import Band
from tests.sampled import sampled_service


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The service with the curated persons."""
    return sampled_service(tmp_path_factory)


def near(service: Flask, **said: str) -> tuple[Alike, ...]:
    with service.test_request_context("/en/"):
        return alike(db.session, service.extensions["finder"], understand(said).draft)


def test_a_record_is_found_by_another_script_with_its_reasons(service: Flask) -> None:
    first, *_ = near(service, name="Ahmed Baitursynov", birth_date="about 1873", birth_place="Тургайский уезд")
    assert first.record.name.written == "Байтурсынов Ахмет"
    assert first.band is Band.LIKELY
    assert {ground.field for ground in first.grounds} >= {"surname", "given", "birth"}
    assert first.places == ("Тургайская",)


def test_another_sex_speaks_against(service: Flask) -> None:
    same = near(service, name="Байтурсынов Ахмет", sex="m")[0]
    other = next(one for one in near(service, name="Байтурсынов Ахмет", sex="f") if one.record.id == same.record.id)
    assert [ground.weight for ground in other.grounds if ground.field == "sex"] == [-0.05]
    assert not [ground for ground in same.grounds if ground.field == "sex"]


def test_nobody_is_near_a_name_that_is_not_here(service: Flask) -> None:
    assert near(service, name="Xyzzyqwv Qqqq") == ()
    assert near(service, notes="без имени") == ()
    assert len(near(service, name="Иванов")) <= MOST


def test_without_an_index_nothing_is_said(service: Flask, tmp_path_factory: pytest.TempPathFactory) -> None:
    with service.test_request_context("/en/"):
        draft = understand({"name": "Байтурсынов"}).draft
        assert alike(db.session, Finder(tmp_path_factory.mktemp("none")), draft) == ()
