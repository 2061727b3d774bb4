"""Read how long a punishment was to last: «10 лет ИТЛ» → P10Y, «2 года 6 мес.» → P2Y6M."""

from __future__ import annotations

import re
from functools import lru_cache

from app.tables import rows

_ISO = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?")
_BEHIND = re.compile(r"(?<!\w)(?:итл|итк)\s?[-–]\s?(\d{1,2})(?![\w.])")  # «ИТЛ-10»
_BARE = re.compile(r"\d{1,2}")
_MONTHS = 12
LONGEST = 1_000  # letters of a wording that are searched


@lru_cache(maxsize=8192)
def read_term(wording: str, bare: bool = False) -> str:
    """The first length of time in a wording as an ISO 8601 duration, '' where there is none.

    A lone number counts as years where ``bare`` is set, as in a column of terms.
    """
    text = wording[:LONGEST].strip().casefold().replace("ё", "е")
    if _ISO.fullmatch(text.upper()):
        return text.upper()
    if bare and _BARE.fullmatch(text):
        return f"P{int(text)}Y"
    if first := _length().search(text):
        return _duration(first[0])
    behind = _BEHIND.search(text)
    return f"P{int(behind[1])}Y" if behind else ""


def term_wording(wording: str) -> str:
    """The words of the first length of time: «к 8 годам ИТЛ» → «8 годам»."""
    text = wording[:LONGEST].casefold().replace("ё", "е")
    first = _length().search(text) or _BEHIND.search(text)
    return wording[first.start() : first.end()].strip() if first else ""


def _duration(length: str) -> str:
    amounts = {"Y": 0, "M": 0, "W": 0, "D": 0}
    for number, unit in _pair().findall(length):
        value = float(_words("number").get(number, number).replace(",", "."))
        letter = _words("unit").get(unit.rstrip("."), "Y")
        amounts[letter] += int(value)
        if letter == "Y" and value % 1:
            amounts["M"] += round(value % 1 * _MONTHS)
    said = "".join(f"{amount}{letter}" for letter, amount in amounts.items() if amount)
    return f"P{said}" if said else ""


@lru_cache(maxsize=2)
def _words(meaning: str) -> dict[str, str]:
    return {row["form"]: row["value"] for row in rows("vocab/term_words") if row["meaning"] == meaning}


def _alternatives(meaning: str) -> str:
    return "|".join(re.escape(form) for form in sorted(_words(meaning), key=len, reverse=True))


@lru_cache(maxsize=1)
def _pair() -> re.Pattern[str]:
    number = rf"\d{{1,2}}(?:[.,]5)?|{_alternatives('number')}"
    between = r"\s{0,3}[-–]?\s{0,3}(?:(?:х|ти|ми|ю|и|мя)\s+)?(?:\([^)]{1,20}\)\s*)?"
    return re.compile(rf"(?<![\w.-])({number}){between}({_alternatives('unit')})(?!\w)\.?")


@lru_cache(maxsize=1)
def _length() -> re.Pattern[str]:
    pair = _pair().pattern
    return re.compile(rf"(?:{pair})(?:\s*(?:и\s+)?{pair}){{0,2}}|(?<!\w)полгода(?!\w)")
