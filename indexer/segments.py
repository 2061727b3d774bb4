"""The segments of a generation and its commits: what is new is on the disk before the list that names it.

A commit writes the next table of contents (Whoosh's ``TOC``: the segments, and which of their documents were deleted)
beside the last one and gives it its name in one step; so a crash leaves the old list or the new one. Files that no list
names are left of a crash and go at the next commit.
"""

from __future__ import annotations

import os
import pickle
import struct
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import TOC, EmptyIndexError, IndexVersionError, clean_files
from whoosh.index import IndexError as WrongIndex

from indexer import codec
from indexer.arrays import Arrays, write
from indexer.schema import NAME, schema

UNREADABLE = (  # what reading a list may raise that something else wrote, or that was damaged: it holds a pickle
    EmptyIndexError, WrongIndex, IndexVersionError, OSError, EOFError, pickle.UnpicklingError, struct.error,
    AttributeError, ImportError, LookupError, TypeError, ValueError, AssertionError, OverflowError, MemoryError,
)  # fmt: skip


class Unreadable(ValueError):
    """The folder holds no list of segments, or one that is damaged."""


class _Durable(FileStorage):  # type: ignore[misc]  # the library has no types
    """Files that are on the disk before they get their name."""

    def open_file(self, name: str) -> BufferFile:
        """Read at once, since the library leaves a list open that it cannot read."""
        return BufferFile(memoryview((Path(self.folder) / name).read_bytes()), name=name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        synced(Path(self.folder) / oldname)
        super().rename_file(oldname, newname, safe=safe)
        synced(Path(self.folder))


class Segments:
    """The segments of one folder, as its latest commit lists them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._storage = _Durable(str(folder))

    @classmethod
    def create(cls, folder: Path) -> Segments:
        """An empty list in a new folder."""
        folder.mkdir()
        made = cls(folder)
        TOC(schema(), [], 0).write(made._storage, NAME)
        return made

    def latest(self) -> int:
        """The number of the latest commit; raises Unreadable without one, FileNotFoundError without folder."""
        prefix, suffix = f"_{NAME}_", ".toc"
        names = os.listdir(self.folder)  # noqa: PTH208 (a third of the time)
        found = [name[len(prefix) : -len(suffix)] for name in names if name.startswith(prefix)]
        numbers = [int(number) for number in found if number.isdigit()]
        if not numbers:
            raise Unreadable(str(self.folder))
        return max(numbers)

    def listed(self) -> tuple[int, list[Segment]]:
        """The latest commit and its segments; raises Unreadable, or FileNotFoundError where another one came since."""
        latest = self.latest()
        try:
            return latest, TOC.read(self._storage, NAME, gen=latest, schema=schema()).segments
        except FileNotFoundError:
            raise
        except UNREADABLE as error:
            raise Unreadable(str(self.folder)) from error

    def path(self, segment: Segment) -> Path:
        """The file of a segment."""
        return codec.path(self._storage, segment)

    def written(self, arrays: Arrays, count: int) -> Segment:
        """A new segment of so many documents, on the disk, in no list yet. Leaves nothing where the disk is full."""
        segment = codec.Codec().new_segment(self._storage, NAME)
        segment.set_doc_count(count)
        _write(self.path(segment), arrays)
        return segment

    def aside(self, arrays: Arrays) -> Path:
        """A file of a segment to be, on the disk, that no commit removes; ``adopted`` makes it one."""
        path = self.folder / "aside"
        _write(path, arrays)
        return path

    def adopted(self, aside: Path, count: int) -> Segment:
        """The segment of that file and so many documents, in no list yet."""
        segment = codec.Codec().new_segment(self._storage, NAME)
        segment.set_doc_count(count)
        aside.rename(self.path(segment))
        synced(self.folder)
        return segment

    def commit(self, segments: Sequence[Segment]) -> None:
        """List these segments from now on, and drop the files of all others."""
        number = self.latest() + 1
        TOC(schema(), list(segments), number).write(self._storage, NAME)
        clean_files(self._storage, NAME, number, segments)
        for path in self.folder.glob("*.toc.*"):  # of a commit that was killed
            with suppress(OSError):
                path.unlink()


def _write(path: Path, arrays: Arrays) -> None:
    """On the disk when this returns, or nothing where that is full."""
    try:
        write(path, arrays)
        synced(path)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def synced(path: Path) -> None:
    """Wait until the file, or the names in the folder, are on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
