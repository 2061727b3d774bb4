from __future__ import annotations

from enum import StrEnum

import pytest
from flask import Flask

from app.why_same import FIELDS, field_name, level_name, sentence
from indexer.evidence import Evidence
from indexer.matching.levels import LEVELS, Level
from indexer.names.name import Relation
from tests.sampled import sampled_service

ALL = [(field, level) for field, levels in LEVELS.items() for level in levels]


@pytest.fixture(params=["en", "ru", "kk", "lt", "de", "pl"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return sampled_service(tmp_path_factory)


def test_every_level_of_every_field_has_words(service: Flask, language: str) -> None:
    with service.test_request_context(f"/{language}/"):
        for field, level in ALL:
            said = sentence(Evidence(field, level, "1937", "1938", 1.0))
            assert said.endswith((".", "।")) and "%(" not in said, (field, level, said)
            assert level_name(level) and field_name(field)


def test_every_field_is_named() -> None:
    assert set(FIELDS) == set(LEVELS)


@pytest.mark.parametrize(
    ("field", "level", "said"),
    [
        ("birth", Level.SAME_DAY, "Date of birth: the same day in both records, 2 May 1904."),
        ("sex", Level.CONTRADICTS, "Sex: one record speaks of a man, the other of a woman: this speaks against."),
        ("rule", Level.NAME_ALONE, "Rule: a name alone never makes a match likely, however rare it is."),
        ("surname", Relation.CONTRADICTS, "“1904-05-02” and “1904-05-02” are different names: this speaks against."),
        ("nation", Level.SAME, "Nation: the same in both records."),
    ],
)
def test_grounds_are_told_in_sentences(service: Flask, field: str, level: StrEnum, said: str) -> None:
    with service.test_request_context("/en/"):
        assert sentence(Evidence(field, level, "1904-05-02", "1904-05-02", 1.0)) == said


def test_a_collection_is_told_by_its_title(service: Flask) -> None:
    with service.test_request_context("/en/"):
        assert "compiled by Esimder" in sentence(Evidence("source", Level.ONE_LIST, "compiled", "compiled", -5))
