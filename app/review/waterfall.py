"""Evidence as a waterfall: from the odds of any two records, ground by ground, to the probability of this pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import log2

from indexer.evidence import Evidence

WIDTH = 240  # units of the drawing, a bar is so wide at most
RULE = "rule"  # a ground that holds the value back whatever the others say: it comes last
_SURE = 1e-15  # a probability of 0 or 1 has no odds
_NOTHING = 0.15  # bits: «1.1 times» speaks neither for nor against
_OFF = 0.005  # how far a start may lead from the value and still be that of it


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar of the drawing stands, and how wide it is, in units."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Step:
    """One ground: ``times`` as likely or unlikely as before, and the probability after it."""

    ground: Evidence
    times: float
    after: float
    bar: Bar

    @property
    def side(self) -> str:
        """For, against, or next to nothing."""
        if abs(self.ground.weight) < _NOTHING:
            return "neither"
        return "for" if self.ground.weight > 0 else "against"


@dataclass(frozen=True, slots=True)
class Waterfall:
    """``start`` and ``end`` are probabilities; ``silent`` the grounds that weigh nothing; ``even``: where 1 : 1 is."""

    start: float
    steps: tuple[Step, ...]
    silent: tuple[Evidence, ...]
    end: float
    even: float
    first: Bar
    last: Bar


def waterfall(value: float, grounds: Iterable[Evidence], prior: float | None = None) -> Waterfall:
    """The steps to ``value`` over the weights of the grounds, which are log2 Bayes factors.

    They begin at the log2 odds ``prior`` if that leads to the value, else where they must begin to end there.
    """
    found = tuple(grounds)
    weighing = sorted((each for each in found if each.weight), key=lambda each: (each.field == RULE, -each.weight))
    start = _start(value, sum(ground.weight for ground in weighing), prior)
    running = list(accumulate((ground.weight for ground in weighing), initial=start))
    scale = _Scale.over([*running, 0.0])
    return Waterfall(
        start=probability(running[0]),
        steps=tuple(
            Step(ground, 2 ** abs(ground.weight), probability(after), scale.bar(before, after))
            for ground, (before, after) in zip(weighing, pairwise(running), strict=True)
        ),
        silent=tuple(ground for ground in found if not ground.weight),
        end=value,
        even=scale.at(0.0),
        first=scale.bar(0.0, running[0]),
        last=scale.bar(0.0, running[-1]),
    )


def _start(value: float, weight: float, prior: float | None) -> float:
    if prior is not None and abs(probability(prior + weight) - value) < _OFF:
        return prior
    return log_odds(value) - weight


def log_odds(value: float) -> float:
    """log2 of the odds of a probability, which is kept off 0 and 1."""
    kept = min(max(value, _SURE), 1 - _SURE)
    return log2(kept / (1 - kept))


def probability(odds: float) -> float:
    """The probability whose odds have that log2."""
    return float(1 / (1 + 2**-odds)) if odds > -1000 else 0.0


@dataclass(frozen=True, slots=True)
class _Scale:
    """From log2 odds to units of the drawing."""

    low: float
    high: float

    @classmethod
    def over(cls, values: Sequence[float]) -> _Scale:
        return cls(min(values), max(*values, min(values) + 1))

    def at(self, value: float) -> float:
        return round((value - self.low) / (self.high - self.low) * WIDTH, 1)

    def bar(self, one: float, other: float) -> Bar:
        left, right = sorted((self.at(one), self.at(other)))
        return Bar(left, round(max(right - left, 1.0), 1))
