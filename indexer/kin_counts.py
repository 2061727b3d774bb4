"""Counts of an index that kinship is held against: people of one surname, of one given name or father by nation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from indexer.columns import Columns
from indexer.index import Index, Leaf
from indexer.leaf_counts import Counted, counted
from indexer.matching.chances import NATION
from indexer.matching.kin_shares import FATHER, GIVEN, SOURCE, STAY, STEM
from indexer.names import morphology
from indexer.names.name import PartKind
from indexer.names.skeleton import skeletons
from indexer.names.weighing import NUMBER
from indexer.schema import KEYS


def kin_counts(index: Index) -> tuple[dict[str, Mapping[str, int]], dict[str, int]]:
    """Kind → value → people, and kind → people of whom such a thing is known; looked up as they are asked for.

    Kinds: STEM by form of a surname; GIVEN and FATHER by key of a part, alone and with a nation («father greek»);
    SOURCE by collection; NATION within a collection («nation mos.memo.ru»); STAY by place of repression.
    """
    held = [counted(leaf) for leaf in index.leaves]
    sources, stays = _summed(each.source for each in held), _summed(each.stay for each in held)
    counts: dict[str, Mapping[str, int]] = {STEM: _Stems(index), SOURCE: sources, STAY: stays}
    known = {STEM: index.size, SOURCE: index.size, STAY: sum(each.placed for each in held)}
    for source, nations in _nations(held).items():
        counts[f"{NATION} {source}"], known[f"{NATION} {source}"] = nations, sum(nations.values())
    for kind, part in ((GIVEN, PartKind.GIVEN), (FATHER, PartKind.PATRONYMIC)):
        bearers = _summed(each.bearers[part] for each in held)
        named = _Named(index)
        for nation, total in bearers.items():
            within = f"{kind} {nation}" if nation else kind
            counts[within], known[within] = _Within(named, nation), total
    return counts, known


class _Lazy(Mapping[str, int]):
    """Counts that are found when they are first asked for."""

    def __init__(self) -> None:
        self._found: dict[str, int] = {}

    def __getitem__(self, value: str) -> int:
        if value not in self._found:
            self._found[value] = self._count(value)
        return self._found[value]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def _count(self, value: str) -> int:
        raise NotImplementedError


class _Stems(_Lazy):
    """People who bear that surname, endings of gender apart."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def _count(self, form: str) -> int:
        stem = morphology.stem(form)
        codes = skeletons(stem, 1)  # by its sound, also where it is a given name as well (Ким)
        return sum(_with_stem(leaf, f"n:{codes[0]}", stem) for leaf in self._index.leaves) if codes else 0


def _with_stem(leaf: Leaf, key: str, stem: str) -> int:
    documents = leaf.documents(KEYS, key)
    if not len(documents):
        return 0
    held = leaf.columns
    owners, names = held.names.of(documents)
    rows = held.name_rows[names]
    seen = np.zeros(len(held.parts) + 1, np.bool_)
    seen[rows] = True
    numbers = np.flatnonzero(seen[:-1]).astype(np.int32)
    surnames = numbers[np.isin(held.parts.kinds(numbers)[0], _SURNAMES)]
    borne = [number for number in surnames.tolist() if morphology.stem(held.parts.traits(number).form) == stem]
    return len(np.unique(owners[np.isin(rows, borne).any(axis=1)]))


_SURNAMES = [NUMBER[PartKind.SURNAME], NUMBER[PartKind.UNKNOWN]]


class _Named:
    """Key → nation → people; '' counts those of all nations."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._found: dict[str, Counter[str]] = {}

    def of(self, key: str) -> Counter[str]:
        """How many of each nation have the key."""
        if key not in self._found:
            found: Counter[str] = Counter()
            for leaf in self._index.leaves:
                documents = leaf.documents(KEYS, key)
                found[""] += len(documents)
                found.update(_by_code(leaf.columns, leaf.columns.coded("nation")[documents]))
            self._found[key] = found
        return self._found[key]


class _Within(_Lazy):
    """People of one nation with a key."""

    def __init__(self, named: _Named, nation: str) -> None:
        super().__init__()
        self._named, self._nation = named, nation

    def _count(self, key: str) -> int:
        return self._named.of(key)[self._nation]


def _summed(counts: Iterable[Counter[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in counts:
        found.update(each)
    return found


def _nations(held: Iterable[Counted]) -> dict[str, Counter[str]]:
    """How many people of each nation stand in each source, of those whose nation is known."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in held:
        for source, nations in each.nations.items():
            found[source].update(nations)
    return dict(found)


def _by_code(held: Columns, numbers: NDArray[np.integer]) -> dict[str, int]:
    counted = enumerate(np.bincount(numbers, minlength=1).tolist())
    return {held.codes.texts[number]: count for number, count in counted if number and count}
