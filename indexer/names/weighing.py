"""From the likeness of parts to the likeness of names: what a part weighs, and which part lies on which."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.names.compiled import compiled
from indexer.names.name import PartKind
from indexer.names.units import SLOTS

Floats = NDArray[np.float64]

KINDS = tuple(PartKind)
NUMBER = {kind: number for number, kind in enumerate(KINDS)}

SAME = 0.5  # likeness of two parts from which on they may be one name
INITIAL_WEIGHS = 0.4  # an initial says less than a name
_WEIGHT = {
    PartKind.SURNAME: 0.42,
    PartKind.MAIDEN: 0.42,
    PartKind.GIVEN: 0.30,
    PartKind.PATRONYMIC: 0.28,
    PartKind.UNKNOWN: 0.36,
}
# What a part that contradicts takes away, where all that agree give 1 together: about the same whatever the part is,
# for a father of another name is as much another person as a surname is; given names were changed most easily.
_AGAINST = 0.2
_AGAINST_BY_WEIGHT = 0.5
_AT_BEST = 0.25  # the share of it that the least unlike part takes away
_DOUBT = (0.4, 0.6)  # between these a likeness of parts passes from «speaks against» to «speaks for»
_WORST = -1.5  # as low as the mean of parts is told apart
_PER_PART = 4.0  # worth more than any likeness: a part is left alone only where nothing may lie beside it
_TIE = 1e-6
_LEAST = 0.5  # the share of the score that is the likeness of the parts least alike
# The same order on the scale of ``compare``: at the left what fresh pairs of names showed to be as often one as two.
_SCALE = ((0.0, 0.38, 0.46, 0.62, 1.0), (0.0, 0.38, 0.5, 0.62, 1.0))

# By kinds: may two parts never lie on each other, only if alike, or must they, and contradict when unlike?
IMPOSSIBLE, IF_ALIKE, COMPARED = 0, 1, 2


_SURNAME, _GIVEN, _FATHER = PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC
_MAIDEN, _UNKNOWN = PartKind.MAIDEN, PartKind.UNKNOWN


def _by_kinds(pairs: Iterable[tuple[PartKind, PartKind]], value: float, base: Floats) -> Floats:
    """The table of kinds by kinds with the value for these pairs, both ways."""
    table = base.copy()
    for left, right in pairs:
        table[NUMBER[left], NUMBER[right]] = table[NUMBER[right], NUMBER[left]] = value
    return table


_ALONE = [(kind, kind) for kind in _WEIGHT]
_EITHER = [(_UNKNOWN, _SURNAME), (_UNKNOWN, _GIVEN)]
_AT_TIMES = [
    (_SURNAME, _MAIDEN),
    (_UNKNOWN, _FATHER),
    (_UNKNOWN, _MAIDEN),
]
_NEVER = np.zeros((len(KINDS), len(KINDS)))
PAIRING = _by_kinds([*_ALONE, *_EITHER], COMPARED, _by_kinds(_AT_TIMES, IF_ALIKE, _NEVER))
UNSURE = _by_kinds(
    [*_ALONE, *_EITHER, (_SURNAME, _GIVEN), (_SURNAME, _FATHER)],
    COMPARED,
    _by_kinds(product(_WEIGHT, _WEIGHT), IF_ALIKE, _NEVER),
)
_OTHER_KIND = [(_FATHER, kind) for kind in _WEIGHT if kind is not _FATHER]
TRUST = _by_kinds([(_SURNAME, _GIVEN)], 0.97, _by_kinds(_OTHER_KIND, 0.92, np.ones((len(KINDS), len(KINDS)))))
SURNAMES = np.array([kind in (_SURNAME, _MAIDEN) for kind in KINDS])
WEIGHTS = np.array([_WEIGHT.get(kind, 0.0) for kind in KINDS])


class Laid(NamedTuple):
    """What is found of each name: ``scores``, shape (names,); shape (names, left parts): the slot of the part that each
    left part lies on or -1 (``places``), how alike the two are (``alike``), and how far they contradict (``unlike``, 0
    to 1).
    """

    scores: Floats
    places: NDArray[np.int8]
    alike: Floats
    unlike: NDArray[np.float32]


def laid(names: int, parts: int) -> Laid:
    """Room for what is found of so many names."""
    return Laid(
        np.zeros(names),
        np.full((names, parts), -1, np.int8),
        np.zeros((names, parts)),
        np.zeros((names, parts), np.float32),
    )


def _masks() -> NDArray[np.int64]:
    """For each number of right parts the sets of them (bit masks) by size, in the order in which they are reached."""
    listed = np.zeros((SLOTS + 1, 1 << SLOTS), np.int64)
    for rights in range(SLOTS + 1):
        reached = {0: None}
        for _ in range(rights):
            reached |= {mask | 1 << right: None for mask, right in product(reached, range(rights))}
        listed[rights, : 1 << rights] = list(reached)
    return listed


_MASKS = _masks()


@compiled()
def lay_names(rows: NDArray[np.int32], alike: Floats, weights: Floats, most: Floats, found: Laid) -> None:
    """Lay the parts of one name on those of many, one to one, so that most parts are aligned and agree best.

    ``rows``, shape (names, SLOTS), are the places of the parts of names in ``alike`` and ``weights``, shape (left
    parts, parts), -1 where a name has no more; a weight of 0 bars a pair. ``most`` is what any likeness may be.
    """
    best, before = np.empty(1 << SLOTS), np.empty(1 << SLOTS)
    taken = np.empty((SLOTS, 1 << SLOTS), np.int8)
    values = np.empty(SLOTS)
    for name in range(len(rows)):
        count = 0
        while count < SLOTS and rows[name, count] >= 0:
            count += 1
        sets = 1 << count
        best[:sets] = -np.inf
        best[0] = 0.0
        for left in range(len(alike)):
            for right in range(count):
                likeness, weight = min(alike[left, rows[name, right]], most[name]), weights[left, rows[name, right]]
                value = _PER_PART + worth(likeness, weight) + _TIE * weight
                values[right] = value if weight > 0 else -np.inf
            before[:sets] = best[:sets]
            _place(before, values, count, best, taken[left])
        mask = int(np.argmax(best[:sets]))
        for left in range(len(alike) - 1, -1, -1):
            right = taken[left, mask]
            found.places[name, left] = right
            if right >= 0:
                mask &= ~(1 << right)
        _score(name, rows[name], alike, weights, most[name], found)


@compiled()
def _place(before: Floats, values: Floats, count: int, best: Floats, taken: NDArray[np.int8]) -> None:
    """Add one left part, of such values beside the right ones, to every set of right parts taken so far."""
    taken[: 1 << count] = -1
    for at in range(1 << count):
        mask = _MASKS[count, at]
        for right in range(count):
            bigger = mask | 1 << right
            if bigger != mask and before[mask] + values[right] > best[bigger]:
                best[bigger] = before[mask] + values[right]
                taken[bigger] = right


@compiled()
def _score(name: int, row: NDArray[np.int32], alike: Floats, weights: Floats, most: float, found: Laid) -> None:
    """The score of a name whose parts are laid: 0 where none is laid on any.

    A part of it is the mean worth of the parts, a part the likeness of those least alike: a name is hardly nearer than
    the part that differs. A left part that lies on none does not contradict.
    """
    worths, sums, least = 0.0, 0.0, 1.0
    low, high = _DOUBT
    for left in range(len(alike)):
        right = found.places[name, left]
        if right < 0:
            continue
        likeness, weight = min(alike[left, row[right]], most), weights[left, row[right]]
        found.alike[name, left] = likeness
        found.unlike[name, left] = min(max((high - likeness) / (high - low), 0.0), 1.0)
        worths += worth(likeness, weight)
        sums += weight
        least = min(least, likeness)
    if sums > 0.0:
        mean = worths / sums
        level = min(mean, 1.0)
        if mean < SAME:
            level = SAME * (max(mean, _WORST) - _WORST) / (SAME - _WORST)
        found.scores[name] = _scaled((1.0 - _LEAST) * level + _LEAST * least)


@compiled()
def worth(likeness: float, weight: float) -> float:
    """What a pair of parts of that likeness and weight says for or against one name.

    One that agrees says as much as it weighs; one that contradicts takes more away the less alike it is.
    """
    low, high = _DOUBT
    most = _AGAINST + _AGAINST_BY_WEIGHT * weight
    least = -most * _AT_BEST
    if likeness >= high:
        return likeness * weight
    if likeness <= low:
        return -most + (likeness / low) * (least + most)
    return least + (likeness - low) / (high - low) * (high * weight - least)


@compiled()
def _scaled(value: float) -> float:
    """The value on the scale of ``compare``."""
    before, after = _SCALE
    for step in range(1, len(before)):
        if value < before[step]:
            slope = (after[step] - after[step - 1]) / (before[step] - before[step - 1])
            return after[step - 1] + slope * (max(value, before[0]) - before[step - 1])
    return after[-1]
