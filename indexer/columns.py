"""A segment of the index as numpy arrays by document number: names, years, facets, order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Arrays
from indexer.entry import Years
from indexer.forms import Forms
from indexer.names.parts import PartTable
from indexer.runs import Blobs, Ragged, Spans

UNKNOWN_YEAR = -1
NATION, FATE, SOURCE, SEX, FIRST_YEAR, LAST_YEAR, CAMP, CAMPS = range(8)  # a row of what is told of a document
CODED = {"nation": NATION, "fate": FATE, "source": SOURCE, "sex": SEX}  # where of a row those numbers stand
PARTS = 6  # the length of a row of part numbers
ORDER_BYTES = 48  # UTF-8 sorts as its letters do; two surnames that agree so far may stand in either order
OF_PARTS = "parts."  # what the names of the arrays of the table of parts begin with


Told = NDArray[np.int16] | NDArray[np.int32]


@dataclass(slots=True)
class Codes:
    """Texts numbered in the order of their first coming; '' is number 0."""

    texts: list[str] = field(default_factory=lambda: [""])
    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})

    def number(self, text: str) -> int:
        """The number of that text, a new one if it is new."""
        found = self.numbers.setdefault(text, len(self.texts))
        if found == len(self.texts):
            self.texts.append(text)
        return found

    def all(self, texts: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of those texts."""
        return np.fromiter(map(self.number, texts), np.int32)

    def blobs(self) -> Blobs:
        """The texts as bytes; ``held`` is the inverse."""
        return Blobs.of(text.encode() for text in self.texts)

    @classmethod
    def held(cls, blobs: Blobs) -> Codes:
        """The codes whose texts those are."""
        texts = [blobs[number].decode() for number in range(len(blobs))]
        return cls(texts, {text: number for number, text in enumerate(texts)})


@dataclass(frozen=True, slots=True)
class Columns:
    """All that search reads of a segment besides postings. Arrays have one element a document.

    ``names`` tells which rows of ``name_rows`` (part numbers in ``parts``, -1 where none) are the names of a document.
    Facet columns hold numbers in their ``Codes``; a missing value is number 0, a missing year is UNKNOWN_YEAR.
    ``told`` has in one row, shape (documents, 8), what filters and facets look at, so that a document reached costs one
    look into memory: numbers of codes, years, the first place and how many there are; 16 bytes while codes are few.
    Documents stand in the order of surnames (``order``), then of record ids; ``by_id`` are they in the order of record
    ids (``sorted_ids``). ``forms`` are the surnames, for the search box.
    """

    record_ids: NDArray[np.int64]
    order: NDArray[np.bytes_]
    hyphened: NDArray[np.bool_]
    told: Told
    by_id: NDArray[np.int32]
    sorted_ids: NDArray[np.int64]
    places: Ragged
    names: Spans
    name_rows: NDArray[np.int32]
    parts: PartTable
    codes: Codes
    forms: Forms

    @classmethod
    def held(cls, arrays: Arrays) -> Columns:
        """The columns in the arrays of a segment: views, but for the codes, which are few."""
        return cls(
            **{name: arrays[name] for name in PLAIN},
            told=arrays["told"],
            by_id=arrays["by_id"],
            sorted_ids=arrays["sorted_ids"],
            places=Ragged(arrays["places.starts"], arrays["places"]),
            names=Spans(arrays["names.starts"]),
            name_rows=arrays["name_rows"],
            parts=PartTable.held(of_parts(arrays)),
            codes=Codes.held(Blobs(arrays["codes"], arrays["codes.starts"])),
            forms=Forms(*(arrays[f"forms.{name}"] for name in ("keys", "texts", "starts", "documents"))),
        )

    @property
    def born_from(self) -> Told:
        """The earliest year of birth of each document."""
        return self.told[:, FIRST_YEAR]

    @property
    def born_to(self) -> Told:
        """The latest one."""
        return self.told[:, LAST_YEAR]

    def coded(self, name: str) -> Told:
        """The numbers of one of CODED."""
        return self.told[:, CODED[name]]

    def born(self, document: int) -> Years | None:
        """The years of birth of that document."""
        first = int(self.born_from[document])
        return None if first == UNKNOWN_YEAR else (first, int(self.born_to[document]))

    def documents_of(self, record_ids: NDArray[np.int64]) -> NDArray[np.int32]:
        """The documents of those of the records that are there, dead ones among them."""
        return documents_of(self.sorted_ids, self.by_id, record_ids)


PLAIN = ("record_ids", "order", "hyphened")  # one value a document, the same in any portion


def of_parts(arrays: Arrays) -> Arrays:
    """The arrays of the table of parts."""
    return {name.removeprefix(OF_PARTS): array for name, array in arrays.items() if name.startswith(OF_PARTS)}


def documents_of(
    sorted_ids: NDArray[np.int64], by_id: NDArray[np.int32], record_ids: NDArray[np.int64]
) -> NDArray[np.int32]:
    """The documents of those of the records that are among ``sorted_ids``; ``by_id`` tells the document of each."""
    if not len(sorted_ids):
        return np.empty(0, np.int32)
    places = np.minimum(sorted_ids.searchsorted(record_ids), len(sorted_ids) - 1)
    there: NDArray[np.int32] = by_id[places[sorted_ids[places] == record_ids]]
    return there
