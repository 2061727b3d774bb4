"""Read the dates that papers hold into EDTF, with the earliest and latest day they may mean."""

from __future__ import annotations

from dataclasses import dataclass


class DateError(ValueError):
    """A wording that cannot become a date; ``wording`` keeps it."""

    def __init__(self, wording: str) -> None:
        super().__init__(wording)
        self.wording = wording


class ImpossibleDate(DateError):  # noqa: N818 - named after what is wrong
    """The wording names a day that no calendar has, such as 31.02.1937."""


class UnknownDateWording(DateError):  # noqa: N818
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
