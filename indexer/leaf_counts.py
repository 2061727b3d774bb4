"""What is counted of the living documents of a segment for kinship: once, until one of them is deleted."""

from __future__ import annotations

import weakref
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.columns import Columns
from indexer.index import Leaf
from indexer.names.name import PartKind
from indexer.names.weighing import NUMBER
from indexer.rough_loops import bear


@dataclass(frozen=True, slots=True)
class Counted:
    """People by ``source``, by ``stay`` (place of repression), by source and nation (``nations``), how many have any
    place (``placed``), and how many of each nation have a given name or a patronymic, '' of all (``bearers``)."""

    source: Counter[str]
    stay: Counter[str]
    nations: dict[str, Counter[str]]
    placed: int
    bearers: dict[PartKind, Counter[str]]


_known: weakref.WeakKeyDictionary[Leaf, Counted] = weakref.WeakKeyDictionary()  # segments never change


def counted(leaf: Leaf) -> Counted:
    """The counts of the segment; a third of a second for three millions, the first time."""
    if leaf not in _known:
        _known[leaf] = _counted(leaf)
    return _known[leaf]


def _counted(leaf: Leaf) -> Counted:
    held, living = leaf.columns, leaf.living
    places = held.places.values if len(living) == leaf.size else held.places.of(living)[1]
    return Counted(
        _by_code(held, held.coded("source")[living]),
        _by_code(held, places),
        _nations(held, living),
        int(np.count_nonzero(np.diff(held.places.starts)[living])),
        {kind: _bearers(leaf, kind) for kind in (PartKind.GIVEN, PartKind.PATRONYMIC)},
    )


def _nations(held: Columns, living: NDArray[np.int32]) -> dict[str, Counter[str]]:
    """How many people of each nation stand in each source, of those whose nation is known."""
    texts = held.codes.texts
    sources, nations = held.coded("source")[living], held.coded("nation")[living]
    present = np.flatnonzero(np.bincount(sources, minlength=1))
    rows = np.zeros(len(texts), np.int64)
    rows[present] = np.arange(len(present))
    table = np.bincount(rows[sources] * len(texts) + nations, minlength=len(present) * len(texts))
    named = zip(present.tolist(), table.reshape(len(present), len(texts)), strict=True)
    found = {texts[source]: _named(held, row) for source, row in named if source}
    return {source: counts for source, counts in found.items() if counts}


def _bearers(leaf: Leaf, kind: PartKind) -> Counter[str]:
    held, living = leaf.columns, leaf.living
    of_kind = held.parts.kinds(np.arange(len(held.parts), dtype=np.int32))[0] == NUMBER[kind]
    bearing = np.zeros(len(living), np.bool_)
    bear(living, held.names.starts, held.name_rows, of_kind, bearing)
    found = _by_code(held, held.coded("nation")[living[bearing]])
    found[""] = int(np.count_nonzero(bearing))
    return found


def _by_code(held: Columns, numbers: NDArray[np.integer]) -> Counter[str]:
    return _named(held, np.bincount(numbers, minlength=1))


def _named(held: Columns, counts: NDArray[np.int64]) -> Counter[str]:
    """The counts by text; number 0 is no code."""
    return Counter(
        {held.codes.texts[number]: int(counts[number]) for number in np.flatnonzero(counts).tolist() if number}
    )
