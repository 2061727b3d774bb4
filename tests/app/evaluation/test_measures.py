from __future__ import annotations

import numpy as np
import pytest

from app.evaluation.measures import Answer, measure, measure_search, rank_of, spread


@pytest.mark.parametrize(
    ("scores", "right", "rank"),
    [
        ([0.9, 0.5], [True, False], 1.0),
        ([0.5, 0.9], [True, False], 2.0),
        ([0.9, 0.9, 0.9], [True, False, False], 2.0),  # ties count at their mean rank
        ([0.9, 0.9, 0.1], [True, True, False], 1.0),  # right ones do not push one another down
        ([0.9, 0.1], [False, False], float("inf")),
    ],
)
def test_the_rank_of_the_best_right_one(scores: list[float], right: list[bool], rank: float) -> None:
    assert rank_of(np.array(scores), np.array(right)) == rank


def test_what_ranks_come_to() -> None:
    found = measure([1.0, 2.0, 10.0, float("inf")])
    assert (found.n, found.r1, found.r10, round(found.mrr, 6)) == (4, 0.25, 0.75, 0.4)
    assert measure([]).n == 0


def test_a_search_tells_whether_the_right_one_was_compared_at_all() -> None:
    given = [Answer(1.0, True, 100, 10.0), Answer(float("inf"), False, 50, 30.0)]
    found = measure_search(given)
    assert found.candidate_recall == 0.5
    assert found.as_json() == {"n": 2, "r1": 0.5, "r10": 0.5, "mrr": 0.5, "candidate_recall": 0.5, "p95_ms": 29.0}


def test_how_numbers_lie() -> None:
    assert spread(range(101)).as_json() == {"median": 50.0, "p95": 95.0, "most": 100.0}
    assert spread([]).most == 0
