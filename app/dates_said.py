"""Say historical dates in the reader's language: as a label («about 1897») and inside a sentence («in May 1938»)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date
from flask_babel import get_locale, gettext, pgettext

from app.dates import DateError, HistoricalDate, read_date
from app.messages import N_

IN_MONTH = (
    N_("in January %(year)s"), N_("in February %(year)s"), N_("in March %(year)s"), N_("in April %(year)s"),
    N_("in May %(year)s"), N_("in June %(year)s"), N_("in July %(year)s"), N_("in August %(year)s"),
    N_("in September %(year)s"), N_("in October %(year)s"), N_("in November %(year)s"), N_("in December %(year)s"),
)  # fmt: skip
SEASON = {
    "21": N_("spring %(year)s"), "22": N_("summer %(year)s"), "23": N_("autumn %(year)s"), "24": N_("winter %(year)s"),
}  # fmt: skip
IN_SEASON = {
    "21": N_("in the spring of %(year)s"), "22": N_("in the summer of %(year)s"),
    "23": N_("in the autumn of %(year)s"), "24": N_("in the winter of %(year)s"),
}  # fmt: skip
BRITISH = Locale("en", "GB")
_POINT = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%]?)", re.ASCII)
_FIGURES = re.compile(r"\d{4}(-\d\d){0,2}[~?%]?|(\d\d?\.){1,2}\d{4}", re.ASCII)
_OPEN = ("", "..")
_BY_SPAN = ("lt", "pl")  # languages in which «the 1930s» are «the years 1930–1939»: «lata 1930.» is no Polish


@dataclass(frozen=True, slots=True)
class _Point:
    """One EDTF day, month, season, year or decade; empty parts are unknown."""

    year: str
    month: str
    day: str
    mark: str


def said(day: HistoricalDate) -> str:
    """The date as it stands alone: «May 1938 – 1946»; '' where it could not be read."""
    return _styled(day, _label, _span_label)


def when(day: HistoricalDate) -> str:
    """The date as it stands in a sentence: «from May 1938 to 1946», «on 5 May 1938»; '' where it could not be read."""
    return _styled(day, _adverb, _span_adverb)


def decade(years: str) -> str:
    """What of «193X» (or «193») the words for a decade hold: «1930», or «1930–1939» where a language says it so."""
    bare = years.rstrip("X")
    first, last = bare.ljust(4, "0"), bare.ljust(4, "9")
    return f"{first}–{last}" if _locale().language in _BY_SPAN else first


def spoken(text: str) -> str:
    """A date as figures («1938-01-08», «4.02.1893», «1869~») in the reader's words; any other text as it is."""
    if not _FIGURES.fullmatch(text):
        return text
    try:
        return said(read_date(text)) or text
    except DateError:
        return text


def as_written(day: HistoricalDate) -> str:
    """The source's wording where it says more than our reading of it, else ''."""
    plain = day.wording == day.edtf or re.fullmatch(r"(\d\d?\.){0,2}\d{4}( ?г\.?)?", day.wording, re.ASCII)
    return "" if plain and day.edtf else day.wording


def _(message: str, **values: str) -> str:
    return str(gettext(message, **values))


_One = Callable[[_Point], str]
_Two = Callable[[_Point, _Point], str]


def _styled(day: HistoricalDate, one: _One, two: _Two) -> str:
    text = _text(day.edtf, one, two)
    if day.calendar == "julian" and re.search(r"\d-\d\d-\d\d", day.edtf):
        return _("%(date)s (old style)", date=text)
    return text


def _text(edtf: str, one: _One, two: _Two) -> str:
    """The words of an EDTF text; the text itself where its form is unknown."""
    if edtf[:1] == "[" and edtf[-1:] == "]":
        return _one_of(edtf[1:-1], one) or edtf
    start, slash, end = edtf.partition("/")
    if slash:
        return _span(start, end, two) or edtf
    point = _read(edtf)
    return one(point) if point else edtf


def _one_of(inner: str, one: _One) -> str:
    first, dots, last = inner.partition("..")
    if dots:
        return _within(first, last)
    points = [_read(part) for part in inner.split(",")]
    known = [point for point in points if point]
    if len(known) < len(points):
        return ""
    *head, tail = known
    if one is _adverb and all(_is_year(point) for point in known):
        return _("in %(first)s or %(second)s", first=", ".join(p.year for p in head), second=tail.year)
    return _("%(first)s or %(second)s", first=", ".join(map(one, head)), second=one(tail))


