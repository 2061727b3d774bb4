"""The open index of this process: refreshed before each search, said to be absent while it is being built."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.index import Index, stamp
from indexer.prefix import Begun, begun
from indexer.search import Result, SearchQuery, find


class Finder:
    """Searches for all threads of a process, one at a time: it is computing, and two at once would only take turns.

    Work that takes longer than a search has the index opened a second time, the same mapped files, and so holds no
    search up. Opening is put off until it is needed.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._quick, self._long = _Opened(directory), _Opened(directory)

    def find(self, query: SearchQuery) -> Result:
        """The records that match among all committed so far. Raises NoIndex where none is built yet."""
        with self.quickly() as index:
            return find(index, query)

    def begun(self, text: str) -> tuple[Begun, ...]:
        """The surnames that begin as somebody has begun to type them, the most frequent first. Raises NoIndex."""
        with self.quickly() as index:
            return begun(index, text)

    @contextmanager
    def quickly(self) -> Iterator[Index]:
        """The index with all that was committed so far, for milliseconds: searches wait. Raises NoIndex."""
        with self._quick.fresh() as index:
            yield index

    @contextmanager
    def opened(self) -> Iterator[Index]:
        """The same for longer work, for one thread at a time; searches go on. Raises NoIndex."""
        with self._long.fresh() as index:
            yield index

    @property
    def stamp(self) -> str:
        """Another one whenever records came, changed or went. Raises NoIndex where no index is built yet."""
        return stamp(self._directory)


class _Opened:
    """The index, opened once, and the lock of whoever works with it."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._index: Index | None = None
        self._lock = threading.Lock()

    @contextmanager
    def fresh(self) -> Iterator[Index]:
        with self._lock:
            if self._index is None:
                self._index = Index(self._directory)
            self._index.refresh()
            yield self._index
