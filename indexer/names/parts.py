"""The distinct parts of a collection of names by number, with what a comparison needs of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.names.name import Name, NamePart, PartKind
from indexer.names.outline import Outlines, heard, outlines
from indexer.names.part import BARE, ECHOES, SPELLINGS, Traits, plain, traits
from indexer.names.units import SLOTS, units
from indexer.names.weighing import NUMBER
from indexer.names.words import Words

CONCEPTS = 8  # given names that one part may stand for
NONE = -1

Numbers = NDArray[np.int32]

_COLUMNS = np.dtype(
    [
        ("ready", np.bool_),
        ("initial", np.bool_),
        ("form", np.int32),
        ("spellings", np.int32, (SPELLINGS,)),
        ("roles", np.int8, (SPELLINGS,)),
        ("trust", np.float64, (SPELLINGS,)),
        ("plain", np.int32, (SPELLINGS,)),
        ("echoes", np.int32, (ECHOES,)),
        ("echoed", np.float64, (ECHOES,)),
        ("concepts", np.int32, (CONCEPTS,)),
        ("sure", np.int32, (CONCEPTS,)),
    ]
)


class Chosen:
    """Columns of some parts, each gathered when it is asked for."""

    def __init__(self, held: dict[str, NDArray[Any]], numbers: Numbers) -> None:
        self._held, self._numbers = held, numbers
        self._gathered: dict[str, NDArray[Any]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """The column of that name, a row for each part."""
        if name not in self._gathered:
            self._gathered[name] = self._held[name][self._numbers]
        return self._gathered[name]


class PartTable:
    """Parts are added by ``number``, ``extend`` or ``row``; what is compared of one is worked out when first needed.

    ``columns`` holds the forms, spellings and given names of parts by number, ``words`` the spellings.
    """

    def __init__(self) -> None:
        self._numbers: dict[NamePart, int] = {}
        self._parts: list[NamePart] = []
        self._forms: dict[str, int] = {}
        self._concepts: dict[str, int] = {}
        self._columns = _empty(0)
        self._kinds = np.zeros((0, 2), dtype=np.int8)
        self._outlines = np.zeros((0, 2), dtype=np.uint64)
        self._drawn = np.zeros(0, dtype=np.bool_)
        self._heard: dict[int, str] = {}
        self.words = Words()

    def __len__(self) -> int:
        return len(self._parts)

    def number(self, form: str, kind: PartKind, sure: bool = True) -> int:
        """The number of a part, which is added if new."""
        part = NamePart(form, kind, sure)
        number = self._numbers.setdefault(part, len(self._parts))
        if number == len(self._parts):
            self._parts.append(part)
        return number

    def extend(self, parts: Iterable[tuple[str, PartKind]]) -> Numbers:
        """The numbers of many parts."""
        return np.fromiter((self.number(form, kind) for form, kind in parts), dtype=np.int32)

    def row(self, name: Name) -> list[int]:
        """The numbers of the units of a name, filled up with NONE to SLOTS."""
        parts = [unit.part for unit in units(name)]
        numbers = [self.number(part.form, part.kind, part.sure) for part in parts]
        return numbers + [NONE] * (SLOTS - len(numbers))

    def traits(self, number: int) -> Traits:
        """What of the part takes part in a comparison."""
        return traits(self._parts[number])

    def kinds(self, numbers: Numbers) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
        """The kinds of the parts, by ``weighing.NUMBER``, and whether they are sure."""
        known = len(self._kinds)
        if known < len(self._parts):
            new = [(NUMBER[part.kind], part.sure) for part in self._parts[known:]]
            self._kinds = np.concatenate([self._kinds, np.array(new, dtype=np.int8)])
        return self._kinds[numbers, 0], self._kinds[numbers, 1].astype(bool)

    def columns(self, numbers: Numbers) -> Chosen:
        """What is compared of the parts, by number; NONE fills a row that has less."""
        known = len(self._columns["ready"])
        if known < len(self._parts):
            more = _empty(max(len(self._parts) - known, known // 2))
            self._columns = {name: np.concatenate([held, more[name]]) for name, held in self._columns.items()}
        for number in numbers[~self._columns["ready"][numbers].astype(np.bool_)]:
            for name, value in zip(self._columns, self._column(self.traits(number)), strict=True):
                self._columns[name][number] = value
        return Chosen(self._columns, numbers)

    def outlines(self, numbers: Numbers) -> Outlines:
        """The outlines of the parts, by their likeliest readings; shape (numbers, 2)."""
        missing = len(self._parts) - len(self._drawn)
        if missing > 0:
            self._outlines = np.concatenate([self._outlines, np.zeros((missing, 2), dtype=np.uint64)])
            self._drawn = np.concatenate([self._drawn, np.zeros(missing, dtype=np.bool_)])
        for number in numbers[~self._drawn[numbers]]:
            self._outlines[number] = next(iter(outlines(self._parts[number], 1)), (0, 0))
        self._drawn[numbers] = True
        return self._outlines[numbers]

    def heard(self, numbers: Numbers) -> list[str]:
        """The sounds of the parts, by their likeliest readings."""
        wanted = numbers.tolist()
        for number in wanted:
            if number not in self._heard:
                self._heard[number] = next(iter(heard(self._parts[number], 1)), "")
        return [self._heard[number] for number in wanted]

    def form(self, folded: str) -> int:
        """The number of a folded form."""
        return self._forms.setdefault(folded, len(self._forms))

    def plain(self, part: Traits) -> list[int]:
        """The numbers of the spellings of a part that may be echoed."""
        return [
            self.form(plain(spelling.word))
            for spelling in part.spellings
            if spelling.roles & BARE and spelling.trust == 1.0
        ]

    def concepts(self, names: Iterable[str]) -> list[int]:
        """The numbers of given names."""
        return [self._concepts.setdefault(name, len(self._concepts)) for name in sorted(names)]

    def _column(self, part: Traits) -> tuple[object, ...]:
        spellings = [self.words.number(spelling.word) for spelling in part.spellings]
        rest = [0] * (SPELLINGS - len(spellings))
        return (
            True,
            bool(part.initial),
            self.form(part.form),
            _filled(spellings, SPELLINGS),
            [spelling.roles for spelling in part.spellings] + rest,
            [spelling.trust for spelling in part.spellings] + rest,
            _filled(self.plain(part), SPELLINGS),
            _filled([self.form(echo.word) for echo in part.echoes], ECHOES),
            _filled([echo.trust for echo in part.echoes], ECHOES),
            _filled(self.concepts(part.concepts), CONCEPTS),
            _filled(self.concepts(part.sure_concepts), CONCEPTS),
        )


def _empty(length: int) -> dict[str, NDArray[Any]]:
    """The columns of so many parts that are not ready."""
    made = np.zeros(length, dtype=_COLUMNS)
    return {name: np.ascontiguousarray(made[name]) for name in _COLUMNS.names or ()}


def _filled(numbers: Sequence[float], length: int) -> list[float]:
    return [*numbers, *([NONE] * length)][:length]
