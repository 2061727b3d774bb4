"""House and flat in an address of a list: «Авиамоторная ул., д.4, корп. 1, кв. 19»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_HOUSE = re.compile(r"\b(?:д(?:ом)?|h(?:ouse)?|№)\s*\.?\s*№?\s*(\d+\s*[а-яa-z]?(?:\s*/\s*\d+)?)\b", re.IGNORECASE)
_BUILDING = re.compile(r"\b(?:корп?|корпус|стр|строение)\s*\.?\s*(\d+|[а-яa-z])\b", re.IGNORECASE)
_FLAT = re.compile(r"\b(?:кв(?:артира)?|комн?(?:ата)?|к|flat|apt)\s*\.?\s*№?\s*(\d+\s*[а-яa-z]?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dwelling:
    """House with its building, and flat; '' where the address does not tell."""

    house: str = ""
    flat: str = ""


@lru_cache(maxsize=16384)
def dwelling(written: str) -> Dwelling:
    """What the words of an address tell of house and flat."""
    house, building, flat = (_number(pattern, written) for pattern in (_HOUSE, _BUILDING, _FLAT))
    return Dwelling(f"{house}.{building}" if building else house, flat)


def _number(pattern: re.Pattern[str], written: str) -> str:
    found = pattern.search(written)
    return re.sub(r"\s+", "", found[1]).casefold() if found else ""
