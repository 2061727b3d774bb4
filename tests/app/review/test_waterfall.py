"""The waterfall adds up, whatever it is made of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.waterfall import RULE, WIDTH, log_odds, probability, waterfall
from indexer.evidence import Evidence
from indexer.matching.levels import Level

WEIGHTS = st.lists(st.floats(-20, 20).map(lambda weight: round(weight, 3)), max_size=15)


def ground(weight: float, field: str = "birth") -> Evidence:
    return Evidence(field, Level.SAME, "1905", "1905", weight)


@given(WEIGHTS, st.floats(-20, 0))
def test_from_the_first_odds_the_weights_lead_to_the_value(weights: list[float], prior: float) -> None:
    value = probability(prior + sum(weights))
    fall = waterfall(value, map(ground, weights), prior)
    assert fall.start == pytest.approx(probability(prior))
    assert fall.end == value
    assert (fall.steps[-1].after if fall.steps else fall.start) == pytest.approx(value, abs=0.006)
    assert len(fall.steps) + len(fall.silent) == len(weights)


@given(WEIGHTS, st.floats(0, 1))
def test_without_known_first_odds_they_are_those_that_remain(weights: list[float], value: float) -> None:
    fall = waterfall(value, map(ground, weights))
    assert (fall.steps[-1].after if fall.steps else fall.start) == pytest.approx(value, abs=1e-6)
    for bar in (fall.first, fall.last, *(step.bar for step in fall.steps)):
        assert 0 <= bar.x <= WIDTH
        assert 0 < bar.width <= WIDTH
    assert 0 <= fall.even <= WIDTH


def test_what_speaks_for_comes_first_and_a_rule_last() -> None:
    fall = waterfall(0.7, [ground(-20.0, RULE), ground(-3.0), ground(8.0), ground(2.0), ground(0.0)], -12.0)
    assert [step.ground.weight for step in fall.steps] == [8.0, 2.0, -3.0, -20.0]
    assert [step.side for step in fall.steps] == ["for", "for", "against", "against"]
    assert [step.times for step in fall.steps][:2] == [256.0, 4.0]


def test_bars_follow_one_another() -> None:
    fall = waterfall(0.9, [ground(6.0), ground(4.0)], -6.8)
    for before, after in pairwise(fall.steps):
        assert before.bar.x + before.bar.width == pytest.approx(after.bar.x, abs=1)


@pytest.mark.parametrize("odds", [-30.0, -3.0, 0.0, 3.0, 30.0])
def test_odds_and_probabilities_are_one_another(odds: float) -> None:
    assert log_odds(probability(odds)) == pytest.approx(odds, abs=0.01)
