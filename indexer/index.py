"""The index: segments of mapped arrays, built aside and swapped, one writer, opened by any number of processes.

A directory holds generations (``gen-000001`` …) and a file ``current`` that names the one in use. A build writes the
next generation and then replaces ``current`` in one step, so that a reader, or a crash, sees the old index or the new
one, never a part. What the index holds is a pure function of the entries; the database is the truth.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Arrays, Damaged, read, write
from indexer.columns import Columns, documents_of
from indexer.entry import Entry, unpack
from indexer.merging import light
from indexer.names.parts import Outdated
from indexer.portion import FIELDS, Portion, joined, portion, without
from indexer.runs import Blobs
from indexer.schema import KEYS
from indexer.segment import finished
from indexer.segments import Segments, Unreadable, synced
from indexer.terms import Documents, Terms

TRIES = 5  # of opening segments that a writer may merge away meanwhile


class NoIndex(LookupError):
    """There is no index in that directory, or it cannot be read: build one."""


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
        self.entries = Blobs(arrays["entries"], arrays["entries.starts"])
        self.arrays = arrays


class Leaf:
    """One segment at one commit: its postings, its columns, and which of its documents live. It never changes."""

    def __init__(self, held: Held, listed: Listed) -> None:
        self.columns = held.columns
        self.arrays = held.arrays
        self.size: int = listed.doc_count_all()
        self.dead = _dead(listed)
        self._terms = held.terms
        self._entries = held.entries
        self._living: Documents | None = None

    @property
    def count(self) -> int:
        """Documents that live."""
        return self.size if self.dead is None else self.size - int(np.count_nonzero(self.dead))

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

    def entry(self, document: int) -> Entry:
        """The entry packed in that document."""
        return unpack(self._entries[document])

    def documents_of(self, record_ids: NDArray[np.int64]) -> Documents:
        """The living documents of those of the records that are here."""
        found = self.columns.documents_of(record_ids)
        return found if self.dead is None else found[~self.dead[found]]


class Index:
    """The generation in use, opened for searching. ``refresh`` looks for what was committed since, cheaply."""

    def __init__(self, directory: Path) -> None:
        """Open what is in the directory; raises NoIndex."""
        self.directory = directory
        self._held: dict[str, Held] = {}
        self._generation = ""
        self._latest = -1
        self.leaves: tuple[Leaf, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """See all commits made so far; a tenth of a millisecond where there are none. Raises NoIndex."""
        for _ in range(TRIES):
            with suppress(FileNotFoundError):  # merged away by a writer since its name was read: look again
                return self._refresh()
        raise NoIndex(str(self.directory))

    def _refresh(self) -> None:
        generation = _current(self.directory)
        segments = Segments(self.directory / generation)
        with _told(self.directory):
            if generation == self._generation and segments.latest() == self._latest:
                return
            latest, listed = segments.listed()
            held = {one.segment_id(): self._held.get(one.segment_id()) or _opened(segments, one) for one in listed}
        self.leaves = tuple(Leaf(held[one.segment_id()], one) for one in listed if one.doc_count_all())
        self._held, self._generation, self._latest = held, generation, latest

    @property
    def size(self) -> int:
        """Entries that can be found."""
        return sum(leaf.count for leaf in self.leaves)

    def frequency(self, term: str, field: str = KEYS) -> int:
        """Documents with that key (or term of another field), deleted ones among them: what a vote is weighed by."""
        return sum(leaf.frequency(field, term) for leaf in self.leaves)

    def of_record(self, record_id: int) -> tuple[Leaf, int] | None:
        """Where the entry of that record is; None where it is not."""
        wanted = np.array([record_id], np.int64)
        found = ((leaf, leaf.documents_of(wanted)) for leaf in self.leaves)
        return next(((leaf, int(documents[0])) for leaf, documents in found if len(documents)), None)


def exists(directory: Path) -> bool:
    """Whether that directory holds an index that can be opened."""
    try:
        Index(directory)
    except NoIndex:
        return False
    return True


def stamp(directory: Path) -> str:
    """Another one after each commit: what was counted at the same stamp holds. Opens no segment; raises NoIndex."""
    for _ in range(TRIES):
        generation = _current(directory)
        with suppress(FileNotFoundError), _told(directory):  # dropped by a writer since its name was read
            return f"{generation}.{Segments(directory / generation).latest()}"
    raise NoIndex(str(directory))


def rebuild(directory: Path, portions: Iterable[Portion]) -> int:
    """Build a new generation of all these portions aside, swap it in, drop the old ones; returns how many entries.

    Must be called by the holder of ``writing``. Killed at any step, it leaves the old generation in use; so does an
    error, after which nothing of the new one is left.
    """
    directory.mkdir(parents=True, exist_ok=True)
    _drop_others(directory)
    generation = _next(directory)
    aside = directory / generation
    try:
        count = _build(aside, portions)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    _swap(directory, generation)
    _drop_others(directory)
    return count


def update(directory: Path, entries: Iterable[Entry], removed: Iterable[int] = ()) -> int:
    """Put these entries in the place of any with the same record ids, take the removed ones out; returns how many.

    Must be called by the holder of ``writing``. One commit: after a crash either all of it holds or nothing.
    """
    fresh = list(entries)
    stale = {entry.record_id for entry in fresh}.union(removed)
    segments = Segments(directory / _current(directory))
    opened: dict[str, Arrays] = {}
    try:
        with _told(directory):
            _, listed = segments.listed()
            opened = {one.segment_id(): _opened(segments, one).arrays for one in listed}
    except FileNotFoundError as error:  # nobody else writes
        raise NoIndex(str(directory)) from error
    for one in listed:
        _delete(one, opened[one.segment_id()], np.array(sorted(stale), np.int64))
    _commit(segments, listed, opened, portion(fresh))
    return len(fresh)


@contextmanager
def writing(directory: Path, *, wait: bool = True) -> Iterator[bool]:
    """The one place of the writer, among all processes; yields whether it was free. Given back by a crash, too."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "writer.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def _build(aside: Path, portions: Iterable[Portion]) -> int:
    """One segment of all portions, which wait in files until the last has come, so that they take no memory."""
    segments = Segments.create(aside)
    waiting = aside / "waiting"
    waiting.mkdir()
    for number, one in enumerate(portions):
        write(waiting / f"{number:06d}", one.arrays)
    whole = joined([Portion(read(path)) for path in sorted(waiting.iterdir())])
    made = [segments.written(finished(whole), len(whole))] if len(whole) else []
    shutil.rmtree(waiting)
    segments.commit(made)
    return len(whole)


