"""Estimate weights from a collection: how often each level is met in pairs of one person and in pairs of two.

Expectation and maximisation as for the model of Fellegi and Sunter (Winkler 1988): the weights say how likely each
candidate pair is one person, the pairs so weighed say anew what the weights are. What two people share by chance is
counted in pairs drawn at random and stays fixed. Shares that few pairs bear out stay near those we began with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.matching.finding import Finding
from indexer.matching.levels import INITIAL_APART, ONE_SHARE
from indexer.matching.scoring import weighed
from indexer.matching.weights import Weight, Weights
from indexer.names.name import Relation

ROUNDS = 25
_STILL = 1e-4  # change of a share in a round under which it has settled
_WEIGHT = 50.0  # pairs that a share we began with is worth
_AS_WRITTEN = (Relation.INITIAL.value, INITIAL_APART)  # what one record abbreviates says nothing of the other
_SEEN = 20.0  # pairs of one person, or drawn at random, that a level must be met in to be estimated

Pair = Sequence[Finding]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Estimated:
    """Rows as in ``data/matching/weights.csv``; how many candidates were looked at, how many are one person."""

    rows: tuple[dict[str, object], ...]
    pairs: int
    matched: float


def estimate(candidates: Sequence[Pair], drawn: Sequence[Pair], begin: Weights) -> Estimated:
    """The weights that these pairs bear out, beginning with others. ``drawn``: pairs of records drawn at random."""
    random = _shares(drawn, np.ones(len(drawn)), begin, "u")
    weights = _with(begin, random, "u")
    matched: NDArray[np.float64] = np.zeros(len(candidates))
    found: dict[Key, tuple[float, float]] = {}
    for _ in range(ROUNDS):
        matched = np.array([weighed(pair, weights).score.value for pair in candidates])
        before, found = found, _shares(candidates, matched, begin, "m")
        weights = _with(weights, found, "m")
        if before and max((abs(found[key][0] - before[key][0]) for key in found), default=0.0) < _STILL:
            break
    rows = tuple(_row(key, weight, found, random) for key, weight in weights.table.items())
    return Estimated(tuple(row for row in rows if row), len(candidates), float(matched.sum()))


def _shares(
    pairs: Sequence[Pair], trust: NDArray[np.float64], begin: Weights, side: str
) -> dict[Key, tuple[float, float]]:
    """The share of each level among the pairs that have its field, each counted by its trust; and how many bore it.

    Levels that are one share, such as a name letter for letter and the same in another script, are counted together.
    """
    present: defaultdict[str, float] = defaultdict(float)
    met: defaultdict[Key, float] = defaultdict(float)
    for pair, much in zip(pairs, trust.tolist(), strict=True):
        for field in {found.field for found in pair}:
            present[field] += much
        for key in {_shared(found.field, found.weighed_as, side) for found in pair}:
            met[key] += much
    shares = {}
    for field, level in begin.table:
        key = _shared(field, level, side)
        if met[key] >= _SEEN and key in begin.table and level not in _AS_WRITTEN:
            prior = getattr(begin.table[key], side)
            shares[field, level] = (met[key] + _WEIGHT * prior) / (present[field] + _WEIGHT), met[key]
    return shares


def _shared(field: str, level: str, side: str) -> Key:
    return (field, ONE_SHARE.get((field, level), level)) if side == "m" else (field, level)


def _with(weights: Weights, shares: Mapping[Key, tuple[float, float]], side: str) -> Weights:
    table = dict(weights.table)
    for key, (share, _) in shares.items():
        old = table[key]
        m, u = (share, old.u) if side == "m" else (old.m, share)
        table[key] = Weight(min(m, 1.0), min(u, 1.0), old.expert, old.most, old.scale)
    return Weights(table, weights.prior)


def _row(
    key: Key, weight: Weight, found: Mapping[Key, tuple[float, float]], random: Mapping[Key, tuple[float, float]]
) -> dict[str, object] | None:
    """The row of a level of which something was learned."""
    if key not in found and key not in random:
        return None
    counts = {
        "pairs": round(found[key][1]) if key in found else 0,
        "random": round(random[key][1]) if key in random else 0,
    }
    return {"field": key[0], "level": key[1], "m": round(weight.m, 5), "u": round(weight.u, 7)} | counts
