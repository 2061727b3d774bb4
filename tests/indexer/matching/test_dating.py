from __future__ import annotations

import pytest

from indexer.matching import dating
from indexer.matching.facts import Day
from indexer.matching.levels import Level
from tests.indexer.matching.made import day, year

ENDLESS = Day(10**7, 10**7)  # beyond any calendar


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (day("1904-05-02"), day("1904-05-02"), Level.SAME_DAY),
        (day("1894-05-02"), day("1894-05-14"), Level.CALENDAR),
        (day("1904-05-02"), day("1904-02-05"), Level.SWAPPED),
        (day("1904-05-02"), day("1904-11-29"), Level.OTHER_DAY),
        (day("1904-05-02"), year(1904), Level.SAME_YEAR),
        (day("1904-12-31"), day("1905-01-01"), Level.NEXT_YEAR),
        (year(1904), year(1906), Level.TWO_YEARS),
        (year(1904), year(1913), Level.DECADE),
        (year(1904), year(1930), Level.CONTRADICTS),
        (year(1904, about=True), year(1906), Level.ABOUT),
        (year(1904, about=True), year(1907), Level.NEXT_YEAR),
        (Day(year(1890).first, year(1900).last), year(1895), Level.ABOUT),
        (Day(0, year(1900).last), year(1895), Level.ABOUT),
        (Day(0, year(1900).last), year(1905), Level.DECADE),
        (ENDLESS, year(1905), Level.CONTRADICTS),
    ],
)
def test_birth(left: Day, right: Day, level: Level) -> None:
    assert dating.birth(left, right) is level
    assert dating.birth(right, left) is level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (day("1938-03-22"), day("1938-03-22"), Level.SAME_DAY),
        (day("1938-03-22"), day("1938-03-25"), Level.WEEK),
        (day("1938-03-22"), year(1938), Level.SAME_YEAR),
        (day("1938-03-22"), day("1938-08-22"), Level.OTHER_DAY),
        (day("1937-12-30"), day("1938-01-02"), Level.WEEK),
        (day("1938-03-22"), year(1943), Level.CONTRADICTS),
    ],
)
def test_death(left: Day, right: Day, level: Level) -> None:
    assert dating.death(left, right) is level
    assert dating.death(right, left) is level


def test_people_may_have_been_arrested_more_than_once() -> None:
    assert dating.act(day("1931-02-01"), day("1937-10-08")) is Level.OTHER


def test_spans_meet_as_far_as_is_known() -> None:
    assert dating.meet((year(1938), year(1946)), (year(1940), None)) > 0
    assert dating.meet((None, year(1937)), (year(1940), None)) < 0
