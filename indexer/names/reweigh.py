"""Sharpen learned costs: make the right spelling cheaper than the look-alikes that it is mistaken for.

A conditional model over the right spelling and its look-alikes, summed over all chains of letter groups, climbed by
steps of fixed size per sign (RPROP, Riedmiller and Braun 1993) and held near the costs that it starts from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.names.multigram import Batch, Floats, expected

_TURNS = 25
_HOLD = 3.0  # how strongly costs are held where they began, per squared nat
_STEPS = (0.001, 0.03, 0.3)  # nats: smallest, first and largest step
_FASTER, _SLOWER = 1.2, 0.5
_FLOOR = 0.005  # nats; nothing is free between two writings


@dataclass(frozen=True, slots=True)
class Contest:
    """Pairs of spellings in batches: ``groups[row]`` says which contest a pair belongs to, ``right[row]`` whether it is
    the right one of it, ``weights[contest]`` how much the contest counts.
    """

    batches: Sequence[Batch]
    groups: NDArray[np.int64]
    right: NDArray[np.bool_]
    weights: Floats


def sharpened(costs: Floats, contest: Contest) -> Floats:
    """The costs after all turns; the last one (of what is not known) stays as it is."""
    start, step, before = costs.copy(), np.full(len(costs), _STEPS[1]), np.zeros(len(costs))
    for _ in range(_TURNS):
        slope = _slope(costs, contest) + _HOLD * (costs - start)
        slope[-1] = 0.0
        agree = np.sign(slope * before)
        step = np.clip(
            np.where(agree > 0, step * _FASTER, np.where(agree < 0, step * _SLOWER, step)), _STEPS[0], _STEPS[2]
        )
        slope[agree < 0] = 0.0
        costs = np.maximum(costs - np.sign(slope) * step, _FLOOR)
        before = slope
    return costs


def _slope(costs: Floats, contest: Contest) -> Floats:
    """The slope of the loss: uses in the right spelling less uses in all, by their probabilities."""
    weights = np.exp(-costs)
    totals = np.zeros(len(contest.groups))
    for batch in contest.batches:
        totals[batch.rows] = expected(batch, weights)[0]
    shares = totals / np.bincount(contest.groups, totals)[contest.groups]
    pull = contest.weights[contest.groups] * (contest.right - shares)
    slope = np.zeros(len(costs))
    for batch in contest.batches:
        for numbers, uses in expected(batch, weights)[1]:
            slope += np.bincount(numbers.ravel(), (uses * pull[batch.rows]).ravel(), minlength=len(costs))
    return slope