def _within(first: str, last: str) -> str:
    """One moment between two, or on one side of one."""
    early, late = _read(first), _read(last)
    if early and late:
        return _("between %(first)s and %(second)s", first=_genitive(early), second=_genitive(late))
    if early:
        return _("not earlier than %(date)s", date=_genitive(early))
    return _("not later than %(date)s", date=_genitive(late)) if late else ""


def _span(start: str, end: str, two: _Two) -> str:
    first, last = _read(start), _read(end)
    if first and last:
        return two(first, last)
    if first and end in _OPEN:
        return _("from %(date)s", date=_genitive(first))
    return _("until %(date)s", date=_genitive(last)) if last and start in _OPEN else ""


def _span_label(first: _Point, last: _Point) -> str:
    return f"{_label(first)} – {_label(last)}"


def _span_adverb(first: _Point, last: _Point) -> str:
    return _("from %(first)s to %(last)s", first=_genitive(first), last=_until(last))


def _label(point: _Point) -> str:
    return _marked(point, _bare)


def _adverb(point: _Point) -> str:
    return _marked(point, _in)


def _marked(point: _Point, say: _One) -> str:
    """With «about» and «uncertain» where the date is marked so."""
    text = _("about %(date)s", date=_genitive(point)) if point.mark in ("~", "%") else say(point)
    return _("%(date)s (uncertain)", date=text) if point.mark in ("?", "%") else text


def _bare(point: _Point) -> str:
    if point.month in SEASON:
        return _(SEASON[point.month], year=point.year)
    if "X" in point.year:
        return _("the %(decade)ss", decade=decade(point.year))
    return _formatted(point, genitive=False)


def _in(point: _Point) -> str:
    if point.month in IN_SEASON:
        return _(IN_SEASON[point.month], year=point.year)
    if "X" in point.year:
        return _("in the %(decade)ss", decade=decade(point.year))
    if point.day:
        return _("on %(day)s", day=_formatted(point, genitive=True))
    if point.month:
        return _(IN_MONTH[int(point.month) - 1], year=point.year)
    return _("in %(year)s", year=point.year)


def _genitive(point: _Point) -> str:
    """As after «about», «before», «from»: languages with cases put the word for year behind it."""
    if point.month in SEASON or "X" in point.year:
        return (
            pgettext("after about, from, before", "%(date)s", date=_bare(point)) if point.month else _decade_of(point)
        )
    if not point.month:
        return str(pgettext("after about, from, before", "%(year)s", year=point.year))
    return str(pgettext("after about, from, before", "%(date)s", date=_formatted(point, genitive=True)))


def _decade_of(point: _Point) -> str:
    return str(pgettext("after about, from, before", "the %(decade)ss", decade=decade(point.year)))


def _until(point: _Point) -> str:
    if _is_year(point):
        return str(pgettext("the end of a span", "%(year)s", year=point.year))
    if "X" in point.year or point.month in SEASON:
        return _bare(point)
    return str(pgettext("the end of a span", "%(date)s", date=_formatted(point, genitive=bool(point.day))))


def _formatted(point: _Point, *, genitive: bool) -> str:
    """By CLDR, without the word for «year» that some languages put at the end (a sentence adds it where it must)."""
    locale = _locale()
    if not point.month:
        return point.year
    pattern = locale.date_formats["long"].pattern if point.day else locale.datetime_skeletons["yMMMM"].pattern
    pattern = re.sub(r"(?<=y)\s*'[^']*'\.?\s*$", "", pattern)
    pattern = pattern.replace("LLLL", "MMMM") if genitive else pattern
    return str(format_date(date(int(point.year), int(point.month), int(point.day or 1)), pattern, locale=locale))


def _locale() -> Locale:
    locale = get_locale() or BRITISH
    return BRITISH if locale.language == "en" else locale


def _is_year(point: _Point) -> bool:
    return not (point.month or point.mark or "X" in point.year)


def _read(text: str) -> _Point | None:
    found = _POINT.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, mark = found[1], _known(found[2]), _known(found[3]), found[4]
    point = _Point(year, month, day if month else "", mark)
    return point if month in SEASON or "X" in year or _exists(point) else None


def _known(part: str | None) -> str:
    return "" if part in (None, "XX") else str(part)


def _exists(point: _Point) -> bool:
    try:
        date(int(point.year), int(point.month or 1), int(point.day or 1))
    except ValueError:
        return False
    return True
