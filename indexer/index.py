"""The Whoosh index as a posting store of blocking keys: built aside and swapped, one writer, opened by any number.

A directory holds generations (``gen-000001`` …) and a file ``current`` that names the one in use. A build writes the
next generation and then replaces ``current`` in one step, so that a reader, or a crash, sees the old index or the new
one, never a part. What the index holds is a pure function of the entries; the database is the truth.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.index import EmptyIndexError, FileIndex, create_in, open_dir
from whoosh.reading import IndexReader

from indexer.columns import Columns, columns
from indexer.entry import Entry, pack, unpack
from indexer.names.keys import keys
from indexer.schema import ENTRY, KEYS, RECORD, WORDS, Codec, merge, schema

POOL = 32  # megabytes of postings held at a time while writing; more is no faster
FREQUENT = 4096  # documents from which on those of a term are kept once they were read
KEPT = 1 << 24  # documents of terms that a segment keeps at a time: 64 megabytes
TRIES = 5  # of opening segments that a writer may merge away meanwhile


class NoIndex(LookupError):
    """There is no index in that directory, or it cannot be read: build one."""


class Leaf:
    """One segment, opened: its postings, its columns, and which of its documents live. ``columns`` never change."""

    def __init__(self, reader: IndexReader, held: Columns) -> None:
        self.reader = reader
        self.columns = held
        self.size: int = reader.doc_count_all()
        self._packed: Sequence[bytes] = reader.column_reader(ENTRY)  # once; later the file may be merged away
        self._living: NDArray[np.int64] | None = None
        self._kept: dict[tuple[str, str], NDArray[np.int32]] = {}
        self._room = KEPT
        weakref.finalize(self, reader.close)  # the library leaves files open

    def documents(self, field: str, term: str) -> NDArray[np.int64]:
        """Numbers of the living documents that hold the term, ascending."""
        if (field, term) in self._kept:
            return self._kept[field, term].astype(np.int64)
        if (field, term) not in self.reader:
            return np.empty(0, np.int64)
        found = np.fromiter(self.reader.postings(field, term).all_ids(), np.int64)
        if len(found) >= FREQUENT:
            self._keep((field, term), found.astype(np.int32))
        return found

    def _keep(self, term: tuple[str, str], found: NDArray[np.int32]) -> None:
        """Hold frequent terms ready: the library takes a quarter of a microsecond a document. Emptied when full."""
        if len(found) > self._room:
            self._kept, self._room = {}, KEPT
        if len(found) <= self._room and term not in self._kept:
            self._kept[term] = found
            self._room -= len(found)

    @property
    def living(self) -> NDArray[np.int64]:
        """Numbers of all documents that were not deleted, ascending."""
        if self._living is None:
            self._living = np.fromiter(self.reader.all_doc_ids(), np.int64)
        return self._living

    def entry(self, document: int) -> Entry:
        """The entry packed in that document."""
        return unpack(self._packed[document])


class Index:
    """The generation in use, opened for searching. ``refresh`` looks for what was committed since, cheaply."""

    def __init__(self, directory: Path) -> None:
        """Open what is in the directory; raises NoIndex."""
        self.directory = directory
        self._columns: dict[str, Columns] = {}
        self._generation = ""
        self._whoosh: FileIndex | None = None
        self._latest = -1
        self.leaves: tuple[Leaf, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """See all commits made so far; half a millisecond where there are none. Raises NoIndex."""
        for _ in range(TRIES):
            with suppress(FileNotFoundError):  # merged away by a writer since its name was read: look again
                return self._refresh()
        raise NoIndex(str(self.directory))

    def _refresh(self) -> None:
        generation = _current(self.directory)
        if generation != self._generation or self._whoosh is None:
            self._whoosh, self._generation, self._latest = _open(self.directory, generation), generation, -1
        latest = self._whoosh.latest_generation()
        if latest != self._latest:
            self.leaves, self._latest = self._load(self._whoosh.reader()), latest

    @property
    def size(self) -> int:
        """Entries that can be found."""
        return sum(leaf.reader.doc_count() for leaf in self.leaves)

    def frequency(self, term: str, field: str = KEYS) -> int:
        """Documents with that key (or term of another field), deleted ones among them: what a vote is weighed by."""
        return sum(leaf.reader.doc_frequency(field, term) for leaf in self.leaves)

    def _load(self, reader: IndexReader) -> tuple[Leaf, ...]:
        """The segments of the reader, each with its columns, kept from the last time where the segment is the same."""
        held: dict[str, Columns] = {}
        leaves = []
        for leaf, _ in reader.leaf_readers():
            if leaf.doc_count_all() == 0:
                continue
            segment = leaf.segment().segment_id()
            held[segment] = self._columns.get(segment) or columns(_entries(leaf))
            leaves.append(Leaf(leaf, held[segment]))
        self._columns = held
        return tuple(leaves)


def exists(directory: Path) -> bool:
    """Whether that directory holds an index that can be opened."""
    try:
        _open(directory, _current(directory)).reader().close()
    except (NoIndex, FileNotFoundError):
        return False
    return True


def stamp(directory: Path) -> str:
    """Another one after each commit: what was counted at the same stamp holds. Opens no segment; raises NoIndex."""
    generation = _current(directory)
    return f"{generation}.{_open(directory, generation).latest_generation()}"


def rebuild(directory: Path, entries: Iterable[Entry]) -> int:
    """Build a new generation of all these entries aside, swap it in, drop the old ones; returns how many there are.

    Must be called by the holder of ``writing``. Killed at any step, it leaves the old generation in use.
    """
    directory.mkdir(parents=True, exist_ok=True)
    generation = _next(directory)
    aside = directory / generation
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    count = _write(create_in(aside, schema()), entries)
    _swap(directory, generation)
    _drop_others(directory, generation)
    return count


def update(directory: Path, entries: Iterable[Entry], removed: Iterable[int] = ()) -> int:
    """Put these entries in the place of any with the same record ids, take the removed ones out; returns how many.

    Must be called by the holder of ``writing``. One commit: after a crash either all of it holds or nothing.
    """
    fresh = list(entries)
    whoosh = _open(directory, _current(directory))
    stale = {entry.record_id for entry in fresh}.union(removed)
    with whoosh.reader() as reader:
        doomed = list(_documents_of(reader, stale))
    return _write(whoosh, fresh, doomed)


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


def _write(whoosh: FileIndex, entries: Iterable[Entry], doomed: Iterable[int] = ()) -> int:
    """One commit. Files of a segment stay apart: readers map them, where a compound file would be copied to memory."""
    writer = whoosh.writer(limitmb=POOL, codec=Codec(), compound=False)
    count = 0
    try:
        for document in doomed:
            writer.delete_document(document)
        for count, entry in enumerate(entries, start=1):  # noqa: B007 (the last number is the answer)
            writer.add_document(**_document(entry))
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=merge)
    return count


def _document(entry: Entry) -> dict[str, object]:
    words = sorted(set(entry.words))
    return {RECORD: [str(entry.record_id)], KEYS: entry_keys(entry), WORDS: words, ENTRY: pack(entry)}


def entry_keys(entry: Entry) -> list[str]:
    """The blocking keys of all names of the entry, each once, in a stable order."""
    return sorted({key for name in entry.names for key in keys(name)})


def _documents_of(reader: IndexReader, record_ids: Iterable[int]) -> Iterator[int]:
    """Living document numbers of the whole index that hold one of the records."""
    for term in map(str, record_ids):
        if (RECORD, term) in reader:
            yield from reader.postings(RECORD, term).all_ids()


def _entries(leaf: IndexReader) -> Iterator[Entry]:
    if not leaf.has_column(ENTRY):
        return
    column = leaf.column_reader(ENTRY)
    for document in range(leaf.doc_count_all()):
        yield unpack(column[document])


def _open(directory: Path, generation: str) -> FileIndex:
    try:
        return open_dir(directory / generation)
    except (EmptyIndexError, OSError) as error:
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
    aside = directory / "current.new"
    with aside.open("w", encoding="ascii") as file:
        file.write(generation)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(directory / "current")


def _drop_others(directory: Path, generation: str) -> None:
    """Remove what is no longer in use; a reader that still has it open keeps its mapped files until it refreshes."""
    for path in directory.glob("gen-*"):
        if path.name != generation:
            shutil.rmtree(path, ignore_errors=True)
