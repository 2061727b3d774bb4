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
    PartKind.GIVEN: 0.33,
    PartKind.PATRONYMIC: 0.25,
    PartKind.UNKNOWN: 0.36,
}
_WORST = -1.4  # what a part that contradicts is worth, where one that agrees is worth 1
_DOUBT = (0.4, 0.6)  # between these a likeness of parts passes from «speaks against» to «speaks for»
_PER_PART = 4.0  # worth more than any likeness: a part is left alone only where nothing may lie beside it
_TIE = 1e-6

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
_AT_TIMES = [(_SURNAME, _MAIDEN), (_SURNAME, _FATHER), (_UNKNOWN, _FATHER), (_UNKNOWN, _MAIDEN)]
_NEVER = np.zeros((len(KINDS), len(KINDS)))
PAIRING = _by_kinds([*_ALONE, *_EITHER], COMPARED, _by_kinds(_AT_TIMES, IF_ALIKE, _NEVER))
UNSURE = _by_kinds(
    [*_ALONE, *_EITHER, (_SURNAME, _GIVEN)], COMPARED, _by_kinds(product(_WEIGHT, _WEIGHT), IF_ALIKE, _NEVER)
)
_OTHER_KIND = [(_FATHER, kind) for kind in _WEIGHT if kind is not _FATHER]
TRUST = _by_kinds(_OTHER_KIND, 0.92, np.ones((len(KINDS), len(KINDS))))
WEIGHTS = np.array([_WEIGHT.get(kind, 0.0) for kind in KINDS])


def worth(likeness: Floats) -> Floats:
    """What parts of this likeness say for (1) or against (_WORST) one name."""
    low, high = _DOUBT
    against = _WORST + (likeness / low) * (-1.0 - _WORST)
    between = -1.0 + (likeness - low) / (high - low) * (1.0 + high)
    found: Floats = np.where(likeness >= high, likeness, np.where(likeness <= low, against, between))
    return found


def combined(worths: Floats, weights: Floats) -> Floats:
    """The score of names whose aligned parts have this sum of weighted worths and of weights; 0 where none aligned."""
    mean = np.divide(worths, weights, out=np.full_like(worths, _WORST), where=weights > 0)
    return np.where(mean >= SAME, np.minimum(mean, 1.0), SAME * (mean - _WORST) / (SAME - _WORST)).clip(0.0, 1.0)


def assign(likeness: Floats, weights: Floats) -> tuple[Floats, Floats, NDArray[np.int8]]:
    """Lay the parts of one name on those of many, one to one, so that most parts are aligned and agree best.

    ``likeness`` and ``weights`` have the shape (names, left parts, right parts); a weight of 0 bars a pair.
    Returns sums of weighted worths and of weights, shape (names,), and for each left part the right part on which it
    lies or -1, shape (names, left parts). The sums are the same with left and right exchanged.
    """
    names, lefts, rights = likeness.shape
    gains = weights * worth(likeness)
    value = np.where(weights > 0, _PER_PART + gains + _TIE * weights, -np.inf)
    best = {0: np.zeros(names)}
    steps: list[dict[int, NDArray[np.int8]]] = []
    for left in range(lefts):
        best, taken = _placed(best, value[:, left], rights)
        steps.append(taken)
    laid = _traced(best, steps, names)
    pairs = [(left, np.flatnonzero(laid[:, left] >= 0)) for left in range(lefts)]
    sums = np.zeros((2, names))
    for left, rows in pairs:
        sums[0, rows] += gains[rows, left, laid[rows, left]]
        sums[1, rows] += weights[rows, left, laid[rows, left]]
    return sums[0], sums[1], laid


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
