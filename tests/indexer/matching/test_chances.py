from __future__ import annotations

from indexer.matching.chances import chances_of, shipped_chances
from tests.indexer.matching.made import person, place, year

CROWD = [person(number, "Иванов Иван Иванович", nation="russian", birth=year(1900)) for number in range(3_000)]


def test_one_name_in_all_its_spellings_has_one_chance() -> None:
    chances = shipped_chances()
    assert chances.surname("Schmidt") == chances.surname("Шмидт")
    assert chances.given("Johann") == chances.given("Иван")
    assert chances.patronymic("Ивановна") == chances.patronymic("Ivanovich")


def test_a_frequent_name_is_likelier_than_a_rare_one() -> None:
    chances = shipped_chances()
    assert chances.surname("Иванов") > 10 * chances.surname("Джансугуров") > 0
    assert chances.nation("russian") > chances.nation("korean") > chances.nation("nobody-has-it") > 0


def test_a_small_collection_is_judged_by_what_other_lists_say() -> None:
    shipped, small = shipped_chances(), chances_of(CROWD[:10])
    assert abs(small.surname("Петров") - shipped.surname("Петров")) < 0.3 * shipped.surname("Петров")
    assert chances_of(CROWD).surname("Иванов") > 0.7


def test_an_empty_collection_has_chances_too() -> None:
    chances = chances_of([])
    assert 0 < chances.surname("Петров") < 1 and 0 < chances.place("moskv") < 1 and 0 < chances.year(1900) < 1


def test_words_of_places_are_counted_once_a_record() -> None:
    twice = person(1, "Ким Вера", birth_place=place("Москва", "moskv"), residence=place("Москва", "moskv"))
    assert chances_of([twice]).counts["place"]["moskv"] == 1
