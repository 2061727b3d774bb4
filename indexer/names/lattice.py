"""The cheapest way to lay one word on many: dynamic programming over letter groups, many words at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.names.alphabet import EMPTY, NO_GROUP, Alphabet

FORBIDDEN = 1_000_000  # hundredths of a nat; more than any way through costs

Costs = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Table:
    """What it costs to lay a group of the left writing on one of the right, in hundredths of a nat.

    ``costs`` has a row for each left group and a column for each right group; ``reach[row]`` lists the lengths of right
    groups that the row knows (0: may stand for nothing).
    """

    left: Alphabet
    right: Alphabet
    costs: Costs
    reach: tuple[tuple[int, ...], ...]

    def turned(self) -> Table:
        """The same table read from the right."""
        return table(self.right, self.left, np.ascontiguousarray(self.costs.T))


def table(left: Alphabet, right: Alphabet, costs: Costs) -> Table:
    """A table with the reach of its rows."""
    lengths = np.array([len(group) if number != NO_GROUP else -1 for number, group in enumerate(right.groups)])
    listed = costs < FORBIDDEN
    columns = [
        (length, np.logical_or.reduce(listed[:, lengths == length], axis=1)) for length in range(right.longest + 1)
    ]
    reach = tuple(tuple(length for length, known in columns if known[row]) for row in range(len(left.groups)))
    return Table(left, right, costs, reach)


def lay(word: str, words: NDArray[np.uint8], by: Table) -> Costs:
    """The cost of the cheapest way to lay ``word`` (left writing) on each of ``words`` (rows of right letter numbers).

    Costs in hundredths of a nat, shape (words,); the same from either side with the table turned.
    """
    query = by.left.encode(word)
    lengths = (words != NO_GROUP).sum(axis=1)
    longest = int(lengths.max(initial=0))
    groups = _groups(words[:, :longest].T, by.right)
    rows = [_first(groups, by, longest, len(words))]
    for end in range(1, len(query) + 1):
        row = np.full((longest + 1, len(words)), FORBIDDEN, dtype=np.int32)
        for begin, group in _endings(query, end, by.left):
            _step(row, rows[begin], group, groups, by)
        _insert(row, groups, by)
        rows.append(row)
    found: Costs = rows[-1][lengths, np.arange(len(words))]
    return found


def _groups(letters: NDArray[np.uint8], writing: Alphabet) -> list[NDArray[np.intp]]:
    """By length of group (from 1): the groups that begin at each place of each word, shape (places, words)."""
    found = [letters.astype(np.intp)]
    for length in range(2, writing.longest + 1):
        if len(letters) < length:
            break
        found.append(writing.grow[found[-1][:-1], letters[length - 1 :]].astype(np.intp))
    return found


def _endings(query: list[int], end: int, writing: Alphabet) -> list[tuple[int, int]]:
    """The groups of the query that end before ``end``: (place where it begins, group)."""
    found = []
    for begin in range(end - 1, max(-1, end - 1 - writing.longest), -1):
        group = query[begin]
        for letter in query[begin + 1 : end]:
            group = int(writing.grow[group, letter])
        if group != NO_GROUP:
            found.append((begin, group))
    return found


def _first(groups: list[NDArray[np.intp]], by: Table, longest: int, words: int) -> Costs:
    row = np.full((longest + 1, words), FORBIDDEN, dtype=np.int32)
    row[0] = 0
    _insert(row, groups, by)
    return row


def _step(row: Costs, before: Costs, group: int, groups: list[NDArray[np.intp]], by: Table) -> None:
    """Lay one group of the query on every group of the words that may follow ``before``."""
    costs = by.costs[group]
    for length in by.reach[group]:
        if length == 0:
            np.minimum(row, before + costs[EMPTY], out=row)
        elif length <= len(groups):
            laid = costs.take(groups[length - 1], mode="clip")
            laid += before[:-length]
            np.minimum(row[length:], laid, out=row[length:])


def _insert(row: Costs, groups: list[NDArray[np.intp]], by: Table) -> None:
    """Let groups of the words stand for nothing in the query."""
    costs = by.costs[EMPTY]
    gaps = [costs.take(groups[length - 1], mode="clip") for length in by.reach[EMPTY] if 0 < length <= len(groups)]
    lengths = [len(row) - len(gap) for gap in gaps]
    for place in range(len(row) - 1):
        for length, gap in zip(lengths, gaps, strict=True):
            if place < len(gap):
                np.minimum(row[place + length], row[place] + gap[place], out=row[place + length])
