"""One segment opened for reading: its mapped arrays, and which of its documents live."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Arrays, Damaged, read
from indexer.columns import Columns
from indexer.entry import Said, unpack
from indexer.names.parts import Outdated
from indexer.portion import FIELDS, SAID, Portion, chosen
from indexer.runs import Blobs
from indexer.terms import Documents, Terms


class Listed(Protocol):
    """A segment as the list of a commit names it."""

    def segment_id(self) -> str:
        """Its name."""

    def doc_count_all(self) -> int:
        """Its documents, deleted ones among them."""

    def deleted_count(self) -> int:
        """How many of them were deleted."""

    def deleted_docs(self) -> Iterable[int]:
        """Those that were deleted."""

    def delete_document(self, docnum: int) -> None:
        """Delete one."""


class Held:
    """The arrays of a segment, opened once for all commits that list it."""

    def __init__(self, arrays: Arrays) -> None:
        self.columns = Columns.held(arrays)
        self.terms = {field: Terms.held(arrays, field) for field in FIELDS}
        self.said = Blobs(arrays[SAID], arrays[f"{SAID}.starts"])
        self.arrays = arrays


class Leaf:
    """One segment at one commit: its postings, its columns, and which of its documents live. It never changes."""

    def __init__(self, held: Held, listed: Listed) -> None:
        self.columns = held.columns
        self.arrays = held.arrays
        self.size: int = listed.doc_count_all()
        self.count = self.size - listed.deleted_count()  # documents that live
        self.dead = dead(listed)
        self._terms = held.terms
        self._said = held.said
        self._living: Documents | None = None

    def documents(self, field: str, term: str) -> Documents:
        """Numbers of the living documents that hold the term, ascending. A view of the file, or a copy."""
        found = self._terms[field].found(term)
        return found if self.dead is None or not len(found) else found[~self.dead[found]]

    def found(self, field: str, terms: Sequence[str]) -> list[Documents]:
        """For each of the terms the documents that hold it, ascending, dead ones among them. Views of the file."""
        return self._terms[field].all(terms)

    def frequency(self, field: str, term: str) -> int:
        """How many documents hold the term, dead ones among them."""
        return self._terms[field].frequency(term)

    @property
    def living(self) -> Documents:
        """Numbers of all documents that were not deleted, ascending."""
        if self._living is None:
            every = np.arange(self.size, dtype=np.int32)
            self._living = every if self.dead is None else every[~self.dead]
        return self._living

    def said(self, document: int) -> Said:
        """What the entry in that document says of its record."""
        return unpack(self._said[document])

    def holding(self, field: str) -> int:
        """How many living documents hold any term of the field."""
        held = np.zeros(self.size, np.bool_)
        held[self._terms[field].documents] = True
        return int(np.count_nonzero(held if self.dead is None else held & ~self.dead))

    def documents_of(self, record_ids: NDArray[np.int64]) -> Documents:
        """The living documents of those of the records that are here."""
        found = self.columns.documents_of(record_ids)
        return found if self.dead is None else found[~self.dead[found]]


def opened(path: Path, listed: Listed) -> Held:
    """The arrays of that segment; raises Damaged where it is not what was written, FileNotFoundError where it went."""
    arrays = read(path)
    try:
        held = Held(arrays)
    except (KeyError, Outdated) as error:  # by another version of this code
        raise Damaged(f"{listed.segment_id()}: {error}") from error
    if len(held.columns.record_ids) != listed.doc_count_all():
        raise Damaged(listed.segment_id())
    return held


def dead(listed: Listed) -> NDArray[np.bool_] | None:
    """Which documents of the segment were deleted; None where all live."""
    if not listed.deleted_count():
        return None
    found = np.zeros(listed.doc_count_all(), np.bool_)
    found[np.fromiter(listed.deleted_docs(), np.int64)] = True
    return found


def living(arrays: Arrays, gone: NDArray[np.bool_] | None) -> Portion:
    """What lives of the segment that those are the arrays of, as a portion."""
    return Portion(arrays) if gone is None else chosen(Portion(arrays), np.flatnonzero(~gone).astype(np.int32))
