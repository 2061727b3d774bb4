from __future__ import annotations

import tracemalloc

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.runs import Blobs, Ragged, places, starts_of


def test_places_of_runs_in_any_order() -> None:
    assert places(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist() == [5, 6, 9, 10, 11]


def test_values_of_documents_in_any_order_and_twice() -> None:
    held = Ragged(starts_of([2, 0, 1]), np.array([7, 8, 9], np.int32))
    owners, values = held.of(np.array([2, 1, 0, 2]))
    assert owners.tolist() == [0, 2, 2, 3]
    assert values.tolist() == [9, 7, 8, 9]


@given(st.lists(st.binary(max_size=5)), st.lists(st.binary(max_size=5)))
def test_bytes_are_kept_joined_and_chosen(ours: list[bytes], theirs: list[bytes]) -> None:
    held = Blobs.joined([Blobs.of(ours), Blobs.of(theirs)])
    assert [held[number] for number in range(len(held))] == ours + theirs
    numbers = np.arange(len(held))[::-2]
    chosen = held.chosen(numbers)
    assert [chosen[number] for number in range(len(chosen))] == (ours + theirs)[::-2]


def test_runs_are_chosen_in_any_order_and_twice() -> None:
    held = Blobs.of([b"a", b"", b"bcd", b"ef", b"", b"g", b"hi"])
    chosen = held.chosen(np.array([6, 1, 2, 2, 4, 0, 3]))
    assert [chosen[number] for number in range(len(chosen))] == [b"hi", b"", b"bcd", b"bcd", b"", b"a", b"ef"]
    assert len(held.chosen(np.empty(0, np.int64))) == 0


def test_choosing_takes_little_more_room_than_what_is_chosen() -> None:
    held = Blobs(np.zeros(10_000_000, np.uint8), starts_of([100] * 100_000))
    tracemalloc.start()
    try:
        chosen = held.chosen(np.arange(1, len(held)))
        assert tracemalloc.get_traced_memory()[1] < 4 * len(chosen.blob)
    finally:
        tracemalloc.stop()
