"""Which pairs of records are worth comparing: those that share a block of some pass and look alike at first sight.

No block explodes: one with more than MOST records is cut by a finer key, and what cannot be cut is left out, counted
and told. So the work grows as the records do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.matching.passes import NEAR_YEAR, PASSES, YEAR, Pass
from indexer.matching.rough import FIRST_SIGHT, Rough
from indexer.matching.sketch import UNKNOWN, Sketches

MOST = 100  # records of a block that are laid on each other
NEAR_YEARS = 2  # that two statements of one year of birth differ by, where nothing else calls for a look
SPAN = 3  # years that a birth may lie between, to be looked for by year
AT_ONCE = 1 << 21  # pairs held at a time
PARTNERS = {"same": 8, "kin": 12}  # of each record, the best at first sight
_MIX = np.uint64(0x9E3779B97F4A7C15)

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Side:
    """Keys of records: ``owners`` are positions, each as often as it has keys."""

    owners: NDArray[np.int32]
    keys: NDArray[np.uint64]

    def take(self, chosen: NDArray[np.bool_]) -> _Side:
        return _Side(self.owners[chosen], self.keys[chosen])


@dataclass(slots=True)
class Told:
    """What a search for pairs has to tell. ``cut``: by pass, how many blocks were too large to be looked through, and
    how many records stand in them of which nothing finer is known."""

    looked_at: int = 0
    largest: int = 0
    cut: dict[str, tuple[int, int]] = field(default_factory=dict)

    def leave_out(self, name: str, side: _Side) -> None:
        """Count what no finer key cuts."""
        if len(side.keys):
            blocks, records = self.cut.get(name, (0, 0))
            self.cut[name] = blocks + len(np.unique(side.keys)), records + len(np.unique(side.owners))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of positions, ``left`` < ``right``, ascending and each once; ``worth``: how alike at first sight, in bits
    above an even chance."""

    left: Positions
    right: Positions
    worth: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.left)


def candidate_pairs(
    held: Sketches, kind: str, fresh: NDArray[np.bool_] | None = None, told: Told | None = None
) -> Pairs:
    """The pairs of that kind («same» or «kin») worth comparing in full, a few a record.

    ``fresh`` marks the records whose pairs are wanted (all if None): of every pair one at least is fresh.
    """
    told = told if told is not None else Told()
    rough, count = Rough(held), len(held)
    found: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    worths: list[NDArray[np.float32]] = [np.empty(0, np.float32)]
    for each in PASSES[kind]:
        for left, right in _blocks(held, each, fresh, told):
            told.looked_at += len(left)
            worth = rough.worth(kind, left, right)
            kept = worth >= FIRST_SIGHT[kind]
            found.append(left[kept] * count + right[kept])
            worths.append(worth[kept])
    numbers, first = np.unique(np.concatenate(found), return_index=True)
    pairs = Pairs(numbers // max(count, 1), numbers % max(count, 1), np.concatenate(worths)[first])
    return _best(pairs, PARTNERS[kind], count)


def _blocks(
    held: Sketches, each: Pass, fresh: NDArray[np.bool_] | None, told: Told
) -> Iterator[tuple[Positions, Positions]]:
    """The pairs of that pass, in portions, ``left`` < ``right``; a pair may come more than once."""
    left, right = _keys(held, each.left), _keys(held, each.right)
    for mine, yours in _cut(held, each, (left, right), each.finer, told):
        yield from _pairs(mine, yours, fresh, one_sided=each.one_sided)


def _cut(
    held: Sketches, each: Pass, sides: tuple[_Side, _Side], finer: tuple[tuple[str, str], ...], told: Told
) -> Iterator[tuple[_Side, _Side]]:
    """The sides less what lies in blocks too large, then those blocks cut by each finer key."""
    left, right = sides
    order = np.argsort(right.keys, kind="stable")
    right = _Side(right.owners[order], right.keys[order])
    sizes = _sizes(left.keys, right.keys)
    told.largest = max(told.largest, int(sizes[sizes <= MOST].max(initial=0)))
    yield left.take((sizes > 0) & (sizes <= MOST)), right
    large = sizes > MOST
    if not large.any():
        return
    left = left.take(large)
    right = right.take(np.isin(right.keys, np.unique(left.keys)))
    silent = np.ones(len(held), np.bool_)
    for place, (mine, yours) in enumerate(finer):
        both = _further(held, left, mine), _further(held, right, yours)
        silent[both[0].owners] = False
        yield from _cut(held, each, both, finer[place + 1 :], told)
    told.leave_out(each.name, left.take(silent[left.owners]))


def _sizes(wanted: NDArray[np.uint64], ordered: NDArray[np.uint64]) -> Positions:
    ends = np.searchsorted(ordered, wanted, "right")
    return ends - np.searchsorted(ordered, wanted, "left")


def _pairs(
    left: _Side, right: _Side, fresh: NDArray[np.bool_] | None, *, one_sided: bool
) -> Iterator[tuple[Positions, Positions]]:
    starts = np.searchsorted(right.keys, left.keys, "left")
    counts = np.searchsorted(right.keys, left.keys, "right") - starts
    ends = np.cumsum(counts)
    begin = 0
    while begin < len(counts):
        before = int(ends[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, before + AT_ONCE, "right")))
        taken = counts[begin:end]
        mine = np.repeat(left.owners[begin:end], taken).astype(np.int64)
        offsets = np.arange(len(mine)) - np.repeat(np.cumsum(taken) - taken, taken)
        yours = right.owners[np.repeat(starts[begin:end], taken) + offsets].astype(np.int64)
        kept = mine < yours if one_sided else mine != yours
        if fresh is not None:
            kept &= fresh[mine] | fresh[yours]
        yield np.minimum(mine, yours)[kept], np.maximum(mine, yours)[kept]
        begin = end


def _keys(held: Sketches, columns: tuple[str, ...]) -> _Side:
    everybody = np.arange(len(held), dtype=np.int32)
    side = _Side(everybody, np.zeros(len(held), np.uint64))
    for column in columns:
        side = _further(held, side, column)
    return side


def _further(held: Sketches, side: _Side, column: str) -> _Side:
    """The keys made finer by the values of that column; who has none has no key."""
    values = _values(held, column)[side.owners]
    rows, places = np.nonzero(values)
    keys = (side.keys[rows] * _MIX) ^ (values[rows, places] + (side.keys[rows] >> np.uint64(29)))
    return _Side(side.owners[rows], keys)


def _values(held: Sketches, column: str) -> NDArray[np.uint64]:
    if column not in (YEAR, NEAR_YEAR):
        return held.codes[column]
    first, last = held.born_from.astype(np.int64), held.born_to.astype(np.int64)
    known = (first != UNKNOWN) & (last - first < SPAN)
    most = NEAR_YEARS if column == NEAR_YEAR else 0
    years = first[:, None] + np.arange(SPAN + most)[None, :]
    years[~known] = 0
    years[years > (last + most)[:, None]] = 0
    return years.astype(np.uint64)


def _best(pairs: Pairs, most: int, count: int) -> Pairs:
    """Those of the pairs that are among the best of either record."""
    kept = np.zeros(len(pairs), np.bool_)
    for owners in (pairs.left, pairs.right):
        order = np.lexsort((-pairs.worth, owners))
        starts = np.searchsorted(owners[order], np.arange(count), "left")
        rank = np.arange(len(order)) - starts[owners[order]]
        kept[order[rank < most]] = True
    return Pairs(pairs.left[kept], pairs.right[kept], pairs.worth[kept])
