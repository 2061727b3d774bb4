"""What several records say of one person: dates that cannot be one, places worded otherwise, false certificates."""

from __future__ import annotations

from datetime import date

import pytest

from app.families.sides import Agreement, agreement
from indexer.matching.facts import Day, Facts, Where


def day(first: str, last: str = "") -> Day:
    return Day(date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal())


YEAR, SPRING, NEXT = day("1894-01-01", "1894-12-31"), day("1894-05-01"), day("1895-01-01", "1895-12-31")
SHOT, CIVIL = day("1938-02-26"), day("1943-05-15")
VERNY, ALMATY, OMSK = (Where(name, words) for name, words in (
    ("Верный", ("vern", "almat")), ("Алматы", ("almat", "vern")), ("Омск", ("omsk",))
))  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (YEAR, SPRING, Agreement.AGREE),
        (YEAR, NEXT, Agreement.DIFFER),
        (YEAR, None, Agreement.ALONE),
        (Day(0, YEAR.last), NEXT, Agreement.DIFFER),  # not after 1894
        (Day(YEAR.first, 0), NEXT, Agreement.AGREE),  # not before 1894
    ],
)
def test_dates_agree_where_they_may_mean_one_day(one: Day | None, other: Day | None, found: Agreement) -> None:
    assert agreement("birth", [Facts(1, (), birth=one), Facts(2, (), birth=other)]) is found
    assert agreement("birth", [Facts(1, (), birth=other), Facts(2, (), birth=one)]) is found


@pytest.mark.parametrize(("fate", "found"), [("shot", Agreement.CERTIFICATE), ("", Agreement.DIFFER)])
def test_a_later_death_of_somebody_who_was_shot_is_known_practice(fate: str, found: Agreement) -> None:
    assert agreement("death", [Facts(1, (), fate=fate, death=SHOT), Facts(2, (), death=CIVIL)]) is found


def test_two_early_deaths_are_no_certificate() -> None:
    two = [Facts(1, (), fate="shot", death=SHOT), Facts(2, (), death=day("1938-03-01"))]
    assert agreement("death", two) is Agreement.DIFFER


@pytest.mark.parametrize(("other", "found"), [(ALMATY, Agreement.AGREE), (OMSK, Agreement.WORDED)])
def test_places_are_compared_by_every_name_they_have_had(other: Where, found: Agreement) -> None:
    assert agreement("birth_place", [Facts(1, (), birth_place=VERNY), Facts(2, (), birth_place=other)]) is found


def test_codes_differ_or_agree_and_words_are_not_compared() -> None:
    two = [Facts(1, (), nation="kazakh", occupation="поэт"), Facts(2, (), nation="tatar", occupation="писатель")]
    assert agreement("nation", two) is Agreement.DIFFER
    assert agreement("nation", two[:1] * 2) is Agreement.AGREE
    assert agreement("occupation", two) is Agreement.ALONE


def test_one_that_differs_is_enough() -> None:
    assert agreement("birth", [Facts(1, (), birth=YEAR), Facts(2, (), birth=SPRING), Facts(3, (), birth=NEXT)]) is (
        Agreement.DIFFER
    )
