"""Which segments are merged: few stay, little is written twice, nobody waits long."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from indexer.merging import AT_ONCE, SEGMENTS, heavy, light

WEIGHTS = st.lists(st.integers(1, 2 * AT_ONCE), max_size=30)


@given(WEIGHTS)
def test_never_more_than_what_takes_below_a_second(weights: list[int]) -> None:
    assert sum(weights[at] for at in light(weights)) <= AT_ONCE


@given(WEIGHTS)
def test_the_lightest_are_merged_and_never_one_alone(weights: list[int]) -> None:
    chosen = light(weights)
    others = [weight for at, weight in enumerate(weights) if at not in chosen]
    assert len(chosen) != 1
    assert not chosen or max(weights[at] for at in chosen) <= min(others, default=2 * AT_ONCE)


def test_records_that_come_singly_are_written_few_times() -> None:
    weights, written = [3_000_000], 0
    for _ in range(20_000):
        chosen = light(weights)
        made = 1 + sum(weights[at] for at in chosen)
        written += made
        weights = [weight for at, weight in enumerate(weights) if at not in chosen] + [made]
        assert len(weights) <= SEGMENTS
    assert written < 20_000 * 14


def test_what_an_update_may_merge_away_is_not_merged_at_leisure() -> None:
    weights = [3_000_000, 1, *[AT_ONCE] * SEGMENTS, AT_ONCE // 2]
    assert heavy(weights) == list(range(2, 2 + SEGMENTS))


def test_segments_stay_few_whatever_comes() -> None:
    chance = random.Random(7)  # noqa: S311 (no secret)
    weights = [3_000_000]
    for _ in range(3_000):
        chosen = light(weights)
        made = chance.choice((1, 100, 2_000, 5_000)) + sum(weights[at] for at in chosen)
        weights = [weight for at, weight in enumerate(weights) if at not in chosen] + [made]
        chosen = heavy(weights)
        made = sum(weights[at] for at in chosen)
        weights = [weight for at, weight in enumerate(weights) if at not in chosen] + [made] * bool(chosen)
        assert len(weights) <= 2 * SEGMENTS
