"""Terms of sentences in the reader's language, by CLDR: «P10Y» → «10 years», «10 жыл»."""

from __future__ import annotations

import re

from babel import Locale
from babel.units import format_unit
from flask_babel import get_locale

_TERM = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?", re.ASCII)
_UNITS = ("duration-year", "duration-month", "duration-day")


def term_said(term: str) -> str:
    """An ISO 8601 duration of years, months and days in words; what is none stays as it is, '' where there is none."""
    found = _TERM.fullmatch(term)
    if found is None or not any(found.groups()):
        return term
    locale = get_locale() or Locale("en")
    counted = zip(found.groups(), _UNITS, strict=True)
    return " ".join(str(format_unit(int(number), unit, "long", locale=locale)) for number, unit in counted if number)
