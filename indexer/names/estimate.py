"""Learn which letter groups stand for each other from pairs of spellings, by expectation and maximisation."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from indexer.names.multigram import Floats, Groups, Pair, Shape, best, expected, keyed, numbered

ROUNDS = 8
_SEEN = 3  # times that two groups must stand at one place before they are thought of as a pair
_RARE = 0.05  # expected uses below which a pair of groups is dropped
_GREED = 0.3  # weight of shapes that swallow what smaller ones would explain
_GREEDY = frozenset([(2, 0), (1, 3), (3, 1), (0, 2)]) - {(3, 1)}
_JOINED_SEEN = 20  # uses from which on two neighbouring pairs of groups may be learned as one
_JOINED_GAIN = 0.4  # nats that the joined pair must save
_POOR = 9.0  # nats a letter; pairs of spellings that lie worse are not of one name

Counts = dict[Pair, float]


def chains(pairs: Sequence[Pair], weights: Floats, shapes: Sequence[Shape]) -> list[tuple[Pair, ...]]:
    """The best chain of letter groups for each pair of spellings, empty where there is none worth learning from."""
    groups = Groups()
    known = _known(pairs, shapes, groups)
    groups.know({pair: number for number, pair in enumerate(known)})
    batches = numbered(keyed(pairs, shapes, groups), groups)
    greed = np.array([_GREED if (len(a), len(b)) in _GREEDY else 1.0 for a, b in known] + [0.0])
    plain = np.array([1.0 if len(a) == len(b) == 1 else 0.1 for a, b in known] + [0.0])
    theta = greed * plain * np.array([*known.values(), 0.0])
    theta /= theta.sum()
    for turn in range(ROUNDS):
        counts = np.zeros(len(theta))
        for batch in batches:
            _, uses = expected(batch, theta)
            for numbers, amounts in uses:
                shares = amounts * weights[batch.rows]
                counts += np.bincount(numbers.ravel(), shares.ravel(), minlength=len(theta))
        counts[-1] = 0.0
        counts *= greed if turn < ROUNDS - 1 else 1.0
        theta = np.where(counts < _RARE, 0.0, counts)
        theta /= theta.sum()
    found: list[tuple[Pair, ...]] = [()] * len(pairs)
    for batch in batches:
        for row, shapes_ in zip(batch.rows, best(batch, theta), strict=True):
            found[row] = _cut(pairs[row], shapes_)
    return [chain if _worth_learning(chain, theta, groups) else () for chain in found]


def _known(pairs: Sequence[Pair], shapes: Sequence[Shape], groups: Groups) -> dict[Pair, int]:
    """The pairs of groups that stand at one place of pairs of spellings often enough, with how often."""
    seen: defaultdict[int, int] = defaultdict(int)
    for batch in keyed(pairs, shapes, groups):
        for keys in batch.edges.values():
            for key, times in zip(*np.unique(keys, return_counts=True), strict=True):
                seen[int(key)] += int(times)
    lefts, rights = list(groups.left), list(groups.right)
    named = {(lefts[key >> 32], rights[key & 0xFFFFFFFF]): times for key, times in sorted(seen.items())}
    return {pair: times for pair, times in named.items() if times >= _SEEN or max(map(len, pair)) == 1}


def _cut(pair: Pair, shapes: Sequence[Shape]) -> tuple[Pair, ...]:
    i = j = 0
    found = []
    for left, right in shapes:
        found.append((pair[0][i : i + left], pair[1][j : j + right]))
        i, j = i + left, j + right
    return tuple(found)


def _worth_learning(chain: tuple[Pair, ...], theta: Floats, groups: Groups) -> bool:
    letters = sum(len(left) for left, _ in chain)
    keys = np.array([groups.key(*pair) for pair in chain], dtype=np.int64)
    return letters > 0 and -np.log(theta[groups.numbers(keys)]).sum() / letters < _POOR


def counted(found: Sequence[tuple[Pair, ...]], weights: Floats) -> tuple[Counts, Counts]:
    """How often each pair of groups is used, and each two neighbouring ones as one of two or three letters each."""
    single: defaultdict[Pair, float] = defaultdict(float)
    joined: defaultdict[Pair, float] = defaultdict(float)
    for chain, weight in zip(found, weights, strict=True):
        for pair in chain:
            single[pair] += float(weight)
        for pair in _neighbours(chain):
            joined[pair] += float(weight)
    return dict(single), dict(joined)


def _neighbours(chain: tuple[Pair, ...]) -> Iterator[Pair]:
    for (left, right), (more, other) in pairwise(chain):
        if 2 <= len(left + more) <= 3 and len(right + other) == 2:
            yield left + more, right + other


def costs(single: Counts, joined: Counts, least: float, most: float) -> dict[Pair, tuple[float, float]]:
    """The cost in nats of each pair of groups, with its uses: the mean surprise of either group at the other.

    Pairs used less than ``least`` times or dearer than ``most`` are left out; a joined one stands where it saves much.
    """
    found = {pair: (cost, uses) for pair, cost, uses in _surprises(single, single) if uses >= least and cost < most}
    alone = {pair: cost for pair, (cost, _) in found.items()}
    for pair, cost, uses in _surprises(joined, {**single, **joined}):
        if uses >= _JOINED_SEEN and pair not in found and cost < _apart(pair, alone, most) - _JOINED_GAIN:
            found[pair] = (cost, uses)
    return found


def _surprises(counts: Counts, among: Counts) -> Iterator[tuple[Pair, float, float]]:
    lefts: defaultdict[str, float] = defaultdict(float)
    rights: defaultdict[str, float] = defaultdict(float)
    for (left, right), uses in among.items():
        lefts[left] += uses
        rights[right] += uses
    for pair, uses in counts.items():
        yield pair, (math.log(lefts[pair[0]] / uses) + math.log(rights[pair[1]] / uses)) / 2, uses


def _apart(pair: Pair, alone: dict[Pair, float], most: float) -> float:
    """What the pair costs when it is laid as two."""
    left, right = pair
    cuts = [(i, j) for i in range(1, len(left)) for j in range(len(right) + 1)]
    return min(
        (alone.get((left[:i], right[:j]), most) + alone.get((left[i:], right[j:]), most) for i, j in cuts),
        default=2 * most,
    )
