"""From the likeness of parts to the likeness of names: what a part weighs, and which part lies on which."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import numpy as np
from numpy.typing import NDArray

from indexer.names.name import PartKind

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


def worth(likeness: Floats, weights: Floats) -> Floats:
    """What pairs of parts of these likenesses and weights say for or against one name.

    One that agrees says as much as it weighs; one that contradicts takes more away the less alike it is.
    """
    low, high = _DOUBT
    most = _AGAINST + _AGAINST_BY_WEIGHT * weights
    least = -most * _AT_BEST
    against = -most + (likeness / low) * (least + most)
    between = least + (likeness - low) / (high - low) * (high * weights - least)
    found: Floats = np.where(likeness >= high, likeness * weights, np.where(likeness <= low, against, between))
    return found


def combined(laid: NDArray[np.int8], likeness: Floats, weights: Floats) -> Floats:
    """The score of names whose parts are laid so (see ``assign``); 0 where none is laid on any.

    A part of it is the mean worth of the parts, a part the likeness of those least alike: a name is hardly nearer than
    the part that differs.
    """
    names = np.arange(len(laid))
    worths, sums, least = np.zeros(len(laid)), np.zeros(len(laid)), np.ones(len(laid))
    for left in range(laid.shape[1]):
        rows = names[laid[:, left] >= 0]
        rights = laid[rows, left]
        alike, weighs = likeness[rows, left, rights], weights[rows, left, rights]
        worths[rows] += worth(alike, weighs)
        sums[rows] += weighs
        least[rows] = np.minimum(least[rows], alike)
    mean = np.divide(worths, sums, out=np.full_like(worths, _WORST), where=sums > 0)
    low = SAME * (np.maximum(mean, _WORST) - _WORST) / (SAME - _WORST)
    level = np.where(mean >= SAME, np.minimum(mean, 1.0), low)
    return np.where(sums > 0, np.interp((1.0 - _LEAST) * level + _LEAST * least, *_SCALE), 0.0)


def contradiction(laid: NDArray[np.int8], likeness: Floats) -> Floats:
    """How far each left part contradicts the one it is laid on, 0 to 1; shape (names, left parts).

    One that lies on none does not contradict.
    """
    low, high = _DOUBT
    names = np.arange(len(laid))[:, None]
    lefts = np.arange(laid.shape[1])[None, :]
    alike = likeness[names, lefts, np.maximum(laid, 0)]
    found: Floats = np.where(laid >= 0, np.clip((high - alike) / (high - low), 0.0, 1.0), 0.0)
    return found


def assign(likeness: Floats, weights: Floats) -> NDArray[np.int8]:
    """Lay the parts of one name on those of many, one to one, so that most parts are aligned and agree best.

    ``likeness`` and ``weights`` have the shape (names, left parts, right parts); a weight of 0 bars a pair.
    Returns for each left part the right part on which it lies or -1, shape (names, left parts).
    """
    names, lefts, rights = likeness.shape
    value = np.where(weights > 0, _PER_PART + worth(likeness, weights) + _TIE * weights, -np.inf)
    best = {0: np.zeros(names)}
    steps: list[dict[int, NDArray[np.int8]]] = []
    for left in range(lefts):
        best, taken = _placed(best, value[:, left], rights)
        steps.append(taken)
    return _traced(best, steps, names)


def _placed(
    best: dict[int, Floats], value: Floats, rights: int
) -> tuple[dict[int, Floats], dict[int, NDArray[np.int8]]]:
    """Add one left part to every set of right parts taken so far (a set is a bit mask)."""
    found = {mask: total.copy() for mask, total in best.items()}
    taken = {mask: np.full(len(value), -1, dtype=np.int8) for mask in best}
    for (mask, total), right in product(best.items(), range(rights)):
        if mask >> right & 1:
            continue
        bigger, sums = mask | 1 << right, total + value[:, right]
        if bigger not in found:
            found[bigger] = np.full(len(value), -np.inf)
            taken[bigger] = np.full(len(value), -1, dtype=np.int8)
        better = sums > found[bigger]
        found[bigger] = np.where(better, sums, found[bigger])
        taken[bigger] = np.where(better, right, taken[bigger]).astype(np.int8)
    return found, taken


def _traced(best: dict[int, Floats], steps: list[dict[int, NDArray[np.int8]]], names: int) -> NDArray[np.int8]:
    masks = np.array(sorted(best))
    here = masks[np.argmax([best[mask] for mask in masks], axis=0)]
    laid = np.full((names, len(steps)), -1, dtype=np.int8)
    for left in range(len(steps) - 1, -1, -1):
        for mask, taken in steps[left].items():
            rows = np.flatnonzero(here == mask)
            laid[rows, left] = taken[rows]
        placed = laid[:, left] >= 0
        here = np.where(placed, here & ~(1 << np.maximum(laid[:, left], 0).astype(np.int64)), here)
    return laid
