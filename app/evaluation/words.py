"""What the sets and the plain tools of the accuracy card are called for people, and which tool did best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import floor
from typing import Any

from app.dates import HistoricalDate
from app.dates_said import said
from app.messages import N_

SETS = {
    "latin_queries": N_("Spellings in Latin letters found in print, of people in the lists"),
    "latin_queries_hard": N_("The hard ones among these: letters put over one by one do not lead there"),
    "archival_variants": N_("A second spelling of the same person in the archive"),
    "archival_variants_east_asian": N_("The same, of Chinese, Korean and Japanese names"),
}
TOOLS = {
    "ASCII folding + Jaro-Winkler by part": N_("Jaro-Winkler, part by part"),
    "ASCII folding + token_sort_ratio": N_("Words sorted, letters counted (token sort)"),
    "ASCII folding + WRatio": N_("Mixed likeness (WRatio)"),
}


def named(words: Mapping[str, str], key: str) -> str:
    """What it is called, in English; its own name where it has no other."""
    return words.get(key, key)


def ordered(lines: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The sets that have a name of their own first, in the order of SETS."""
    places = list(SETS)
    return sorted(lines, key=lambda line: places.index(line["name"]) if line["name"] in places else len(places))


def of_hundred(share: float) -> float:
    """A share as so many of a hundred, to one decimal and never rounded up: 0.9996 is not all."""
    return floor(share * 1000 + 1e-6) / 10


def best_peer(line: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The figures of the plain tool that put the right record first most often, None where none was asked."""
    return max(line.get("peers", {}).values(), key=lambda figures: (figures["r1"], figures["r10"]), default=None)


def recalls(card: Mapping[str, Any]) -> list[tuple[str, float]]:
    """For each set the share of questions whose right record was among those compared."""
    return [(line["name"], line["ours"]["candidate_recall"]) for line in ordered(card["sets"])]


def day_of(card: Mapping[str, Any]) -> str:
    """The day of the measurement in the reader's words."""
    day = datetime.fromisoformat(card["measured"]).date().isoformat()
    return said(HistoricalDate(day, day, day))
