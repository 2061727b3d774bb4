"""The forms a date's wording can have: patterns over the kinds of its words, and the EDTF that each stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from app.date_words import Lexed
from app.edtf import NoSuchDay, bounds, days_between

# A simple date: where its year, its month (or season) and its day stand among the kinds.
POINTS: dict[str, tuple[int, int | None, int | None]] = {
    "Y": (0, None, None), "X": (0, None, None),
    "D.D.Y": (4, 2, 0), "D-D-Y": (4, 2, 0), "D/D/Y": (4, 2, 0), "DDY": (2, 1, 0), "D.DY": (3, 2, 0),
    "DMY": (2, 1, 0), "D.MY": (3, 2, 0), "D-M-Y": (4, 2, 0), "D/M/Y": (4, 2, 0), "D.M.Y": (4, 2, 0), "DM.Y": (3, 1, 0),
    "MDY": (2, 0, 1), "YMD": (0, 1, 2), "YDM": (0, 2, 1), "YMD.": (0, 1, 2), "Y.D.D": (0, 2, 4), "Y-D-D": (0, 2, 4),
    "Y/D/D": (0, 2, 4), "YDD": (0, 1, 2), "MY": (1, 0, None), "M.Y": (2, 0, None), "M-Y": (2, 0, None),
    "YM": (0, 1, None), "D.Y": (2, 0, None), "D/Y": (2, 0, None), "Y.D": (0, 2, None), "SY": (1, 0, None),
    "YS": (0, 1, None),
}  # fmt: skip
# Two dates, or one with a word: the pattern over kinds, the EDTF. First match wins.
FORMS = (
    ("A{a}|{a}A|{a}[(]A[)]", "{a}~"),
    ("U{a}|{a}U|{a}[(]U[)]", "{a}?"),
    ("B{a}", "[..{a}]"),
    ("F{a}", "[{a}..]"),
    ("F{a}-?B{b}|{a}-{b}|{a}B{b}", "{a}/{b}"),
    ("W{a}&{b}", "[{a}..{b}]"),
    ("{a}[(]?O-?{b}[)]?|{a}/{b}|{a}{b}|{a}[(]{b}[)]", "[{a},{b}]"),
)
# Two days or months that share what follows them: «12–15 мая 1938», «28 января (9 февраля) 1889».
SHARED = (
    r"(?P<a>D)(?P<sign>[-/O])(?P<b>D)(?P<rest>\.?MY|M\.Y|\.D\.Y)",
    r"(?P<a>D)(?P<sign>\()(?P<b>D)\)(?P<rest>\.?MY|\.M\.Y|\.D\.Y)",
    r"(?P<a>DM|D\.D|M|S)(?P<sign>[-/O]|\(O)-?(?P<b>DM|D\.D|M|S)\)?(?P<rest>\.?Y)",
    r"(?P<a>DM|D\.D)(?P<sign>\()(?P<b>DM|D\.D)\)(?P<rest>\.?Y)",
)
# First and last month of a part of a year; first and last year of a part of a decade.
PART_OF_YEAR = {"begin": (1, 4), "middle": (5, 8), "end": (9, 12), "half1": (1, 6), "half2": (7, 12)}
PART_OF_DECADE = {"begin": (0, 3), "middle": (3, 7), "end": (6, 9), "half1": (0, 4), "half2": (5, 9)}
# Two-digit years: 25.1.31 is 1931, but 2.4.05 may be 1905 or 2005.
SHORT_YEARS = {"D.D.D": (4, 2, 0), "D/D/D": (4, 2, 0), "DMD": (2, 1, 0), "D.M.D": (4, 2, 0)}
AMBIGUOUS_UNTIL = 16
UNKNOWN = "00"  # «00.02.1941»: some day in February
LAG_OF_CALENDARS = range(10, 14)  # days between a Julian date and the Gregorian one beside it

_POINT = "|".join(re.escape(kinds) for kinds in sorted(POINTS, key=len, reverse=True))
_FORMS = tuple(
    (re.compile(one.replace("{a}", f"(?P<a>{_POINT})").replace("{b}", f"(?P<b>{_POINT})")), edtf)
    for pattern, edtf in FORMS
    for one in pattern.split("|")
)
_SHARED = tuple(re.compile(pattern) for pattern in SHARED)


def edtf_of(said: Lexed) -> str:
    """The EDTF of a wording, '' where its form is unknown. Days are not checked."""
    return point(said.kinds, said.values) or next(filter(None, (form(said) for form in _ORDER)), "")


def point(kinds: str, values: tuple[str, ...]) -> str:
    """The EDTF of a simple date: «5 мая 1938» → 1938-05-05; '' where it is none."""
    places = POINTS.get(kinds)
    if not places:
        return ""
    year, month, day = (values[place] if place is not None else "" for place in places)
    if kinds == "D/D/Y" and int(month) > 12 >= int(day):  # an American hand: 05/13/1937
        month, day = day, month
    known = [part.zfill(2) for part in (month, day) if part]
    return "-".join([year, *takewhile(lambda part: part != UNKNOWN, known)])


def _two_dates(said: Lexed) -> str:
    for pattern, edtf in _FORMS:
        found = pattern.fullmatch(said.kinds)
        if found:
            parts = {name: _part(said, found, name) for name in found.groupdict()}
            return either(parts["a"], parts["b"]) if edtf == "[{a},{b}]" else edtf.format(**parts)
    return ""


def _part(said: Lexed, found: re.Match[str], name: str) -> str:
    return point(found[name], said.values[found.start(name) : found.end(name)])


def either(first: str, second: str) -> str:
    """One of two dates; but a Julian day with the Gregorian one beside it is that one day."""
    try:
        (early, _), (late, _) = sorted((bounds(first), bounds(second)))
    except NoSuchDay:
        return f"[{first},{second}]"
    if len(first) == len(second) == 10 and days_between(early, late) in LAG_OF_CALENDARS:
        return late
    return f"[{','.join(sorted((first, second), key=bounds))}]"


def _shared(said: Lexed) -> str:
    for pattern in _SHARED:
        found = pattern.fullmatch(said.kinds)
        if found:
            rest, values = found["rest"], said.values[found.start("rest") :]
            first, second = (
                point(found[name] + rest, said.values[found.start(name) : found.end(name)] + values) for name in "ab"
            )
            return f"{first}/{second}" if found["sign"] == "-" else either(first, second)
    return ""


def _short_second_year(said: Lexed) -> str:
    """«1904/05», «1930–31»; after «зима» the winter between two years; «1937–12» with a long dash is a month."""
    found = re.fullmatch(r"(S?)Y([-/O])(D|Y)", said.kinds)
    if not found:
        return ""
    year, second = said.values[-3], said.values[-1]
    if len(second) == 2:
        second = year[:2] + second
    if int(second) <= int(year):
        return f"{year}-{second[2:]}" if found[2] == "-" and not found[1] else ""
    if found[1]:
        return f"[{year}-12..{second}-02]" if said.values[0] == "24" else ""
    return f"{year}/{second}" if found[2] == "-" else f"[{year},{second}]"


def _part_of(said: Lexed) -> str:
    """«Начало 1938», «середина 1930-х»; a part of a month is that month."""
    if not re.fullmatch("P-?(Y|X|MY)", said.kinds):
        return ""
    part, last = said.values[0], said.values[-1]
    if said.kinds.endswith("MY"):
        return point("MY", said.values[-2:])
    if said.kinds.endswith("X"):
        first, end = PART_OF_DECADE[part]
        return f"[{last[:3]}{first}..{last[:3]}{end}]"
    first, end = PART_OF_YEAR[part]
    return f"[{last}-{first:02}..{last}-{end:02}]"


def _short_year(said: Lexed) -> str:
    places = SHORT_YEARS.get(said.kinds)
    if not places:
        return ""
    year, month, day = (said.values[place].zfill(2) for place in places)
    days = [f"{century}{year}-{month}-{day}" for century in ("19", "20")]
    return f"[{days[0]},{days[1]}]" if int(year) <= AMBIGUOUS_UNTIL else days[0]


_ORDER: tuple[Callable[[Lexed], str], ...] = (_two_dates, _shared, _short_second_year, _part_of, _short_year)
