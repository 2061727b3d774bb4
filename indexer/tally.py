"""The loops over documents that search is made of, compiled: votes, filters, counts.

Documents are numbers in a segment, ascending. What is mapped from files is only read.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.names.compiled import compiled, read

Documents = NDArray[np.int32]
Votes = NDArray[np.float32]
Mask = NDArray[np.bool_]

_I4, _I2, _I8, _U8, _F4 = (read(item) for item in ("int32", "int16", "int64", "uint64", "float32"))
_B1 = read("boolean")


@compiled(f"void({_I4}, float32, float32[::1], uint64[::1])")
def vote(postings: Documents, weight: float, votes: Votes, words: NDArray[np.uint64]) -> None:
    """Add the weight to the votes of each document, and mark it in ``words``, 64 documents a word."""
    for place in range(len(postings)):
        document = postings[place]
        votes[document] += weight
        words[document >> 6] |= np.uint64(1) << np.uint64(document & 63)


@compiled("int64(uint64[::1], float32[::1], int32[::1], float32[::1])")
def collect(words: NDArray[np.uint64], votes: Votes, documents: Documents, sums: Votes) -> int:
    """Write the documents marked in ``words`` and their votes, and leave ``words`` and ``votes`` empty; how many."""
    count = 0
    for place in range(len(words)):
        word = words[place]
        if word == np.uint64(0):
            continue
        words[place] = np.uint64(0)
        for bit in range(64):
            if word >> np.uint64(bit) & np.uint64(1):
                document = place * 64 + bit
                documents[count] = document
                sums[count] = votes[document]
                votes[document] = 0.0
                count += 1
    return count


@compiled(f"void({_I4}, {_I4}, boolean[::1])")
def shared(documents: Documents, postings: Documents, found: Mask) -> None:
    """Mark which of the documents are among the postings; both ascend."""
    low, most = 0, len(postings)
    for place in range(len(documents)):
        document = documents[place]
        step, high = 1, low
        while high < most and postings[high] < document:  # ever longer steps, then halves
            low = high + 1
            high += step
            step *= 2
        high = min(high, most)
        while low < high:
            middle = (low + high) >> 1
            if postings[middle] < document:
                low = middle + 1
            else:
                high = middle
        if low == most:
            return
        found[place] = postings[low] == document


@compiled(f"void({_I4}, {_I4}, int64, boolean[::1])")
def of_code(documents: Documents, column: NDArray[np.int32], wanted: int, kept: Mask) -> None:
    """Unmark the documents that have another code there than the one wanted."""
    for place in range(len(documents)):
        kept[place] &= column[documents[place]] == wanted


@compiled(f"void({_I4}, {_I2}, {_I2}, int64, int64, boolean[::1])")
def near_year(
    documents: Documents, earliest: NDArray[np.int16], latest: NDArray[np.int16], year: int, within: int, kept: Mask
) -> None:
    """Unmark the documents whose years of birth are farther from that year; unknown ones (-1) stay."""
    for place in range(len(documents)):
        document = documents[place]
        first, last = np.int64(earliest[document]), np.int64(latest[document])
        kept[place] &= first == -1 or max(first - year, year - last) <= within


@compiled(f"void({_I4}, {_I2}, {_I2}, int64, boolean[::1])")
def of_decade(
    documents: Documents, earliest: NDArray[np.int16], latest: NDArray[np.int16], decade: int, kept: Mask
) -> None:
    """Unmark the documents that were not surely born in the ten years from that one on."""
    for place in range(len(documents)):
        document = documents[place]
        kept[place] &= earliest[document] // 10 * 10 == decade and latest[document] // 10 * 10 == decade


@compiled(f"void({_I4}, {_I8}, {_I4}, int64, boolean[::1])")
def having(documents: Documents, starts: NDArray[np.int64], values: NDArray[np.int32], wanted: int, kept: Mask) -> None:
    """Unmark the documents that do not have that value among theirs."""
    for place in range(len(documents)):
        if kept[place]:
            document, found = documents[place], False
            for at in range(starts[document], starts[document + 1]):
                found |= values[at] == wanted
            kept[place] = found


@compiled(f"void({_I4}, {_I4}, int64[::1])")
def count(documents: Documents, column: NDArray[np.int32], counts: NDArray[np.int64]) -> None:
    """Count the documents by their code."""
    for place in range(len(documents)):
        counts[column[documents[place]]] += 1


@compiled(f"void({_I4}, {_I2}, {_I2}, int64[::1])")
def count_decades(
    documents: Documents, earliest: NDArray[np.int16], latest: NDArray[np.int16], decades: NDArray[np.int64]
) -> None:
    """Count the documents by decade of birth, where they were surely born in one."""
    for place in range(len(documents)):
        document = documents[place]
        first, last = earliest[document] // 10, latest[document] // 10
        if first >= 0 and first == last:
            decades[first] += 1


@compiled(f"void({_I4}, {_I8}, {_I4}, int64[::1])")
def count_places(
    documents: Documents, starts: NDArray[np.int64], values: NDArray[np.int32], counts: NDArray[np.int64]
) -> None:
    """Count the documents by place of repression; one that was in several counts under each."""
    for place in range(len(documents)):
        document = documents[place]
        for at in range(starts[document], starts[document + 1]):
            counts[values[at]] += 1


@compiled(f"void({_I4}, {_I4}, uint64[::1], int32[::1])")
def in_order(documents: Documents, ranks: NDArray[np.int32], words: NDArray[np.uint64], found: Documents) -> None:
    """Write the ranks of the documents, ascending; ``words`` has room for a bit a rank and is left empty."""
    for place in range(len(documents)):
        rank = ranks[documents[place]]
        words[rank >> 6] |= np.uint64(1) << np.uint64(rank & 63)
    count = 0
    for place in range(len(words)):
        word = words[place]
        if word == np.uint64(0):
            continue
        words[place] = np.uint64(0)
        for bit in range(64):
            if word >> np.uint64(bit) & np.uint64(1):
                found[count] = place * 64 + bit
                count += 1
