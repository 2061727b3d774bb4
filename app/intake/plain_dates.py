"""Read at once the dates that printed lists are full of: «5 марта 1938 г.», «05.03.1938», «в 1931 г.»."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from app.dates import HistoricalDate

_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября"),
    *("ноября", "декабря"),
)
_IN_WORDS = {word: number for number, word in enumerate(_MONTHS, 1)}
_DAY = re.compile(rf"(\d\d?) ({'|'.join(_MONTHS)}) (1[5-9]\d\d|20\d\d)(?: ?г\.?)?")
_IN_FIGURES = re.compile(r"(\d\d?)\.(\d\d?)\.(1[6-9]\d\d|20\d\d)(?: ?г\.?)?")
_YEAR = re.compile(r"(?:в )?(1[6-9]\d\d|20\d\d)(?: ?г\.?)?")
_FIRST = 1600  # earlier years are read with care for their calendar


@lru_cache(maxsize=65536)
def plain_date(wording: str) -> HistoricalDate | None:
    """The date that `app.dates.read_date` would read of such a wording, or None where it is of another kind."""
    if year := _YEAR.fullmatch(wording):
        return HistoricalDate(year[1], f"{year[1]}-01-01", f"{year[1]}-12-31", wording=wording)
    found = _DAY.fullmatch(wording) or _IN_FIGURES.fullmatch(wording)
    if not found:
        return None
    day, month, of = int(found[1]), _IN_WORDS.get(found[2]) or int(found[2]), int(found[3])
    if of < _FIRST or not 1 <= month <= len(_MONTHS) or not 1 <= day <= monthrange(of, month)[1]:
        return None
    edtf = f"{of}-{month:02}-{day:02}"
    return HistoricalDate(edtf, edtf, edtf, wording=wording)
