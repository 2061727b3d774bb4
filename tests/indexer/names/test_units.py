"""What of a name is compared: initials beside a Korean surname are initials, syllables are syllables."""

import csv
from pathlib import Path

import pytest

from indexer.names.compare import compare
from indexer.names.parse import parse
from indexer.names.units import _plainly, _units, is_plain, is_syllabic

PAIRS = Path(__file__).parents[2] / "golden" / "pairs.csv"


@pytest.mark.parametrize("text", ["Ким А. И.", "Ким А.И.", "Ким А И", "А. И. Ким", "Пак Ю. О."])
def test_initials_beside_a_korean_surname_are_initials(text: str) -> None:
    assert not is_syllabic(parse(text))


@pytest.mark.parametrize("text", ["О Дон Фа", "Ким Сен Чер", "Хан И Сон", "Дюн Сек Ким"])
def test_syllables_are_no_initials(text: str) -> None:
    assert is_syllabic(parse(text))


@pytest.mark.parametrize(
    ("full", "same"), [("Ким Алексей Иванович", True), ("Ким Борис Иванович", False), ("Ким Ан Ир", True)]
)
def test_initials_answer_a_russian_and_a_korean_name(full: str, same: bool) -> None:
    assert (compare("Ким А. И.", full).score >= 0.5) is same


def test_a_usual_name_is_its_parts_by_the_short_way_and_by_the_long_one() -> None:
    with PAIRS.open(encoding="utf-8") as rows:
        names = [parse(row[side]) for row in csv.DictReader(rows) for side in ("left", "right")]
    usual = [name for name in names if is_plain(name)]
    assert len(usual) > 100
    assert [_plainly(name) for name in usual] == [_units(name) for name in usual]
