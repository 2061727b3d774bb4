"""The index: segments of mapped arrays, built aside and swapped, one writer, opened by any number of processes.

A directory holds generations (``gen-000001`` …) and a file ``current`` that names the one in use. A build writes the
next generation and then replaces ``current`` in one step, so that a reader, or a crash, sees the old index or the new
one, never a part. What the index holds is a pure function of the entries; the database is the truth.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Arrays, read, write
from indexer.columns import documents_of
from indexer.entry import Entry
from indexer.generations import NoIndex, current, drop_others, following, locked, swap, told
from indexer.leaf import Held, Leaf, Listed, dead, living, opened
from indexer.merging import light
from indexer.portion import Portion, joined, portion
from indexer.schema import KEYS
from indexer.segment import finished
from indexer.segments import Segments

__all__ = ["Index", "Leaf", "NoIndex", "adopt", "exists", "rebuild", "stamp", "update", "writing"]

TRIES = 5  # of opening segments that a writer may merge away meanwhile


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
        generation = current(self.directory)
        segments = Segments(self.directory / generation)
        with told(self.directory):
            if generation == self._generation and segments.latest() == self._latest:
                return
            latest, listed = segments.listed()
            names = [one.segment_id() for one in listed]
            held = {
                name: self._held.get(name) or opened(segments.path(one), one)
                for name, one in zip(names, listed, strict=True)
            }
        self.leaves = tuple(self._leaf(held[one.segment_id()], one) for one in listed if one.doc_count_all())
        self._held, self._generation, self._latest = held, generation, latest

    def _leaf(self, held: Held, listed: Listed) -> Leaf:
        """The same one as before where no document of it was deleted since: what was counted of it holds."""
        before = next((leaf for leaf in self.leaves if leaf.arrays is held.arrays), None)
        same = before is not None and before.size - before.count == listed.deleted_count()
        return before if before is not None and same else Leaf(held, listed)

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
        generation = current(directory)
        with suppress(FileNotFoundError), told(directory):  # dropped by a writer since its name was read
            return f"{generation}.{Segments(directory / generation).latest()}"
    raise NoIndex(str(directory))


def rebuild(directory: Path, portions: Iterable[Portion]) -> int:
    """Build a new generation of all these portions aside, swap it in, drop the old ones; returns how many entries.

    Must be called by the holder of ``writing``. Killed at any step, it leaves the old generation in use; so does an
    error, after which nothing of the new one is left.
    """
    directory.mkdir(parents=True, exist_ok=True)
    drop_others(directory)
    generation = following(directory)
    aside = directory / generation
    try:
        count = _build(aside, portions)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    swap(directory, generation)
    drop_others(directory)
    return count


def adopt(directory: Path, aside: Path) -> None:
    """Put the index that was built in the folder ``aside``, on the same disk, in the place of the one in use.

    Must be called by the holder of ``writing`` of both. Killed at any step, one of the two is in use. Raises NoIndex
    where there is none aside.
    """
    generation = following(directory)
    (aside / current(aside)).rename(directory / generation)
    swap(directory, generation)
    (aside / "current").unlink()
    drop_others(directory)


def update(directory: Path, entries: Iterable[Entry], removed: Iterable[int] = ()) -> int:
    """Put these entries in the place of any with the same record ids, take the removed ones out; returns how many.

    Must be called by the holder of ``writing``. One commit: after a crash either all of it holds or nothing.
    """
    fresh = list(entries)
    stale = {entry.record_id for entry in fresh}.union(removed)
    segments = Segments(directory / current(directory))
    held: dict[str, Arrays] = {}
    try:
        with told(directory):
            _, listed = segments.listed()
            held = {one.segment_id(): opened(segments.path(one), one).arrays for one in listed}
    except FileNotFoundError as error:  # nobody else writes
        raise NoIndex(str(directory)) from error
    for one in listed:
        _delete(one, held[one.segment_id()], np.array(sorted(stale), np.int64))
    _commit(segments, listed, held, portion(fresh))
    return len(fresh)


@contextmanager
def writing(directory: Path, *, wait: bool = True) -> Iterator[bool]:
    """The one place of the writer, among all processes; yields whether it was free. Given back by a crash, too."""
    with locked(directory, "writer.lock", wait=wait) as mine:
        yield mine


def _build(aside: Path, portions: Iterable[Portion]) -> int:
    """One segment of all portions, which wait in files until the last has come, so that they take no memory."""
    segments = Segments.create(aside)
    waiting = aside / "waiting"
    waiting.mkdir()
    for number, one in enumerate(portions):
        write(waiting / f"{number:06d}", one.arrays)
    whole = joined(sorted((Portion(read(path)) for path in waiting.iterdir()), key=_first))
    made = [segments.written(finished(whole), len(whole))] if len(whole) else []
    shutil.rmtree(waiting)
    segments.commit(made)
    return len(whole)


def _first(portion_: Portion) -> int:
    """By which portions stand in order, whichever process was sooner."""
    return int(portion_.arrays["record_ids"][0]) if len(portion_) else 0


def _delete(listed: Listed, arrays: Arrays, record_ids: NDArray[np.int64]) -> None:
    for document in documents_of(arrays["sorted_ids"], arrays["by_id"], record_ids).tolist():
        listed.delete_document(document)


def _commit(segments: Segments, listed: list[Listed], held: dict[str, Arrays], fresh: Portion) -> None:
    """List what is left of the segments, the light ones written together with the fresh portion."""
    left = [one for one in listed if one.deleted_count() < one.doc_count_all()]
    chosen = [left[at] for at in light([one.doc_count_all() - one.deleted_count() for one in left])]
    merged = [living(held[one.segment_id()], dead(one)) for one in chosen]
    whole = joined([*merged, fresh]) if merged else fresh
    made = [segments.written(finished(whole), len(whole))] if len(whole) else []
    segments.commit([*(one for one in left if one not in chosen), *made])
