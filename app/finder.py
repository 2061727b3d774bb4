"""The open index of this process: refreshed before each search, said to be absent while it is being built."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.index import Index, NoIndex, stamp
from indexer.search import Result, SearchQuery, find


class Finder:
    """Searches for all threads of a process; opening the index is put off until the first search."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._index: Index | None = None
        self._lock = threading.Lock()

    def find(self, query: SearchQuery) -> Result:
        """The records that match among all committed so far. Raises NoIndex where none is built yet."""
        with self.opened() as index:
            return find(index, query)

    @contextmanager
    def opened(self) -> Iterator[Index]:
        """The index with all that was committed so far, for one thread at a time. Raises NoIndex."""
        with self._lock:
            if self._index is None:
                self._index = Index(self._directory)
            self._index.refresh()
            yield self._index

    @property
    def stamp(self) -> str:
        """Another one whenever records came, changed or went. Raises NoIndex where no index is built yet."""
        return stamp(self._directory)

    @property
    def ready(self) -> bool:
        """Whether there is an index to search."""
        try:
            self._index = self._index or Index(self._directory)
        except NoIndex:
            return False
        return True
