"""What is known of relatives in general: how often they share what, their ages, how many a list holds."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import erf, sqrt
from pathlib import Path

from indexer.matching.kin_levels import Field, Kinship, Tie

HOME = Path(__file__).resolve().parents[2] / "data" / "matching"
_STRAY = 0.02  # the share of relatives whose ages lie as no table has them: second marriages, slips of a clerk
_SPAN = 60.0  # years over which these are strewn
_RULED_OUT = 1e-5  # a year, of ages outside all bounds: who wrote the year down may have erred


@dataclass(frozen=True, slots=True)
class Ages:
    """Years from the birth of the left person to that of the right one: mean, spread, bounds."""

    mean: float
    spread: float
    least: float
    most: float

    def density(self, first: float, last: float) -> float:
        """How often the difference lies so, a year: the mean over the years from ``first`` to ``last`` that it may be.

        Ages outside the bounds are all but ruled out, and are so wherever a part of the span lies inside.
        """
        low, high = max(first - 0.5, self.least - 0.5), min(last + 0.5, self.most + 0.5)
        if low >= high:
            return _RULED_OUT
        within = (self._below(high) - self._below(low)) / (self._below(self.most) - self._below(self.least))
        return (within * (1 - _STRAY) + (high - low) * _STRAY / _SPAN) / (last - first + 1)

    def _below(self, years: float) -> float:
        return (1 + erf((years - self.mean) / (self.spread * sqrt(2)))) / 2


@lru_cache(maxsize=1)
def rates() -> Mapping[tuple[Field, Tie, Kinship], float]:
    """How often two such relatives have the field so, where both records tell it; absent where it tells nothing."""
    return {
        (Field(row["field"]), Tie(row["level"]), kinship): float(row[kinship])
        for row in _rows("kin_rates")
        for kinship in Kinship
        if row[kinship]
    }


@lru_cache(maxsize=1)
def ages() -> Mapping[tuple[Kinship, str], Ages]:
    """The ages of such relatives, by what the right one is to the left and the sex of the elder or the left one."""
    return {
        (Kinship(row["relation"]), row["sex"]): Ages(
            float(row["mean"]), float(row["spread"]), float(row["least"]), float(row["most"])
        )
        for row in _rows("kin_ages")
    }


@lru_cache(maxsize=1)
def expected() -> Mapping[Kinship, float]:
    """How many such relatives of a person a list holds."""
    return {Kinship(row["relation"]): float(row["expected"]) for row in _rows("kin_priors")}


@lru_cache(maxsize=1)
def lineage_nations() -> frozenset[str]:
    """Nations whose sons were often registered with the father's given name, in some form, for a surname."""
    return frozenset(row["nation"] for row in _rows("kin_lineage"))


def _rows(name: str) -> list[dict[str, str]]:
    with (HOME / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
