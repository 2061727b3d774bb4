"""The days that an EDTF date may mean (ISO 8601-2:2019: levels 0 and 1, seasons, sets, unknown digits)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Bounds = tuple[str, str]

POINT = r"\d{4}|\d{3}X|\d\dXX"
_POINT = re.compile(rf"({POINT})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[~?%]?", re.ASCII)
_SEASONS = {"21": (3, 5, 0), "22": (6, 8, 0), "23": (9, 11, 0), "24": (1, 2, 1)}  # first month, last month, years on


class NotEdtf(ValueError):
    """The text is no EDTF date."""


class NoSuchDay(ValueError):
    """The text has the form of a date, but no calendar has that day, or the end lies before the beginning."""


def bounds(edtf: str, calendar: str = "gregorian") -> Bounds:
    """The first and the last Gregorian day, ``YYYY-MM-DD``, that ``edtf``, written in ``calendar``, may mean; '' where
    it is open. A winter runs from January of its year to February of the next, for writers mean either.

    Raises NotEdtf, NoSuchDay.
    """
    found = _point(edtf, calendar)
    if found:
        return found
    if edtf[:1] in "[{" and edtf[-1:] in "]}" and edtf:
        return _set(edtf[1:-1], calendar)
    start, slash, end = edtf.partition("/")
    if not slash:
        raise NotEdtf(edtf)
    return _span(start, end, calendar)


def _set(inner: str, calendar: str) -> Bounds:
    members = [_member(part, calendar) for part in inner.split(",")]
    return (
        min(first for first, _ in members) if all(first for first, _ in members) else "",
        max(last for _, last in members) if all(last for _, last in members) else "",
    )


def _member(part: str, calendar: str) -> Bounds:
    start, dots, end = part.partition("..")
    return _span(start, end, calendar) if dots else _required(part, calendar)


def _span(start: str, end: str, calendar: str) -> Bounds:
    if start in ("", "..") and end in ("", ".."):
        raise NotEdtf(f"{start}/{end}")
    first = "" if start in ("", "..") else _required(start, calendar)[0]
    last = "" if end in ("", "..") else _required(end, calendar)[1]
    if first and last and first > last:
        raise NoSuchDay(f"{start}/{end}")
    return first, last


def _required(point: str, calendar: str) -> Bounds:
    found = _point(point.strip(), calendar)
    if not found:
        raise NotEdtf(point)
    return found


def _point(text: str, calendar: str) -> Bounds | None:
    match = _POINT.fullmatch(text)
    if not match:
        return None
    first_year, last_year = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    if not first_year:
        raise NoSuchDay(text)
    first_month, last_month, years_on = _months(match[2], text)
    first = _day(first_year, first_month, match[3], 1, calendar)
    last = _day(min(last_year + years_on, 9999), last_month, match[3], 31, calendar)
    return first, last


def _months(month: str | None, text: str) -> tuple[int, int, int]:
    if month in (None, "XX"):
        return 1, 12, 0
    if month in _SEASONS:
        return _SEASONS[month]
    if not "01" <= month <= "12":
        raise NoSuchDay(text)
    return int(month), int(month), 0


def _day(year: int, month: int, day: str | None, default: int, calendar: str) -> str:
    longest = 29 if month == 2 and calendar == "julian" and year % 4 == 0 else monthrange(year, month)[1]
    number = min(default, longest) if day in (None, "XX") else int(day)
    if not 1 <= number <= longest:
        raise NoSuchDay(f"{year:04}-{month:02}-{day}")
    if calendar == "julian":
        return to_gregorian(year, month, number).isoformat()
    return f"{year:04}-{month:02}-{number:02}"


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Julian one, by the century rule: both calendars agree in the third century."""
    counted = year if month > 2 else year - 1
    lag = counted // 100 - counted // 400 - 2
    if (month, day) == (2, 29):
        return date(year, 2, 28) + timedelta(days=lag + 1)
    return date(year, month, day) + timedelta(days=lag)


def days_between(first: str, second: str) -> int:
    """The days from one ISO day to another."""
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
