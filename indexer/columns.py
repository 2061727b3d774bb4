"""A segment of the index as numpy arrays by document number: names, years, facets, order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.entry import Entry
from indexer.names.likeness import PartTable

UNKNOWN_YEAR = -1
PARTS = 6  # the length of a row of part numbers
ORDER_BYTES = 48  # UTF-8 sorts as its letters do; two surnames that agree so far may stand in either order


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


@dataclass(frozen=True, slots=True)
class Ragged:
    """Any number of values a document: those of document d are ``values[starts[d]:starts[d + 1]]``."""

    starts: NDArray[np.int64]
    values: NDArray[np.int32]

    def of(self, documents: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Two arrays of equal length: positions in ``documents``, and a value that the document there has."""
        counts = self.starts[documents + 1] - self.starts[documents]
        owners = np.repeat(np.arange(len(documents)), counts)
        offsets = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        return owners, self.values[np.repeat(self.starts[documents], counts) + offsets]


@dataclass(frozen=True, slots=True)
class Columns:
    """All that search reads of a segment besides postings. Arrays have one element a document.

    ``names`` holds rows of ``name_rows`` (part numbers in ``parts``, -1 where none), as many as a document has names.
    Facet columns hold numbers in their ``Codes``; a missing value is number 0, a missing year is UNKNOWN_YEAR.
    """

    record_ids: NDArray[np.int64]
    born_from: NDArray[np.int16]
    born_to: NDArray[np.int16]
    sex: NDArray[np.int32]
    nation: NDArray[np.int32]
    fate: NDArray[np.int32]
    source: NDArray[np.int32]
    order: NDArray[np.bytes_]
    hyphened: NDArray[np.bool_]
    places: Ragged
    names: Ragged
    name_rows: NDArray[np.int32]
    parts: PartTable
    codes: Codes


def columns(entries: Iterable[Entry]) -> Columns:
    """The columns of these entries, which come in the order of their document numbers."""
    rows = list(entries)
    codes, parts = Codes(), PartTable()
    name_rows = [parts.row(name) for entry in rows for name in entry.names]
    return Columns(
        record_ids=np.array([e.record_id for e in rows], np.int64),
        born_from=np.array([e.born[0] if e.born else UNKNOWN_YEAR for e in rows], np.int16),
        born_to=np.array([e.born[1] if e.born else UNKNOWN_YEAR for e in rows], np.int16),
        sex=_numbers(codes, [e.sex for e in rows]),
        nation=_numbers(codes, [e.nation for e in rows]),
        fate=_numbers(codes, [e.fate for e in rows]),
        source=_numbers(codes, [e.source for e in rows]),
        order=np.array([e.order.encode()[:ORDER_BYTES] for e in rows], f"S{ORDER_BYTES}"),
        hyphened=np.array([bool(e.names) and "-" in e.names[0].written for e in rows], np.bool_),
        places=_ragged([[codes.number(place) for place in e.places] for e in rows]),
        names=_ragged(_runs([len(e.names) for e in rows])),
        name_rows=np.array(name_rows, np.int32).reshape(-1, PARTS),
        parts=parts,
        codes=codes,
    )


def _numbers(codes: Codes, texts: list[str]) -> NDArray[np.int32]:
    return np.array([codes.number(text) for text in texts], np.int32)


def _ragged(lists: list[list[int]]) -> Ragged:
    starts = np.zeros(len(lists) + 1, np.int64)
    np.cumsum([len(values) for values in lists], out=starts[1:])
    return Ragged(starts, np.array([value for values in lists for value in values], np.int32))


def _runs(lengths: list[int]) -> list[list[int]]:
    ends = np.cumsum(lengths, dtype=np.int64).tolist()
    return [list(range(end - length, end)) for end, length in zip(ends, lengths, strict=True)]
