"""Values one behind another, any number an owner: runs of an array, and texts as runs of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.names.compiled import compiled, read
from indexer.names.packed import starts_of

__all__ = ["Blobs", "Places", "Ragged", "Spans", "copied", "places", "runs_of", "starts_of"]

Places = NDArray[np.int64]


@compiled(f"void({read('uint8')}, int64[::1], int64[::1], uint8[::1])")
def copied(source: NDArray[np.uint8], starts: Places, ends: Places, blob: NDArray[np.uint8]) -> None:
    """Write run after run of the source; number n begins at ``starts[n]`` and goes to ``blob[ends[n]:ends[n + 1]]``."""
    for number in range(len(starts)):
        first, last = ends[number], ends[number + 1]
        blob[first:last] = source[starts[number] : starts[number] + last - first]


def places(starts: NDArray[np.integer[Any]], counts: NDArray[np.integer[Any]]) -> Places:
    """The places of all values of the runs that begin at ``starts`` and are so long, run after run."""
    ends = np.cumsum(counts, dtype=np.int64)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - counts), counts)


def runs_of(values: NDArray[Any], starts: Places, owners: NDArray[np.integer[Any]]) -> tuple[NDArray[Any], Places]:
    """The runs of those owners, one behind another, and where each begins; ``starts`` is of all owners."""
    begins = starts[owners]
    counts = starts[owners + 1] - begins
    return values[places(begins, counts)], starts_of(counts)


@dataclass(frozen=True, slots=True)
class Spans:
    """Any number of rows a document, in the order of documents: d has those from ``starts[d]`` to ``starts[d + 1]``."""

    starts: Places

    def of(self, documents: NDArray[np.integer[Any]]) -> tuple[Places, Places]:
        """Two arrays of equal length: positions in ``documents``, and the number of a row of the document there."""
        starts = self.starts[documents]
        counts = self.starts[documents + 1] - starts
        return np.repeat(np.arange(len(documents)), counts), places(starts, counts)


@dataclass(frozen=True, slots=True)
class Ragged:
    """Any number of values a document: those of document d are ``values[starts[d]:starts[d + 1]]``."""

    starts: Places
    values: NDArray[np.int32]

    def of(self, documents: NDArray[np.integer[Any]]) -> tuple[Places, NDArray[np.int32]]:
        """Two arrays of equal length: positions in ``documents``, and a value that the document there has."""
        owners, numbers = Spans(self.starts).of(documents)
        return owners, self.values[numbers]


@dataclass(frozen=True, slots=True)
class Blobs:
    """Runs of bytes: text or packed values number n are ``blob[starts[n]:starts[n + 1]]``."""

    blob: NDArray[np.uint8]
    starts: Places

    @classmethod
    def of(cls, values: Iterable[bytes]) -> Blobs:
        """Those bytes, in that order."""
        held = list(values)
        return cls(np.frombuffer(b"".join(held), np.uint8), starts_of([len(value) for value in held]))

    @classmethod
    def joined(cls, many: Sequence[Blobs]) -> Blobs:
        """All of them, one behind another."""
        blobs = [one.blob for one in many]
        counts = [np.diff(one.starts) for one in many]
        return cls(np.concatenate([*blobs, np.empty(0, np.uint8)]), starts_of(np.concatenate([*counts, _NO_COUNTS])))

    def chosen(self, numbers: NDArray[np.integer[Any]]) -> Blobs:
        """Those of these numbers, in that order."""
        starts = self.starts[numbers]
        ends = starts_of(self.starts[numbers + 1] - starts)
        blob = np.empty(int(ends[-1]), np.uint8)
        copied(self.blob, starts, ends, blob)
        return Blobs(blob, ends)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return self.blob[self.starts[number] : self.starts[number + 1]].tobytes()


_NO_COUNTS = np.empty(0, np.int64)
