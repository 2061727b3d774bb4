from __future__ import annotations

import pytest

from app.evaluation.links.clerks import CLERKS
from app.evaluation.links.seconds import FACTS, LEFT, Second, seconds
from app.evaluation.links.spellings import Spellings

SPELT = Spellings({"заремба": ("zareba",), "казимир": ("kazimierz",)}, {})
WHOLE = {
    "source_ref": "m", "surname": "Заремба", "given_name": "Казимир", "patronymic": "Янович", "nation": "поляк",
    "birth_date": "1892-03-05", "birth_place": "Польша, г. Люблин", "residence": "ул. Лесная, д.19, кв. 7",
    "occupation": "лесной склад: старший счетовод конторы", "death_date": "1938-04-11", "burial_place": "Коммунарка",
    "fate": "shot",
}  # fmt: skip
PEOPLE = [(number, WHOLE | {"source_ref": f"m-{number}"}) for number in range(60)]
MADE = seconds(PEOPLE, SPELT, 100)


def unlike(second: Second) -> list[str]:
    return [field for field in FACTS if second.row[field] != WHOLE[field]]


def test_both_names_are_written_otherwise() -> None:
    assert len(MADE) == 60
    assert {(second.row["surname"], second.row["given_name"]) for second in MADE} == {("Zareba", "Kazimierz")}


def test_one_or_two_fields_are_missing_one_is_changed_and_three_facts_are_left() -> None:
    for second in MADE:
        fields = (*FACTS, "nation", "patronymic")
        missing = [field for field in fields if not second.row[field]]
        assert 1 <= len(missing) <= 3  # one of them may be «left out» by the clerk
        assert len(FACTS) - len(unlike(second)) >= LEFT
        assert second.changed in {clerk.name for clerk in CLERKS}


def test_every_run_makes_the_same() -> None:
    assert seconds(PEOPLE, SPELT, 100) == MADE
    assert {second.held_out for second in MADE} == {True, False}


def test_who_has_no_other_attested_spelling_has_no_second_record() -> None:
    assert seconds([(1, WHOLE | {"surname": "Лаптев"})], SPELT, 9) == []


@pytest.mark.parametrize(
    ("name", "written", "changed"),
    [
        ("year of birth one more", "1892-03-05", "1893-03-05"),
        ("day and month of birth exchanged", "1892-03-05", "1892-05-03"),
        ("day and month of birth exchanged", "1892-03-25", ""),
        ("birth place by its region only", "Рязанская обл., дер. Канино", "Рязанская обл."),
        ("birth place by another of its names", "г. Ленинград", "г. Санкт-Петербург"),
        ("occupation without the workplace", "трест столовых: повар", "повар"),
        ("occupation in abbreviations", "начальник сектора", "начал. сектора"),
        ("father's name by its initial", "Янович", "Я."),
        ("nation of a neighbour", "поляк", "белорус"),
        ("death by its year only", "1938", ""),
    ],
)
def test_a_clerk_changes_one_field(name: str, written: str, changed: str) -> None:
    clerk = next(clerk for clerk in CLERKS if clerk.name == name)
    assert clerk.change(written, 0) == changed
