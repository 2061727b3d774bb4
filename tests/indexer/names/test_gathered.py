"""All that somebody typed, as one name."""

from __future__ import annotations

import pytest

from indexer.names.compare import compare
from indexer.names.gathered import gather
from indexer.names.name import PartKind
from indexer.names.parse import parse


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ("Olena Sirenko (Hryhoryshyn)", "Григоришина Елена Лукинична"),
        ("Olena Sirenko (Hryhoryshyn)", "Сиренко Елена Лукинична"),
        ("Ita Feldsher (Bronfman)", "Бронфман Ита Лейзеровна"),
        ("Margaretha Schlegel geb. Heinrichs", "Генрихс Маргарита Францевна"),
    ],
)
def test_either_surname_meets_the_record(typed: str, recorded: str) -> None:
    assert compare(gather(typed), parse(recorded)).score >= 0.5


def test_what_is_in_brackets_is_one_more_part() -> None:
    name = gather("Қаратаева (Бөжеева) Нәсіп")
    assert [part.form for part in name.of(PartKind.MAIDEN)] == ["Бөжеева"]
    assert name.written == "Қаратаева (Бөжеева) Нәсіп"


@pytest.mark.parametrize("text", ["", "Ким", "Петров Иван Ильич", "Петров (Петров) Иван"])
def test_a_name_without_other_readings_is_as_it_is_read(text: str) -> None:
    assert gather(text) == parse(text)