def _delete(listed: Listed, arrays: Arrays, record_ids: NDArray[np.int64]) -> None:
    for document in documents_of(arrays["sorted_ids"], arrays["by_id"], record_ids).tolist():
        listed.delete_document(document)


def _commit(segments: Segments, listed: list[Listed], opened: dict[str, Arrays], fresh: Portion) -> None:
    """List what is left of the segments, the light ones written together with the fresh portion."""
    left = [one for one in listed if one.deleted_count() < one.doc_count_all()]
    chosen = [left[at] for at in light([one.doc_count_all() - one.deleted_count() for one in left])]
    merged = [_living(Portion(opened[one.segment_id()]), _dead(one)) for one in chosen]
    whole = joined([*merged, fresh]) if merged else fresh
    made = [segments.written(finished(whole), len(whole))] if len(whole) else []
    segments.commit([*(one for one in left if one not in chosen), *made])


def _living(whole: Portion, dead: NDArray[np.bool_] | None) -> Portion:
    return whole if dead is None else without(whole, dead)


def _dead(listed: Listed) -> NDArray[np.bool_] | None:
    """Which documents of the segment were deleted; None where all live."""
    if not listed.deleted_count():
        return None
    dead = np.zeros(listed.doc_count_all(), np.bool_)
    dead[np.fromiter(listed.deleted_docs(), np.int64)] = True
    return dead


def _opened(segments: Segments, listed: Listed) -> Held:
    """The arrays of that segment; raises Damaged where it is not what was written, FileNotFoundError where it went."""
    arrays = read(segments.path(listed))
    try:
        held = Held(arrays)
    except (KeyError, Outdated) as error:  # by another version of this code
        raise Damaged(f"{listed.segment_id()}: {error}") from error
    if len(held.columns.record_ids) != listed.doc_count_all():
        raise Damaged(listed.segment_id())
    return held


@contextmanager
def _told(directory: Path) -> Iterator[None]:
    """Tell whatever is damaged or out of reach as NoIndex; but not what may be gone by another process's commit."""
    try:
        yield
    except (Unreadable, Damaged, NotADirectoryError, PermissionError) as error:
        raise NoIndex(str(directory)) from error


def _current(directory: Path) -> str:
    try:
        return (directory / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NoIndex(str(directory)) from error


def _next(directory: Path) -> str:
    numbers = [int(path.name[4:]) for path in directory.glob("gen-*") if path.name[4:].isdigit()]
    return f"gen-{max(numbers, default=0) + 1:06d}"


def _swap(directory: Path, generation: str) -> None:
    """Name that generation as the one in use; all of it is on the disk before, and its name after."""
    synced(directory)
    aside = directory / "current.new"
    with aside.open("w", encoding="ascii") as file:
        file.write(generation)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(directory / "current")
    synced(directory)


def _drop_others(directory: Path) -> None:
    """Remove what is not in use; a reader that still has it open keeps its mapped files until it refreshes."""
    with suppress(NoIndex):
        current = _current(directory)
        for path in directory.glob("gen-*"):
            if path.name != current:
                shutil.rmtree(path, ignore_errors=True)
