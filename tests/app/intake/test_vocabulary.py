"""Codes found in wordings by the written forms of the tables."""

from __future__ import annotations

import pytest

from app.intake.vocabulary import code_of, codes, main_code, measures_in, says_nothing
from app.tables import rows

VOCABULARIES = ("measures", "fates", "bodies", "rehabilitation", "episodes")


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_code_has_forms_a_rank_labels_and_a_source(name: str) -> None:
    assert len(codes(name)) == len({code.code for code in codes(name)})
    for row in rows(f"vocab/{name}"):
        assert row["written_forms"]
        assert row["source"]
        assert all(row[f"label_{language}"] for language in ("en", "ru", "kk", "lt", "de", "pl"))


@pytest.mark.parametrize(
    ("name", "wording", "code"),
    [
        ("measures", "ВМН", "death"),
        ("measures", "10 лет ИТЛ", "camp"),
        ("measures", "ВМН с заменой на 10 лет ИТЛ", "death_commuted"),
        ("measures", "Конфискация имущества, ВМН", "death"),
        ("measures", "10 лет", "term_only"),
        ("fates", "к ВМН", "sentenced_to_death_unconfirmed"),
        ("fates", "расстрелян", "shot"),
        ("bodies", "тройка при УНКВД по Омской обл.", "troika"),
        ("bodies", "ОСО при НКВД СССР", "oso"),
        ("bodies", "Бугульминский КИК", "executive_committee"),
        ("rehabilitation", "сведений о реабилитации нет", "rehab_not_stated"),
        ("episodes", "раскулачивание", "dispossession"),
    ],
)
def test_the_main_code_of_a_wording(name: str, wording: str, code: str) -> None:
    assert main_code(name, wording) == code


def test_all_measures_are_found_the_main_one_first() -> None:
    assert measures_in("ссылка на 3 года, конфискация имущества") == ("exile", "confiscation")
    assert measures_in("10 лет с конфискацией имущества") == ("term_only", "confiscation")


@pytest.mark.parametrize("value", ["shot", "Расстрелян(а)", "атылған", "erschossen", "executed"])
def test_a_cell_may_give_a_code_or_a_label_in_any_language(value: str) -> None:
    assert code_of("fates", value) == "shot"


def test_a_cell_may_say_that_nothing_is_known() -> None:
    assert says_nothing("Нет данных")
    assert says_nothing("н/д")
    assert not says_nothing("нет")
