"""The compiled loops over documents."""

from __future__ import annotations

import numpy as np

from indexer.tally import collect, vote


def test_documents_that_are_none_are_written_nowhere() -> None:
    """A damaged file may name any number: what stands beside the arrays stays as it was."""
    votes, words = np.zeros(1_000, np.float32), np.zeros(20, np.uint64)
    held = votes[:100]  # the rest of the room is of a larger segment
    postings = np.array([3, 99, 100, 640, 2**31 - 1, -1, -(2**31)], np.int32)
    vote(postings, 2.0, held, words)
    assert np.flatnonzero(votes).tolist() == [3, 99]
    documents, sums = np.empty(100, np.int32), np.empty(100, np.float32)
    count = collect(words, votes, documents, sums)
    assert (documents[:count].tolist(), sums[:count].tolist()) == ([3, 99], [2.0, 2.0])
    assert not votes.any()
    assert not words.any()
