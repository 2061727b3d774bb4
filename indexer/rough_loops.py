"""The loops of the rough look, compiled: which name parts some documents have, and how near those come."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.names.compiled import compiled, read
from indexer.names.spellings import bits
from indexer.tally import Documents, Votes

_I4, _I8 = read("int32"), read("int64")
_ROWS = read("int32", 2)


@compiled(f"int64({_I4}, {_I8}, {_ROWS}, int32[::1], int32, int32[::1])")
def parts_of(
    documents: Documents,
    starts: NDArray[np.int64],
    rows: NDArray[np.int32],
    seen: NDArray[np.int32],
    now: int,
    parts: NDArray[np.int32],
) -> int:
    """Write the parts of the names of the documents, each once, and mark them with ``now`` in ``seen``; how many."""
    count = 0
    for place in range(len(documents)):
        document = documents[place]
        for name in range(starts[document], starts[document + 1]):
            for slot in range(rows.shape[1]):
                part = rows[name, slot]
                if part < 0:
                    break
                if seen[part] != now:
                    seen[part] = now
                    parts[count] = part
                    count += 1
    return count


@compiled(f"void({_I4}, {read('uint64', 2)}, {read('uint64', 3)}, {_I8}, float32[:, ::1])")
def outlined(
    parts: NDArray[np.int32],
    drawn: NDArray[np.uint64],
    asked: NDArray[np.uint64],
    readings: NDArray[np.int64],
    near: Votes,
) -> None:
    """Write how near the outline of each part comes to that of each part asked for: shares of bits, in [0, 1].

    ``drawn``: the outlines of the parts, shape (parts, 2), in their order; ``asked``: those of so many ``readings`` of
    each part asked for, shape (asked, readings, 2). ``near`` has a row for every number of a part.
    """
    for place in range(len(parts)):
        for unit in range(len(asked)):
            best = np.float32(0.0)
            for reading in range(readings[unit]):
                share = np.float32(0.0)
                for word in range(2):
                    theirs, ours = drawn[place, word], asked[unit, reading, word]
                    both, either = bits(theirs & ours), bits(theirs | ours)
                    share += np.float32(both) / np.float32(max(either, 1))
                best = max(best, share / np.float32(2.0))
            near[parts[place], unit] = best


@compiled(f"void({_I4}, {_I8}, {_ROWS}, {read('float32', 2)}, {read('float32', 2)}, float32[::1])")
def summed(
    documents: Documents,
    starts: NDArray[np.int64],
    rows: NDArray[np.int32],
    near: Votes,
    named: Votes,
    found: Votes,
) -> None:
    """Write for each document how near the best of its names comes: for each part asked for its nearest, summed.

    ``named``: what it is worth at least, for each part asked for, shape (asked, documents).
    """
    for place in range(len(documents)):
        document, best = documents[place], np.float32(0.0)
        for name in range(starts[document], starts[document + 1]):
            total = np.float32(0.0)
            for unit in range(len(named)):
                nearest = named[unit, place]
                for slot in range(rows.shape[1]):
                    part = rows[name, slot]
                    if part < 0:
                        break
                    nearest = max(nearest, near[part, unit])
                total += nearest
            best = max(best, total)
        found[place] = best


@compiled(f"void({_I4}, {_I8}, {_ROWS}, {read('boolean')}, boolean[::1])")
def bear(
    documents: Documents,
    starts: NDArray[np.int64],
    rows: NDArray[np.int32],
    wanted: NDArray[np.bool_],
    found: NDArray[np.bool_],
) -> None:
    """Mark the documents that have any of the parts wanted in their names."""
    for place in range(len(documents)):
        document = documents[place]
        for name in range(starts[document], starts[document + 1]):
            for slot in range(rows.shape[1]):
                part = rows[name, slot]
                if part < 0:
                    break
                if wanted[part]:
                    found[place] = True
