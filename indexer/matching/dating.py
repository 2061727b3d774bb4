"""Two dates beside each other: the same day, year, near, or too far apart."""

from __future__ import annotations

from datetime import date

from indexer.matching.facts import Day
from indexer.matching.levels import Level

_YEAR = 366  # days
_CALENDARS = (12, 13)  # days between the old style and the new, in the nineteenth century and the twentieth
_WEEK = 7
_ROUGH = 2  # years that «about» may be off
_DECADE = 10
_FIRST, _LAST = 1, date.max.toordinal()


def birth(left: Day, right: Day) -> Level:
    """How two dates of birth lie on each other; rough ones and spans of years agree more easily and say less."""
    if _exact(left) and _exact(right):
        return _days(left.first, right.first)
    apart, rough = years_apart(left, right), left.about or right.about
    if not apart:
        return Level.ABOUT if rough or _wide(left) or _wide(right) else _within_a_year(left, right)
    apart -= _ROUGH if rough else 0
    return Level.ABOUT if apart <= 0 else _apart(apart)


def death(left: Day, right: Day) -> Level:
    """How two dates of death lie on each other, before it is asked what papers they come from."""
    if _exact(left) and _exact(right) and abs(left.first - right.first) <= _WEEK:
        return Level.SAME_DAY if left.first == right.first else Level.WEEK
    apart, rough = years_apart(left, right), left.about or right.about
    if not apart:
        return Level.ABOUT if rough or _wide(left) or _wide(right) else _within_a_year(left, right)
    return Level.NEXT_YEAR if apart == 1 else Level.ABOUT if rough and apart <= _ROUGH else Level.CONTRADICTS


def act(left: Day, right: Day) -> Level:
    """How two dates of an arrest, a decision, a rehabilitation lie on each other: people may have had several."""
    found = death(left, right)
    return Level.OTHER if found in (Level.OTHER_DAY, Level.NEXT_YEAR, Level.CONTRADICTS) else found


def years_apart(left: Day, right: Day) -> int:
    """Years between the nearest that the two may mean; 0 where they may be of one year or a side is open."""
    (first, last), (other_first, other_last) = _years(left), _years(right)
    return max(first - other_last, other_first - last, 0)


def meet(left: tuple[Day | None, Day | None], right: tuple[Day | None, Day | None]) -> int:
    """Days that two spans have in common at least as far as is known, below 0 where they lie apart."""
    starts = [_side(span[0], "last") or _FIRST for span in (left, right)]
    ends = [_side(span[1], "first") or _LAST for span in (left, right)]
    return min(ends) - max(starts)


def year(day: Day) -> int | None:
    """The year of the date, None where it may be several."""
    first, last = _years(day)
    return first if first == last else None


def _days(left: int, right: int) -> Level:
    apart, ours, theirs = abs(left - right), date.fromordinal(left), date.fromordinal(right)
    if not apart:
        return Level.SAME_DAY
    if apart in _CALENDARS:
        return Level.CALENDAR
    if ours.year == theirs.year:
        return Level.SWAPPED if (ours.day, ours.month) == (theirs.month, theirs.day) else Level.OTHER_DAY
    return _apart(abs(ours.year - theirs.year))


def _apart(years: int) -> Level:
    if years <= 2:
        return Level.NEXT_YEAR if years == 1 else Level.TWO_YEARS
    return Level.DECADE if years <= _DECADE else Level.CONTRADICTS


def _within_a_year(left: Day, right: Day) -> Level:
    """Of one year; two months that are known and are two do not agree."""
    met = max(left.first, right.first) <= min(left.last, right.last)
    return Level.SAME_YEAR if met else Level.OTHER_DAY


def _exact(day: Day) -> bool:
    return day.first == day.last != 0 and not day.about


def _wide(day: Day) -> bool:
    """Whether the date may mean days of more years than two."""
    return not (day.first and day.last) or day.last - day.first > _YEAR


def _years(day: Day) -> tuple[int, int]:
    first, last = _clipped(day.first or _FIRST), _clipped(day.last or _LAST)
    return date.fromordinal(first).year, date.fromordinal(last).year


def _clipped(ordinal: int) -> int:
    return min(max(ordinal, _FIRST), _LAST)


def _side(day: Day | None, side: str) -> int:
    return 0 if day is None else _clipped(getattr(day, side)) if getattr(day, side) else 0
