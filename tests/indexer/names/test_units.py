"""What of a name is compared: initials beside a Korean surname are initials, syllables are syllables."""

import pytest

from indexer.names.compare import compare
from indexer.names.parse import parse
from indexer.names.units import is_syllabic


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
