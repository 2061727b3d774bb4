from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app import trial
from app.estimating import making, weights_in_use
from app.estimating.making import TooFew, make
from app.models import Estimate

NAMES = (
    "Заремба",
    "Шульц",
    "Лаптев",
    "Букейханов",
    "Тынышпаев",
    "Дулатов",
    "Ковалевский",
    "Цвейгер",
    "Гоголадзе",
    "Ямпольский",
)
GIVEN = ("Казимир", "Эрнст", "Савва", "Алихан", "Мухамеджан", "Бернгард", "Прокопий", "Юрий", "Вахтанг", "Самуил")
HEADER = "source_ref,surname,given_name,sex,birth_date,birth_place,occupation,citation\n"


def quiet(step: str, total: int):  # type: ignore[no-untyped-def]
    return lambda done: None


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """Two lists that name the same hundred people."""
    made = trial.empty(tmp_path)
    for name in ("one", "two"):
        rows = (
            f"{name}-{a}{b},{surname},{given},m,{1880 + 3 * a + b},село {surname}ка,{given[:4]}овар,List {name}\n"
            for a, surname in enumerate(NAMES)
            for b, given in enumerate(GIVEN)
        )
        path = tmp_path / f"{name}.csv"
        path.write_text(HEADER + "".join(rows), encoding="utf-8")
        trial.bring(made, path, "csv", "", lambda done: None)
    return made


def test_an_estimate_is_kept_with_what_it_was_made_on(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "LEAST", 50)
    made = make(engine, quiet)
    assert made.records == 200 and 50 <= made.pairs <= 150
    assert "List one" in made.collection and "List two" in made.collection
    with Session(engine) as session:
        weights = weights_in_use(session)
    assert weights.prior > -13.8  # the fewer the records, the fewer namesakes
    assert 0.9 < weights.of("birth", "same_year").m <= 1


def test_a_collection_that_names_nobody_twice_keeps_the_weights_it_has(tmp_path: Path) -> None:
    empty = trial.empty(tmp_path)
    with pytest.raises(TooFew):
        make(empty, quiet)
    with Session(empty) as session:
        assert session.scalar(select(func.count()).select_from(Estimate)) == 0
