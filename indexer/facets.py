"""How many of the documents reached stand under each nation, place, fate and source, and in each decade of birth."""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Sequence

import numpy as np

from indexer.index import Leaf
from indexer.reach import Reached
from indexer.tally import count

FACETS = ("nation", "camp", "fate", "source")
_YEARS = (1 << 15) + 1  # that two bytes hold, and the unknown one
_Counts = dict[str, Counter[str]]

_of_all: weakref.WeakKeyDictionary[Leaf, _Counts] = weakref.WeakKeyDictionary()  # segments never change


def facets(reached: Sequence[Reached]) -> dict[str, dict[str, int]]:
    """How many of the documents stand under each code of each of FACETS, the most frequent first, and each decade."""
    found: _Counts = {name: Counter() for name in (*FACETS, "decade")}
    for part in reached:
        if len(part.documents):
            for name, counts in _counts(part).items():
                found[name].update(counts)
    sorted_ = {name: sorted(found[name].items(), key=lambda item: (-item[1], item[0])) for name in FACETS}
    return {name: dict(items) for name, items in sorted_.items()} | {"decade": dict(sorted(found["decade"].items()))}


def _counts(part: Reached) -> _Counts:
    if len(part.documents) < part.leaf.count:
        return _counted(part)
    if part.leaf not in _of_all:
        _of_all[part.leaf] = _counted(part)
    return _of_all[part.leaf]


def _counted(part: Reached) -> _Counts:
    held, documents = part.leaf.columns, part.documents
    texts = held.codes.texts
    counts, years = np.zeros((len(FACETS), len(texts)), np.int64), np.zeros(_YEARS, np.int64)
    count(documents, held.told, held.places.starts, held.places.values, counts, years)
    found: _Counts = {}
    for name, row in zip(FACETS, counts, strict=True):
        numbers = np.flatnonzero(row[1:]) + 1  # number 0 is no code
        pairs = zip(numbers.tolist(), row[numbers].tolist(), strict=True)
        found[name] = Counter({texts[number]: times for number, times in pairs})
    decades: Counter[str] = Counter()
    for year in np.flatnonzero(years[1:]).tolist():
        decades[str(year // 10 * 10)] += int(years[year + 1])
    return found | {"decade": decades}
