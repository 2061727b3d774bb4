from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.db import db, writing
from app.estimating import chances_in_use, weights_in_use
from app.models import Estimate
from indexer.index import Index, rebuild
from indexer.matching.chances import shipped_chances
from indexer.matching.weights import shipped_weights
from indexer.portion import portions
from tests.builders import PEOPLE, entry
from tests.sampled import copied_service


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return copied_service(tmp_path_factory)


def kept(kind: str, m: float) -> Estimate:
    rows = [{"field": "birth", "level": "same_year", "m": m, "u": 0.04}]
    return Estimate(kind=kind, collection="two lists", records=9, pairs=5, rows=rows)


def test_without_an_estimate_the_shipped_weights_are_in_use(service: Flask) -> None:
    with service.app_context(), Session(db.engine) as session:
        assert weights_in_use(session) is shipped_weights()


def test_the_newest_estimate_is_in_use(service: Flask) -> None:
    with service.app_context():
        for kind, m in (("same", 0.7), ("same", 0.6), ("kin", 0.1)):
            with writing(db.engine) as session:
                session.add(kept(kind, m))
        with Session(db.engine) as session:
            assert weights_in_use(session).of("birth", "same_year").m == 0.6
            assert weights_in_use(session).of("death", "practice").bits() == 0


def test_chances_are_those_of_the_index(tmp_path: Path) -> None:
    rebuild(tmp_path, portions([entry(number, "Шмидт", "Иван", "", 1894) for number in range(1, 5_001)]))
    chances = chances_in_use(Index(tmp_path))
    assert chances.surname("Schmidt") == chances.surname("Шмидт") > 0.5
    assert chances.year(1894) > 0.5 > chances.year(1899)
    assert chances.known["place"] == 0
    assert chances.place("moskv") == pytest.approx(shipped_chances().place("moskv"))


def test_chances_follow_the_index(tmp_path: Path) -> None:
    rebuild(tmp_path, portions([entry(1, *PEOPLE[0])]))
    before = chances_in_use(Index(tmp_path)).surname("Ким")
    rebuild(tmp_path, portions([entry(number, "Ким", "Вера") for number in range(1, 3_000)]))
    assert chances_in_use(Index(tmp_path)).surname("Ким") > 10 * before
