from __future__ import annotations

from datetime import date

import pytest

from app.dates import HistoricalDate, read_date
from app.facts import day, where
from app.renamed import Gazetteer
from indexer.matching.facts import Day

EMPTY = Gazetteer(())


@pytest.mark.parametrize(
    ("written", "first", "last", "about"),
    [
        ("01.05.1894", date(1894, 5, 1), date(1894, 5, 1), False),
        ("1894", date(1894, 1, 1), date(1894, 12, 31), False),
        ("около 1905", date(1905, 1, 1), date(1905, 12, 31), True),
    ],
)
def test_a_date_is_two_days_and_whether_the_source_is_sure(written: str, first: date, last: date, about: bool) -> None:
    assert day(read_date(written)) == Day(first.toordinal(), last.toordinal(), about, written)


def test_an_open_side_is_no_day_and_no_date_is_none() -> None:
    told = day(read_date("до 1940"))
    assert told is not None
    assert told.first == 0
    assert date.fromordinal(told.last).year == 1940
    assert day(HistoricalDate()) is None


def test_what_kind_of_place_it_is_tells_no_two_places_alike() -> None:
    one, other = where("аул № 4 Аксуйской волости", EMPTY), where("аул Актобе, Дамбарской волости", EMPTY)
    assert one.words
    assert not set(one.words) & set(other.words)
    assert not where("", EMPTY)
