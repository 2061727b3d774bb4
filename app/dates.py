"""Read the dates that papers hold into EDTF, with the earliest and latest day they may mean."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from app.date_forms import edtf_of
from app.date_words import Lexed, lex
from app.edtf import NoSuchDay, NotEdtf, bounds

MAX_LENGTH = 200
JULIAN_UNTIL = "1918-02-14"  # the first Gregorian day in Russia: a 29.02.1900 before it is a day of the old calendar


class DateError(ValueError):
    """A wording that cannot become a date; ``wording`` keeps it."""

    def __init__(self, wording: str) -> None:
        super().__init__(wording)
        self.wording = wording


class ImpossibleDate(DateError):
    """The wording names a day that no calendar has, such as 31.02.1937, or an end before its beginning."""


class UnknownDateWording(DateError):
    """The wording is in no form that is known."""


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date as one source states it.

    ``edtf`` is in ``calendar`` ("gregorian" or "julian"), '' where the wording could not be read; ``earliest`` and
    ``latest`` are Gregorian days ``YYYY-MM-DD``, '' where that side is open.
    """

    edtf: str = ""
    earliest: str = ""
    latest: str = ""
    calendar: str = "gregorian"
    wording: str = ""

    @property
    def first_year(self) -> int | None:
        """The earliest year it may mean."""
        return int(self.earliest[:4]) if self.earliest else None

    @property
    def last_year(self) -> int | None:
        """The latest year it may mean."""
        return int(self.latest[:4]) if self.latest else None


@lru_cache(maxsize=65536)
def read_date(wording: str, calendar: str = "gregorian") -> HistoricalDate:
    """What a wording in Russian, Kazakh, English, German, Polish, Lithuanian, Ukrainian or EDTF says of a day.

    Reading an EDTF date gives it back. «До 1940» and «после 1938» include the year named, for writers differ. Raises
    ImpossibleDate, UnknownDateWording.
    """
    text = wording.strip() if len(wording) <= MAX_LENGTH else ""
    if not text:
        raise UnknownDateWording(wording)
    try:
        return _dated(text.replace(" ", ""), calendar, wording)
    except NotEdtf:
        return _from_words(lex(text), calendar, wording)
    except NoSuchDay as error:
        return _short_range(text, wording, error)


def _dated(edtf: str, calendar: str, wording: str) -> HistoricalDate:
    earliest, latest = bounds(edtf, calendar)
    return HistoricalDate(edtf, earliest, latest, calendar, wording)


def _short_range(text: str, wording: str, error: NoSuchDay) -> HistoricalDate:
    """«1937-38» has the form of a month, but is two years."""
    short = re.fullmatch(r"([12][0-9])([0-9]{2})-([0-9]{2})", text)
    if not short or short[3] <= short[2]:
        raise ImpossibleDate(wording) from error
    return _dated(f"{short[1]}{short[2]}/{short[1]}{short[3]}", "gregorian", wording)


def _from_words(said: Lexed, calendar: str, wording: str) -> HistoricalDate:
    said, calendar = _calendar(said, calendar)
    edtf = edtf_of(said)
    if not edtf:
        raise UnknownDateWording(wording)
    try:
        return _dated(edtf, calendar, wording)
    except NoSuchDay as error:
        return _old_leap_day(edtf, wording, error)


def _calendar(said: Lexed, calendar: str) -> tuple[Lexed, str]:
    """The date and the calendar that the wording names; of two dates the Gregorian."""
    kinds, values = said.kinds, said.values
    both = re.fullmatch(r"(?P<first>[^JG(]+)(?P<mark>[JG]?)[(/](?P<second>[^JG)]+)(?P<other>[JG]?)\)?", kinds)
    if both and (both["mark"] or both["other"]):
        side = "first" if both["mark"] == "G" or both["other"] == "J" else "second"
        return Lexed(both[side], values[both.start(side) : both.end(side)]), "gregorian"
    if kinds[-3:] in ("(J)", "(G)"):
        kinds, values = kinds[:-3] + kinds[-2], values[:-3] + values[-2:-1]
    if kinds[-1:] in ("J", "G"):
        return Lexed(kinds[:-1], values[:-1]), "julian" if kinds[-1] == "J" else "gregorian"
    return said, calendar


def _old_leap_day(edtf: str, wording: str, error: NoSuchDay) -> HistoricalDate:
    if edtf.endswith("-02-29") and edtf < JULIAN_UNTIL:
        with suppress(NoSuchDay):
            return _dated(edtf, "julian", wording)
    raise ImpossibleDate(wording) from error
