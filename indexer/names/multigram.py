"""All ways to lay one spelling on another in pairs of letter groups, summed or the best, for many spellings at once.

The model of Bisani and Ney (Speech Communication 50, 2008) and of m2m-aligner (Jiampojamarn et al., NAACL 2007): two
spellings of a name are a chain of pairs of letter groups, each with a weight, and a chain weighs their product.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Shape = tuple[int, int]  # letters of a left group, letters of a right group
Pair = tuple[str, str]

_BATCH = 2000  # pairs of spellings at a time, so that their sums stay in the cache


@dataclass(slots=True)
class Groups:
    """Pairs of letter groups by number: ``keys`` are the known pairs, sorted, ``owners`` the number of each.

    What is not known has the number ``unknown``.
    """

    left: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    keys: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    owners: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    unknown: int = 0

    def know(self, numbers: dict[Pair, int]) -> None:
        """Take these pairs of groups as the known ones."""
        keyed = sorted((self.key(*pair), number) for pair, number in numbers.items())
        self.keys = np.array([key for key, _ in keyed], dtype=np.int64)
        self.owners = np.array([number for _, number in keyed], dtype=np.int64)
        self.unknown = max(numbers.values(), default=-1) + 1

    def key(self, left: str, right: str) -> int:
        """One number for any two groups."""
        return self.left.setdefault(left, len(self.left)) << 32 | self.right.setdefault(right, len(self.right))

    def numbers(self, keys: Numbers) -> Numbers:
        """The numbers of pairs of groups by their keys."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, self.owners[places], self.unknown)


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of spellings with one number of letters each.

    ``edges[shape]``: the number (or key) of the pair of groups that begins at each place, shape (left places, right
    places, pairs); ``rows``: which pairs of the whole list these are.
    """

    size: Shape
    rows: Numbers
    edges: dict[Shape, Numbers]


def keyed(pairs: Sequence[Pair], shapes: Sequence[Shape], groups: Groups) -> Iterator[Batch]:
    """The pairs of spellings by numbers of letters, in batches, with the keys of their pairs of groups."""
    by_size: defaultdict[Shape, list[int]] = defaultdict(list)
    for row, (left, right) in enumerate(pairs):
        by_size[len(left), len(right)].append(row)
    for size, rows in sorted(by_size.items()):
        for begin in range(0, len(rows), _BATCH):
            chosen = rows[begin : begin + _BATCH]
            yield Batch(size, np.array(chosen), _keys([pairs[row] for row in chosen], size, shapes, groups))


def numbered(batches: Iterator[Batch], groups: Groups) -> list[Batch]:
    """Batches with the numbers of the pairs of groups in place of their keys."""
    return [
        Batch(batch.size, batch.rows, {shape: groups.numbers(keys) for shape, keys in batch.edges.items()})
        for batch in batches
    ]


def _keys(pairs: Sequence[Pair], size: Shape, shapes: Sequence[Shape], groups: Groups) -> dict[Shape, Numbers]:
    found: dict[Shape, Numbers] = {}
    for left, right in shapes:
        if left <= size[0] and right <= size[1]:
            ours = _spans([pair[0] for pair in pairs], size[0], left, groups.left)
            theirs = _spans([pair[1] for pair in pairs], size[1], right, groups.right)
            found[left, right] = ours[:, None] << 32 | theirs[None, :]
    return found


def _spans(words: list[str], size: int, length: int, known: dict[str, int]) -> Numbers:
    """The groups of that length by number, shape (places, words)."""
    places = range(size - length + 1)
    found = [[known.setdefault(word[place : place + length], len(known)) for word in words] for place in places]
    return np.array(found, dtype=np.int64)


def expected(batch: Batch, weights: Floats) -> tuple[Floats, Iterator[tuple[Numbers, Floats]]]:
    """The sums over all chains, shape (pairs,), and by shape of groups their numbers with their expected uses."""
    laid = {shape: weights[numbers] for shape, numbers in batch.edges.items()}
    forward, backward = _sums(batch, laid, ahead=True), _sums(batch, laid, ahead=False)
    total: Floats = forward[-1, -1]
    share = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)

    def uses() -> Iterator[tuple[Numbers, Floats]]:
        for (left, right), numbers in batch.edges.items():
            before = forward[: batch.size[0] - left + 1, : batch.size[1] - right + 1]
            yield numbers, before * laid[left, right] * backward[left:, right:] * share

    return total, uses()


def _sums(batch: Batch, laid: dict[Shape, Floats], *, ahead: bool) -> Floats:
    """The sums of all chains from the beginning to each place (ahead), or from each place to the end."""
    ours, theirs = batch.size
    sums = np.zeros((ours + 1, theirs + 1, len(batch.rows)))
    places = [(i, j) for i in range(ours + 1) for j in range(theirs + 1)]
    sums[(0, 0) if ahead else (ours, theirs)] = 1.0
    for i, j in places if ahead else reversed(places):
        for (left, right), weight in laid.items():
            if ahead and i >= left and j >= right:
                sums[i, j] += sums[i - left, j - right] * weight[i - left, j - right]
            elif not ahead and i + left <= ours and j + right <= theirs:
                sums[i, j] += sums[i + left, j + right] * weight[i, j]
    return sums


def best(batch: Batch, weights: Floats) -> list[tuple[Shape, ...]]:
    """For each pair the shapes of the groups of its best chain; empty where no chain has a weight."""
    ours, theirs = batch.size
    tops = np.zeros((ours + 1, theirs + 1, len(batch.rows)))
    taken = np.zeros(tops.shape, dtype=np.int8)
    tops[0, 0] = 1.0
    shapes = list(batch.edges)
    for i in range(ours + 1):
        for j in range(theirs + 1):
            for number, (left, right) in enumerate(shapes):
                if i >= left and j >= right:
                    laid = weights[batch.edges[left, right][i - left, j - right]]
                    reached = tops[i - left, j - right] * laid
                    better = reached > tops[i, j]
                    tops[i, j][better] = reached[better]
                    taken[i, j][better] = number
    return [_chain(taken[:, :, place], shapes) if tops[-1, -1, place] > 0 else () for place in range(len(batch.rows))]


def _chain(taken: NDArray[np.int8], shapes: list[Shape]) -> tuple[Shape, ...]:
    i, j = taken.shape[0] - 1, taken.shape[1] - 1
    found = []
    while i or j:
        left, right = shapes[taken[i, j]]
        found.append((left, right))
        i, j = i - left, j - right
    return tuple(reversed(found))
