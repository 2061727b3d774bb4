"""What each level of agreement weighs: shares among pairs of one person and of two, and what experts say instead."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from pathlib import Path

HOME = Path(__file__).resolve().parents[2] / "data" / "matching"
PRIOR = "prior"  # the field of the row that says how many bits speak against any pair before anything is compared
_LEAST = 1e-6  # share below which nothing is told apart

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Weight:
    """A row of ``weights.csv``.

    ``m``, ``u``: the shares of pairs of one person, and of two random people, that stand on this level (of those where
    neither record is silent). ``expert``: bits that an expert has set instead, None where the estimate counts.
    ``most``: bits that it gives at best. ``scale``: the share of the bits that is new beside other fields.
    """

    m: float
    u: float
    expert: float | None = None
    most: float = 40.0
    scale: float = 1.0

    def bits(self, chance: float | None = None) -> float:
        """The log2 Bayes factor; of a value that so large a share of people have, where that is given."""
        if self.expert is not None:
            return self.expert
        bits = log2(max(self.m, _LEAST) / max(self.u if chance is None else chance, _LEAST))
        return min(self.scale * bits, self.most)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by field and level, and the bits that any pair begins with: the log2 odds of two taken blindly."""

    table: Mapping[tuple[str, str], Weight]
    prior: float

    def of(self, field: str, level: str) -> Weight:
        """The weight of that level; KeyError where the table lacks it."""
        return self.table[field, level]


def weights_of(rows: Iterable[Row]) -> Weights:
    """The weights that these rows say; columns as in ``data/matching/weights.csv``, blanks where nothing is said."""
    table = {(str(row["field"]), str(row["level"])): _weight(row) for row in rows}
    prior = table.pop((PRIOR, ""), None)
    return Weights(table, prior.bits() if prior else 0.0)


@lru_cache(maxsize=1)
def shipped_rows() -> tuple[dict[str, str], ...]:
    """The rows of ``data/matching/weights.csv``."""
    with (HOME / "weights.csv").open(encoding="utf-8", newline="") as table:
        return tuple(dict(row) for row in csv.DictReader(table))


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that come with the project."""
    return weights_of(shipped_rows())


def estimated(rows: Iterable[Row]) -> Weights:
    """The weights of an estimate: its shares for those of the shipped table, whose experts and limits stay in force."""
    found = {(row["field"], row["level"]): row for row in rows}
    merged = [dict(row) | _shares(found.get((row["field"], row["level"]), {})) for row in shipped_rows()]
    return weights_of(merged)


def _shares(row: Row) -> dict[str, object]:
    """What an estimate may say of a level: its two shares, and of the prior its bits."""
    told = ("expert",) if row.get("field") == PRIOR else ("m", "u")
    return {column: row[column] for column in told if row.get(column) not in (None, "")}


def _weight(row: Row) -> Weight:
    m, u, expert, most, scale = (_number(row.get(column)) for column in ("m", "u", "expert", "most", "scale"))
    return Weight(
        m if m is not None else 1.0,
        u if u is not None else 1.0,
        expert,
        40.0 if most is None else most,
        1.0 if scale is None else scale,
    )


def _number(cell: object) -> float | None:
    return None if cell in (None, "") else float(str(cell))
