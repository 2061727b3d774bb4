"""The distinct parts of a collection of names by number, with what a comparison needs of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.names import joining
from indexer.names.joining import Arrays
from indexer.names.name import Name, NamePart, PartKind
from indexer.names.outline import Outlines, heard, outlines
from indexer.names.packed import (
    NONE,
    NOTHING,
    PART,
    WORD,
    Packed,
    Rows,
    appended,
    fixed,
    identity,
    made_by,
    made_rows,
    part_row,
    rows,
    starts_of,
)
from indexer.names.part import Traits, traits
from indexer.names.units import SLOTS, units
from indexer.names.weighing import KINDS
from indexer.names.words import Words

__all__ = ["NONE", "Arrays", "Numbers", "Outdated", "PartTable", "joined"]

Numbers = NDArray[np.int32]


class Outdated(ValueError):
    """The arrays were made by other tables of letters, or are not those of a table of parts: build them anew."""


class PartTable:
    """Parts are added by ``number``, ``extend`` or ``row``; what is compared of one is worked out when first needed.

    A table that is ``held`` was worked out before: nothing can be added, and nothing is worked out.
    """

    def __init__(self) -> None:
        self._numbers: dict[NamePart, int] = {}
        self._parts: list[NamePart] = []
        self._words = Words()
        self._packed = NOTHING
        self._held: Arrays = {}
        self._rows: Rows | None = None

    @classmethod
    def held(cls, arrays: Arrays) -> PartTable:
        """The table that ``arrays`` were made of; they may be mapped from a file. Raises Outdated."""
        if "made_by" not in arrays or int(arrays["made_by"][0]) != made_by():
            raise Outdated("these parts of names were made by other tables of letters")
        table = cls()
        table._held = arrays
        table._packed = Packed(
            fixed(arrays["parts"].view(PART).reshape(-1)),
            fixed(arrays["words"].view(WORD).reshape(-1)),
            *(fixed(arrays[name]) for name in ("hashes", "trusts", "texts")),
        )
        return table

    def __len__(self) -> int:
        return len(self._packed.part) if self._held else len(self._parts)

    def number(self, form: str, kind: PartKind, sure: bool = True) -> int:
        """The number of a part, which is added if new."""
        if self._held:
            raise TypeError("nothing can be added to a table that is held")
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

    def part(self, number: int) -> NamePart:
        """The part of that number."""
        if not self._held:
            return self._parts[number]
        row = self._packed.part[number]
        form = _text(self._held, "forms", number).decode("utf-8", "surrogatepass")
        return NamePart(form, KINDS[row["kind"]], bool(row["sure"]))

    def traits(self, number: int) -> Traits:
        """What of the part takes part in a comparison."""
        return traits(self.part(number))

    def kinds(self, numbers: Numbers) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
        """The kinds of the parts, by ``weighing.NUMBER``, and whether they are sure."""
        held = self.packed().part
        return held["kind"][numbers], held["sure"][numbers].astype(np.bool_)

    def outlines(self, numbers: Numbers) -> Outlines:
        """The outlines of the parts, by their likeliest readings; shape (numbers, 2)."""
        if self._held:
            found: Outlines = self._held["outlines"][numbers]
            return found
        return _outlines([self._parts[number] for number in numbers.tolist()])

    def heard(self, numbers: Numbers) -> list[str]:
        """The sounds of the parts, by their likeliest readings."""
        if self._held:
            return [_text(self._held, "heard", number).decode("ascii") for number in numbers.tolist()]
        return [_heard(self._parts[number]) for number in numbers.tolist()]

    def packed(self) -> Packed:
        """The rows of all parts; those added since the last time are worked out."""
        if not self._held and len(self._packed.part) < len(self._parts):
            self._packed = self._grown()
        return self._packed

    def rows(self) -> Rows:
        """The rows of all parts for compiled loops."""
        packed = self.packed()
        if self._rows is None or len(self._rows.part8) < len(packed.part):
            self._rows = rows(packed)
        return self._rows

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything worked out for all parts: read-only arrays that can be saved, and ``held`` again."""
        if self._held:
            return dict(self._held)
        packed = self.packed()
        forms = _texts([part.form.encode("utf-8", "surrogatepass") for part in self._parts])
        sounds = _texts([_heard(part).encode("ascii") for part in self._parts])
        return {
            "parts": packed.part.view(np.uint8).reshape(len(packed.part), PART.itemsize),
            "words": packed.word.view(np.uint8).reshape(len(packed.word), WORD.itemsize),
            "hashes": packed.hashes,
            "trusts": packed.trusts,
            "texts": packed.texts,
            "part_ids": np.array([identity(part) for part in self._parts], np.uint64),
            "word_ids": np.array(self._words.hashes(), np.uint64),
            "outlines": _outlines(self._parts),
            "forms": forms[0],
            "forms_starts": forms[1],
            "heard": sounds[0],
            "heard_starts": sounds[1],
            "made_by": np.array([made_by()], np.uint64),
        }

    def _grown(self) -> Packed:
        held, worked = self._packed, [part_row(part) for part in self._parts[len(self._packed.part) :]]
        made = made_rows([one.row for one in worked], PART)
        made["extra"] = len(held.hashes) + starts_of([len(one.hashes) for one in worked])[:-1]
        for place, one in enumerate(worked):
            made["spellings"][place, : len(one.words)] = [self._words.number(word) for word in one.words]
        words = self._words.packed()
        return Packed(
            appended(held.part, made),
            words.word,
            appended(held.hashes, [value for one in worked for value in one.hashes]),
            appended(held.trusts, [value for one in worked for value in one.trusts]),
            words.texts,
        )


def joined(tables: Iterable[Arrays]) -> tuple[dict[str, NDArray[Any]], list[Numbers]]:
    """One table of all the parts of the tables, each once, and for each table the new numbers of its parts.

    Raises Outdated where one was made by other tables of letters.
    """
    listed = list(tables) or [PartTable().arrays()]
    if any("made_by" not in each or int(each["made_by"][0]) != made_by() for each in listed):
        raise Outdated("these parts of names were made by other tables of letters")
    return joining.joined(listed)


def _outlines(parts: Iterable[NamePart]) -> Outlines:
    drawn = [next(iter(outlines(part, 1)), (0, 0)) for part in parts]
    return np.array(drawn, dtype=np.uint64).reshape(-1, 2)


def _heard(part: NamePart) -> str:
    return next(iter(heard(part, 1)), "")


def _texts(encoded: list[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Texts one after another, and where each begins and the last ends."""
    return np.frombuffer(b"".join(encoded), np.uint8), starts_of([len(text) for text in encoded])


def _text(held: Mapping[str, NDArray[Any]], name: str, number: int) -> bytes:
    begins = held[f"{name}_starts"]
    return held[name][begins[number] : begins[number + 1]].tobytes()
