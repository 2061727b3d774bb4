from __future__ import annotations

from collections import Counter

from indexer.matching import placing
from indexer.matching.chances import PLACE, WORK, Chances
from indexer.matching.facts import Where
from indexer.matching.levels import Level
from tests.indexer.matching.made import place

CHANCES = Chances(
    {PLACE: Counter(ryazan=200, sapozh=20, kanino=1, moskv=800, tversk=150), WORK: Counter(inzhen=900, persid=2)},
    {PLACE: 10_000, WORK: 10_000},
)
VILLAGE = place("Рязанская обл., Сапожковский р-н, дер. Канино", "ryazan", "sapozh", "kanino")


def level(left: Where, right: Where) -> Level:
    return placing.place(left, right, CHANCES)[0]


def test_the_rarest_word_in_common_tells_how_near_two_places_are() -> None:
    assert level(VILLAGE, VILLAGE) is Level.SAME
    assert level(VILLAGE, place("дер. Канино", "kanino")) is Level.SETTLEMENT
    assert level(VILLAGE, place("Сапожковский р-н", "sapozh")) is Level.DISTRICT
    assert level(VILLAGE, place("Рязанская губ.", "ryazan")) is Level.REGION


def test_two_regions_contradict_and_what_may_lie_in_one_does_not() -> None:
    assert level(VILLAGE, place("Тверская губ.", "tversk")) is Level.CONTRADICTS
    assert level(place("Рязанская губ.", "ryazan"), place("с. Зыково", "zykovo")) is Level.OTHER


def test_a_slip_in_a_long_word_is_no_other_place() -> None:
    assert level(VILLAGE, place("дер. Канинна", "kaninn")) is Level.SETTLEMENT


def test_one_house_is_the_same_address_and_another_house_of_the_street_is_not() -> None:
    home = place("ул. Лесная, д.19, кв. 7", "lesnay")
    assert placing.address(home, place("Лесная, 19-7", "lesnay"), CHANCES)[0] is Level.SAME
    assert placing.address(home, place("ул. Лесная, д.2", "lesnay"), CHANCES)[0] is Level.DISTRICT
    assert placing.address(home, place("г. Тверь", "tversk"), CHANCES) == (Level.OTHER, None)


def test_an_abbreviated_occupation_is_not_another() -> None:
    told = placing.work("преподаватель персидского языка", "препод. перс. яз.", CHANCES)
    assert told is not None and told[0] is Level.SHARED
    assert placing.work("инженер", "сторож", CHANCES) == (Level.OTHER, None)
    assert placing.work("", "сторож", CHANCES) is None


def test_a_rare_occupation_in_common_is_less_likely_by_chance() -> None:
    rare, frequent = (placing.work(text, text, CHANCES) for text in ("персидского", "инженер"))
    assert rare and frequent and rare[1] and frequent[1] and rare[1] < frequent[1]
