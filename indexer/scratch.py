"""Memory that counting needs for a moment, kept for the next search: to fill twelve megabytes anew costs more than it.

Each search of a thread takes one and gives it back empty; one that an error left behind is not used again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.names.units import SLOTS

KEPT = 4  # at a time
_BITS = 64


@dataclass(slots=True)
class Scratch:
    """``votes`` of documents and ``words`` that mark them are zero between searches; ``seen`` holds numbers of looks,
    of which ``now`` is the last; ``near`` holds anything."""

    votes: NDArray[np.float32]
    words: NDArray[np.uint64]
    seen: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    near: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, SLOTS), np.float32))
    now: int = 0

    def look(self, parts: int) -> int:
        """Make room for so many parts; the number of this look, which stands nowhere in ``seen`` yet."""
        if len(self.seen) < parts:
            self.seen, self.near = np.zeros(parts, np.int32), np.zeros((parts, SLOTS), np.float32)
            self.now = 0
        self.now += 1
        return self.now


_kept: deque[Scratch] = deque(maxlen=KEPT)


@contextmanager
def scratch(documents: int) -> Iterator[Scratch]:
    """Room for so many documents."""
    try:
        held = _kept.pop()
    except IndexError:
        held = Scratch(np.zeros(0, np.float32), np.zeros(0, np.uint64))
    if len(held.votes) < documents:
        held.votes, held.words = np.zeros(documents, np.float32), np.zeros(documents // _BITS + 1, np.uint64)
    yield held
    _kept.append(held)
