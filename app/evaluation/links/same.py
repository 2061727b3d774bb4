"""How well records of one person are told: second records among all records, found by blocks and scored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.evaluation.links.base import Base, Begin
from indexer.evidence import BANDS, Band
from indexer.matching.blocking import candidate_pairs
from indexer.matching.chances import chances_of
from indexer.matching.facts import Facts
from indexer.matching.scoring import score_many
from indexer.matching.sketch import sketch, sketches
from indexer.matching.weights import shipped_weights

PRECISION = 0.99  # that a threshold has to keep
LIKELY = BANDS[0][0]

Pair = tuple[int, int]  # record ids, the lesser first


@dataclass(frozen=True, slots=True)
class Scored:
    """Every candidate pair with its value and band. ``true``: made record → the pair with the record it was made of."""

    values: dict[Pair, float]
    bands: dict[Pair, Band]
    true: dict[int, Pair]


@dataclass(frozen=True, slots=True)
class Share:
    """Of n made records: the share whose own record was called so; of all called so, the share that is right."""

    n: int
    recall: float
    precision: float
    wrong: int

    def as_json(self) -> dict[str, float | int]:
        """Rounded for people."""
        return {
            "n": self.n,
            "recall": round(self.recall, 4),
            "precision": round(self.precision, 4),
            "wrong": self.wrong,
        }


@dataclass(frozen=True, slots=True)
class Same:
    """``likely``, ``held_out``: at the band, on all and on the half kept from tuning; ``threshold``: tuned on the other
    half, and what it comes to on the half kept; shares of made records by band (``bands``), and whose own record no
    block reached (``unreached``); recall by what was changed and by letters; pairs of the lists alone, by band
    (``lists``)."""

    records: int
    pairs: int
    likely: Share
    held_out: Share
    threshold: float
    at_threshold: Share
    bands: dict[str, float]
    unreached: float
    by_change: dict[str, Share]
    by_letters: dict[str, Share]
    lists: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Figures only."""
        return {
            "records": self.records,
            "pairs": self.pairs,
            "likely": self.likely.as_json(),
            "held_out": self.held_out.as_json(),
            "threshold": round(self.threshold, 4),
            "at_threshold": self.at_threshold.as_json(),
            "bands": {band: round(share, 4) for band, share in self.bands.items()},
            "unreached": round(self.unreached, 4),
            "changes": {change: share.as_json() for change, share in self.by_change.items()},
            "letters": {letters: share.as_json() for letters, share in self.by_letters.items()},
            "lists": self.lists,
        }


def scored(base: Base, begin: Begin) -> Scored:
    """All candidate pairs of the base, found as ``flask propose`` finds them, and what they are worth."""
    everybody = list(base.facts.values())
    chances, weights = chances_of(everybody), shipped_weights()
    found = candidate_pairs(sketches(map(sketch, everybody)), "same")
    beside: defaultdict[int, list[Facts]] = defaultdict(list)
    for left, right in zip(found.left.tolist(), found.right.tolist(), strict=True):
        beside[left].append(everybody[right])
    told = begin("pairs", len(found))
    values: dict[Pair, float] = {}
    bands: dict[Pair, Band] = {}
    for place, rights in beside.items():
        left_facts = everybody[place]
        for right, match in zip(rights, score_many(left_facts, rights, weights, chances), strict=True):
            pair = pair_of(left_facts.record_id, right.record_id)
            values[pair], bands[pair] = match.score.value, match.score.band
        told(len(rights))
    return Scored(values, bands, {number: pair_of(number, second.of) for number, second in base.made.items()})


def same(base: Base, found: Scored) -> Same:
    """The figures."""
    made, held = set(base.made), {number for number, second in base.made.items() if second.held_out}
    threshold = tuned(found.values, found.true, made - held)
    bands = Counter(found.bands.get(pair) for pair in found.true.values())
    among_lists = Counter(band.value for pair, band in found.bands.items() if not made & set(pair))
    whole = max(len(made), 1)
    return Same(
        len(base.facts),
        len(found.values),
        share(found.values, found.true, made, LIKELY),
        share(found.values, found.true, held, LIKELY),
        threshold,
        share(found.values, found.true, held, threshold),
        {band.value: bands[band] / whole for band in Band},
        bands[None] / whole,
        _split(base, found, lambda number: base.made[number].changed),
        _split(base, found, lambda number: base.made[number].letters),
        {band.value: among_lists[band.value] for band in (Band.LIKELY, Band.POSSIBLE)},
    )


def share(values: dict[Pair, float], true: dict[int, Pair], made: Iterable[int], least: float) -> Share:
    """What is called one person from that value on, of pairs that one of these made records is in."""
    wanted = set(made)
    right = sum(values.get(true[number], 0.0) >= least for number in wanted)
    pairs = set(true.values())
    wrong = sum(value >= least and pair not in pairs and bool(wanted & set(pair)) for pair, value in values.items())
    return Share(len(wanted), right / max(len(wanted), 1), right / max(right + wrong, 1), wrong)


def tuned(values: dict[Pair, float], true: dict[int, Pair], made: Iterable[int]) -> float:
    """The lowest value from which on the pairs of these made records are right as often as PRECISION says."""
    wanted, pairs = set(made), set(true.values())
    told = sorted(((value, pair in pairs) for pair, value in values.items() if wanted & set(pair)), reverse=True)
    best, right = 1.0, 0
    for count, (value, is_right) in enumerate(told, start=1):
        right += is_right
        if right / count >= PRECISION and (count == len(told) or told[count][0] < value):
            best = value
    return best


def pair_of(one: int, other: int) -> Pair:
    """The two in the order of their numbers."""
    return min(one, other), max(one, other)


def _split(base: Base, found: Scored, by: Callable[[int], str]) -> dict[str, Share]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number in base.made:
        groups[by(number)].append(number)
    return {name: share(found.values, found.true, numbers, LIKELY) for name, numbers in sorted(groups.items())}
