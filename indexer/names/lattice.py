"""The cheapest way to lay one word on many: dynamic programming over letter groups, compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import local
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.names.alphabet import EMPTY, LONGEST, NO_GROUP, Alphabet
from indexer.names.compiled import compiled

FORBIDDEN = 1_000_000  # hundredths of a nat; more than any way through costs
_NONE, _ONE, _EMPTY = np.uint64(0), np.uint64(1), np.uint64(EMPTY)
_ROOMS = local()
_MOST_GROUPS = 7 * LONGEST  # of several letters in one word

Costs = NDArray[np.int32]
Letters = NDArray[np.uint8]


class Laying(NamedTuple):
    """Tables as the compiled loop reads them: their matrices one after another, ``places`` says where each has them.

    ``known`` are the left groups that stand for anything; ``several[starts[g]:starts[g + 1]]`` the right groups of
    several letters that the left group ``g`` stands for.
    """

    costs: Costs
    grow: NDArray[np.int16]
    known: NDArray[np.bool_]
    starts: NDArray[np.int32]
    several: NDArray[np.int16]
    places: NDArray[np.int64]


# Columns of ``places``: where the costs, the letters of both sides, the rows of a table and their starts begin; how
# wide they are; the single letters of the right writing.
_COSTS, _WIDE, _LEFT, _LEFT_WIDE, _RIGHT, _RIGHT_WIDE, _ROWS, _STARTS, _LETTERS = range(9)


class Room(NamedTuple):
    """What the loop writes to. A column stands for a letter of our word, the empty group, or one of its groups of
    several letters: ``counts`` says how many it has, ``ends[i]`` which of these end at a place, ``begins`` where each
    begins.
    """

    best: Costs  # of laying so many letters of the other word on so many of ours
    costs: Costs  # shape (right groups, columns)
    usable: NDArray[np.bool_]  # the right groups of several letters that any of ours stands for
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    groups: NDArray[np.int64]
    others: NDArray[np.int64]  # shape (groups, 3): where one of the other word begins, its number, and where it ends
    starts: NDArray[np.int64]  # which of these end at a place of the other word


@dataclass(frozen=True)
class Table:
    """What it costs to lay a group of the left writing on one of the right, in hundredths of a nat.

    ``costs`` has a row for each left group and a column for each right group.
    """

    left: Alphabet
    right: Alphabet
    costs: Costs

    def turned(self) -> Table:
        """The same table read from the right."""
        return Table(self.right, self.left, np.ascontiguousarray(self.costs.T))

    @cached_property
    def laying(self) -> Laying:
        """The table for the compiled loop."""
        return laying([self])


def laying(tables: Sequence[Table]) -> Laying:
    """Some tables for the compiled loop, by number."""
    places = np.zeros((len(tables), 9), np.int64)
    made: list[list[NDArray[Any]]] = [[], [], [], [], []]
    for place, by in zip(places, tables, strict=True):
        costs, grow, known, starts, several = (sum(part.size for part in each) for each in made)
        left, right = by.left.grow, by.right.grow
        wide = (left.shape[1], grow + left.size, right.shape[1])
        place[:] = (costs, by.costs.shape[1], grow, *wide, known, starts, by.right.letters)
        stands = (by.costs < FORBIDDEN) & (np.arange(by.costs.shape[1]) >= by.right.letters)
        ends = np.concatenate([[0], np.cumsum(stands.sum(axis=1))]) + several
        found = (by.costs, left, (by.costs < FORBIDDEN).any(axis=1), ends, np.nonzero(stands)[1])
        for each, part in zip(made, found, strict=True):
            each.append(part.ravel())
        made[1].append(right.ravel())
    kinds = (np.int32, np.int16, np.bool_, np.int32, np.int16)
    flat: list[NDArray[Any]] = [np.concatenate(each).astype(kind) for each, kind in zip(made, kinds, strict=True)]
    return Laying(*map(_fixed, (*flat, places)))


def _fixed(values: NDArray[Any]) -> NDArray[Any]:
    values.flags.writeable = False
    return values


def room(by: Laying) -> Room:
    """Room for laying by one of these tables: that of this thread, which it writes to only within one loop."""
    groups = int(by.places[:, _WIDE].max())
    held: Room | None = getattr(_ROOMS, "held", None)
    if held is None or len(held.usable) < groups:
        held = _ROOMS.held = _room(groups)
    return held


def _room(groups: int) -> Room:
    return Room(
        np.empty((LONGEST + 1, LONGEST + 1), np.int32),
        np.empty((groups, LONGEST + 1 + _MOST_GROUPS), np.int32),
        np.zeros(groups, np.bool_),
        np.empty(_MOST_GROUPS, np.int64),
        np.empty(LONGEST + 2, np.int64),
        np.empty(_MOST_GROUPS, np.int64),
        np.empty((_MOST_GROUPS, 3), np.int64),
        np.empty(LONGEST + 2, np.int64),
    )


def lay(word: str, words: NDArray[np.uint8], by: Table) -> Costs:
    """The cost of the cheapest way to lay ``word`` (left writing) on each of ``words`` (rows of right letter numbers).

    Costs in hundredths of a nat, shape (words,); the same from either side with the table turned.
    """
    ours = np.array(by.left.encode(word), np.uint8)
    lengths = (words != NO_GROUP).sum(axis=1)
    costs = np.empty(len(words), np.int32)
    _lay_many(ours, np.ascontiguousarray(words), lengths, by.laying, room(by.laying), costs)
    return costs


@compiled()
def _lay_many(
    ours: Letters, words: NDArray[np.uint8], lengths: NDArray[np.int64], by: Laying, room: Room, costs: Costs
) -> None:
    prepare(ours, len(ours), by, 0, room)
    lay_all(len(ours), words, np.arange(len(words)), lengths, by, 0, room, costs)


@compiled()
def prepare(ours: Letters, length: int, by: Laying, at: int, room: Room) -> None:
    """Make ready what is needed to lay our word on others by the table ``at``."""
    count = _find_groups(ours, length, by, at, room)
    room.usable[:] = False
    for column in range(length + 1 + count):
        group = int(ours[column]) if column < length else EMPTY
        if column > length:
            group = int(room.groups[column - length - 1])
        _fill(column, group, length + 1 + count, by, at, room)
    best, gaps = room.best, room.costs[EMPTY]
    best[0, 0] = 0
    for i in range(1, length + 1):
        least = best[0, i - 1] + gaps[i - 1]
        for each in range(room.ends[i], room.ends[i + 1]):
            least = min(least, best[0, room.begins[each]] + gaps[length + 1 + each])
        best[0, i] = least


@compiled()
def _find_groups(ours: Letters, length: int, by: Laying, at: int, room: Room) -> int:
    """The groups of several letters of our word that stand for anything, by where they end."""
    count, wide = 0, by.places[at, _LEFT_WIDE]
    room.ends[0] = 0
    for end in range(1, length + 1):
        room.ends[end] = count
        for begin in range(end - 1):
            group = int(ours[begin])
            for place in range(begin + 1, end):
                group = int(by.grow[by.places[at, _LEFT] + group * wide + ours[place]])
                if group == NO_GROUP:
                    break
            if group != NO_GROUP and by.known[by.places[at, _ROWS] + group]:
                room.begins[count], room.groups[count] = begin, group
                count += 1
    room.ends[length + 1] = count
    return count


@compiled()
def _fill(column: int, group: int, columns: int, by: Laying, at: int, room: Room) -> None:
    """The costs of one of our groups beside all that it may stand for."""
    row = by.places[at, _COSTS] + group * by.places[at, _WIDE]
    for letter in range(by.places[at, _LETTERS]):
        room.costs[letter, column] = by.costs[row + letter]
    first = by.places[at, _STARTS] + group
    for place in range(by.starts[first], by.starts[first + 1]):
        other = by.several[place]
        if not room.usable[other]:
            room.usable[other] = True
            room.costs[other, :columns] = FORBIDDEN
        room.costs[other, column] = by.costs[row + other]


@compiled()
def lay_all(  # noqa: PLR0913, PLR0917 (compiled)
    n: int,
    words: NDArray[np.uint8],
    chosen: NDArray[np.int64],
    lengths: NDArray[np.int64],
    by: Laying,
    at: int,
    room: Room,
    found: Costs,
) -> None:
    """``found``: what it costs to lay our word of ``n`` letters, which was prepared, on each of the chosen words, of
    which so many letters count. Words with one beginning, one after another, share the work on it.
    """
    best, costs, begins, ends, usable = room.best, room.costs, room.begins, room.ends, room.usable
    others, starts, grow = room.others, room.starts, by.grow
    wide, alphabet = by.places[at, _RIGHT_WIDE], by.places[at, _RIGHT]
    before, known = 0, 0
    for place in range(len(chosen)):
        word, length, shared = chosen[place], lengths[place], 0
        while shared < min(length, known) and words[word, shared] == words[before, shared]:
            shared += 1
        before, known = word, length
        _find_others(words, word, length, grow, alphabet, wide, usable, others, starts)
        for end in range(shared + 1, length + 1):
            letter = np.uint64(words[word, end - 1])
            if starts[end] == starts[end + 1]:
                _lay_letter(np.uint64(n), letter, np.uint64(end), best, costs, begins, ends)
            else:
                _lay_letter_and_groups(n, int(letter), end, best, costs, begins, ends, others, starts)
        found[place] = best[length, n]


@compiled()
def _lay_letter(  # noqa: PLR0913, PLR0917 (compiled)
    n: np.uint64,
    letter: np.uint64,
    j: np.uint64,
    best: Costs,
    costs: Costs,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
) -> None:
    """Lay our word on the letters of the other up to this one. (Unsigned places need not be looked at for a sign.)"""
    above, insert = j - _ONE, costs[letter, n]
    before = best[above, _NONE]
    left = before + insert
    best[j, _NONE] = left
    for place in range(np.int64(n)):
        i = np.uint64(place)
        end, up = i + _ONE, best[above, i + _ONE]
        left = min(left + costs[_EMPTY, i], up + insert, before + costs[letter, i])
        before = up
        for each in range(ends[end], ends[end + _ONE]):
            begin, column = np.uint64(begins[each]), n + _ONE + np.uint64(each)
            left = min(left, best[j, begin] + costs[_EMPTY, column], best[above, begin] + costs[letter, column])
        best[j, end] = left


@compiled()
def _lay_letter_and_groups(  # noqa: PLR0913, PLR0917 (compiled)
    n: int,
    letter: int,
    j: int,
    best: Costs,
    costs: Costs,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    others: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> None:
    """The same where groups of several letters of the other word end with this one."""
    first, last = starts[j], starts[j + 1]
    insert, left = costs[letter, n], best[j - 1, 0] + costs[letter, n]
    for other in range(first, last):
        left = min(left, best[others[other, 0], 0] + costs[others[other, 1], n])
    best[j, 0] = left
    for i in range(1, n + 1):
        left = min(left + costs[EMPTY, i - 1], best[j - 1, i] + insert, best[j - 1, i - 1] + costs[letter, i - 1])
        for each in range(ends[i], ends[i + 1]):
            begin, column = begins[each], n + 1 + each
            left = min(left, best[j, begin] + costs[EMPTY, column], best[j - 1, begin] + costs[letter, column])
            for other in range(first, last):
                left = min(left, best[others[other, 0], begin] + costs[others[other, 1], column])
        for other in range(first, last):
            before, group = others[other, 0], others[other, 1]
            left = min(left, best[before, i] + costs[group, n], best[before, i - 1] + costs[group, i - 1])
        best[j, i] = left


@compiled()
def _find_others(  # noqa: PLR0913, PLR0917 (compiled)
    words: NDArray[np.uint8],
    word: int,
    length: int,
    grow: NDArray[np.int16],
    alphabet: int,
    wide: int,
    usable: NDArray[np.bool_],
    others: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> None:
    """The groups of several letters of the other word that one of ours stands for, by where they end."""
    count = 0
    for begin in range(length - 1):
        group = int(words[word, begin])
        for end in range(begin + 2, length + 1):
            group = int(grow[alphabet + group * wide + words[word, end - 1]])
            if group == NO_GROUP:
                break
            if usable[group]:
                place = count
                while place > 0 and others[place - 1, 2] > end:
                    others[place, 0], others[place, 1] = others[place - 1, 0], others[place - 1, 1]
                    others[place, 2] = others[place - 1, 2]
                    place -= 1
                others[place, 0], others[place, 1], others[place, 2] = begin, group, end
                count += 1
    place = 0
    for end in range(1, length + 2):
        while place < count and others[place, 2] < end:
            place += 1
        starts[end] = place


@compiled()
def trace(ours: Letters, theirs: Letters, by: Laying, at: int, best: Costs, before: NDArray[np.int64]) -> int:
    """The cost of laying one word on another, and in ``before`` for each place (letters of ours, of theirs) where the
    cheapest way to it comes from, the earliest of equal ones; shape (LONGEST + 1, LONGEST + 1, 2).
    """
    costs, wide = by.places[at, _COSTS], by.places[at, _WIDE]
    best[:] = FORBIDDEN
    best[0, 0] = 0
    left_groups, right_groups = np.empty(LONGEST + 1, np.int64), np.empty(LONGEST + 1, np.int64)
    for i in range(len(ours) + 1):
        left = _starting(ours, i, by.grow, by.places[at, _LEFT], by.places[at, _LEFT_WIDE], left_groups)
        for j in range(len(theirs) + 1):
            right = _starting(theirs, j, by.grow, by.places[at, _RIGHT], by.places[at, _RIGHT_WIDE], right_groups)
            for mine in range(left):
                for yours in range(right):
                    total = best[i, j] + by.costs[costs + left_groups[mine] * wide + right_groups[yours]]
                    if total < FORBIDDEN and total < best[i + mine, j + yours]:
                        best[i + mine, j + yours] = total
                        before[i + mine, j + yours, 0], before[i + mine, j + yours, 1] = i, j
    return int(best[len(ours), len(theirs)])


@compiled()
def _starting(
    word: Letters, begin: int, grow: NDArray[np.int16], alphabet: int, wide: int, found: NDArray[np.int64]
) -> int:
    """The groups that begin at a place of a word, by their lengths from 0; returns how many."""
    found[0], count = EMPTY, 1
    if begin < len(word):
        group = int(word[begin])
        found[1], count = group, 2
        for end in range(begin + 1, len(word)):
            group = int(grow[alphabet + group * wide + word[end]])
            if group == NO_GROUP:
                break
            found[count] = group
            count += 1
    return count
