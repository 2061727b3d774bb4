"""The grounds that a comparison gives."""

from __future__ import annotations

import pytest

from indexer.evidence import grounds
from indexer.names.compare import compare
from indexer.names.name import Relation


@pytest.mark.parametrize(
    ("asked", "recorded", "lacked"),
    [
        ("Шмидт Анна Мария", "Шмидт Анна-Мария", []),
        ("Schmidt Anna Maria", "Шмидт Анна-Мария", []),
        ("Шмидт Анна-Мария", "Шмидт Анна Мария", []),
        ("Ким Ир Сен", "Ким Ир-Сен", []),
        ("Шмидт Анна Петра", "Шмидт Анна-Мария", ["Петра"]),
        ("Шмидт Анна", "Шмидт", ["Анна"]),
    ],
)
def test_a_piece_of_a_double_given_name_is_not_said_to_be_lacked(asked: str, recorded: str, lacked: list[str]) -> None:
    found = grounds(compare(asked, recorded))
    assert [ground.left or ground.right for ground in found if ground.relation is Relation.ABSENT] == lacked
