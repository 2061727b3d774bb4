"""What a surname is without the suffix that made it Russian."""

from __future__ import annotations

import pytest

from indexer.names import compare
from indexer.names.base import Made, bases
from indexer.names.morphology import stem


@pytest.mark.parametrize(
    ("surname", "base", "made"),
    [
        ("Шаймерденов", "шаймерден", Made.DERIVED),
        ("Shaimerden", "shaimerden", Made.NATIVE),
        ("Шаваева", "шава", Made.DERIVED),
        ("Şaualanı", "şaua", Made.NATIVE),
        ("Межидан", "межид", Made.NATIVE),
        ("Ковальская", None, None),
    ],
)
def test_bases(surname: str, base: str | None, made: Made | None) -> None:
    found = bases(stem(surname))
    assert (base, made) in found if base else not found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Tileukhan Shaimerden", "Шаймерденов Тлеухан"),
        ("Нұрпейіс Ермағанбет", "Нурпеисов Ермаганбет"),
        ("Мемет Сеферша", "Сефершаев Мамед"),
        ("Elî Temo", "Тамоев Али"),
    ],
)
def test_a_surname_made_russian_may_be_the_same(left: str, right: str) -> None:
    assert compare(left, right).score >= 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [("Березин Николай", "Березов Николай"), ("Ivan Petrov", "Иванов Пётр"), ("Ким Иван", "Климов Иван")],
)
def test_one_root_does_not_make_one_family(left: str, right: str) -> None:
    assert compare(left, right).score < 0.5
