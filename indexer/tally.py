"""The loops over documents that search is made of, compiled: votes, filters, counts.

Documents are numbers in a segment, ascending. What is mapped from files is only read.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.columns import CAMP, CAMPS, FATE, FIRST_YEAR, LAST_YEAR, NATION, SEX, SOURCE, Told
from indexer.names.compiled import compiled, read
from indexer.names.spellings import bits

Documents = NDArray[np.int32]
Votes = NDArray[np.float32]
Mask = NDArray[np.bool_]

ANY = -2  # in the place of a code or a year: whatever it is
WANTED = ("nation", "fate", "source", "sex", "year", "within", "decade", "camp")  # what ``narrow`` is told, in order
_I4, _I8 = read("int32"), read("int64")
_TOLD = read("int16", 2), read("int32", 2)


@compiled(f"void({_I4}, float32, float32[::1], uint64[::1])")
def vote(postings: Documents, weight: float, votes: Votes, words: NDArray[np.uint64]) -> None:
    """Add the weight to the votes of each document, and mark it in ``words``, 64 documents a word.

    A document that is none, as a damaged file may name it, is passed over: nothing is written beside the arrays.
    """
    for place in range(len(postings)):
        document = postings[place]
        if np.uint32(document) < np.uint32(len(votes)):  # a number below 0 is a great one
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
        while word != np.uint64(0):
            lowest = word & (~word + np.uint64(1))
            word ^= lowest
            document = place * 64 + bits(lowest - np.uint64(1))
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


@compiled(*(f"void({_I4}, {told}, {_I8}, {_I4}, {_I8}, boolean[::1])" for told in _TOLD))
def narrow(
    documents: Documents,
    told: Told,
    starts: NDArray[np.int64],
    places: NDArray[np.int32],
    wanted: NDArray[np.int64],
    kept: Mask,
) -> None:
    """Unmark the documents that are not wanted; ``wanted`` is laid out as WANTED says, ANY where it does not matter.

    Whoever's year of birth is not known stays, whatever year is wanted, but is of no decade.
    """
    nation, fate, source, sex = wanted[0], wanted[1], wanted[2], wanted[3]
    year, within, decade, camp = wanted[4], wanted[5], wanted[6], wanted[7]
    for place in range(len(documents)):
        document = documents[place]
        fits = (
            (nation == ANY or told[document, NATION] == nation)
            and (fate == ANY or told[document, FATE] == fate)
            and (source == ANY or told[document, SOURCE] == source)
            and (sex == ANY or told[document, SEX] == sex)
        )
        first, last = told[document, FIRST_YEAR], told[document, LAST_YEAR]
        if fits and year != ANY:
            fits = first == -1 or max(first - year, year - last) <= within
        if fits and decade != ANY:
            fits = decade <= first <= last < decade + 10
        if fits and camp != ANY:
            fits = told[document, CAMP] == camp
            if not fits and told[document, CAMPS] > 1:
                for at in range(starts[document], starts[document + 1]):
                    fits |= places[at] == camp
        kept[place] &= fits


@compiled(*(f"void({_I4}, {told}, {_I8}, {_I4}, int64[:, ::1], int64[::1])" for told in _TOLD))
def count(
    documents: Documents,
    told: Told,
    starts: NDArray[np.int64],
    places: NDArray[np.int32],
    counts: NDArray[np.int64],
    years: NDArray[np.int64],
) -> None:
    """Count the documents by nation, place of repression, fate and source (the rows of ``counts``), and by year.

    One that was in several places counts under each. ``years`` counts by a year of the decade in which each was
    surely born; the number of a year is one more than it, number 0 is for the unknown.
    """
    for at in range(len(documents)):
        document = documents[at]
        counts[0, np.uint32(told[document, NATION])] += 1
        counts[1, np.uint32(told[document, CAMP])] += 1
        counts[2, np.uint32(told[document, FATE])] += 1
        counts[3, np.uint32(told[document, SOURCE])] += 1
        if told[document, CAMPS] > 1:
            for place in range(starts[document] + 1, starts[document + 1]):
                counts[1, places[place]] += 1
        first, last = told[document, FIRST_YEAR], told[document, LAST_YEAR]
        if first == last or (first >= 0 and first // 10 == last // 10):  # to divide takes as long as all the rest
            years[np.uint32(first + 1)] += 1
