"""Ranks of the right records, and what they come to: R@1, R@10, MRR, recall of the candidates, time."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluation.sets import Question
from indexer.index import Index
from indexer.names.gathered import gather
from indexer.search import SearchQuery, page, rank

EXACT = 6  # decimals to which two scores are one: ties count at their mean rank


@dataclass(frozen=True, slots=True)
class Measure:
    """Of n questions: share found first, among the first ten, mean reciprocal rank, share whose right record was among
    the candidates that are scored, and the 95th percentile of a search in milliseconds."""

    n: int
    r1: float
    r10: float
    mrr: float
    candidate_recall: float | None = None
    p95_ms: float | None = None

    def as_json(self) -> dict[str, float | int]:
        """The figures that were measured, rounded for people."""
        return {name: round(value, 4) for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one question: rank of the right record, whether it was scored at all, how many were, milliseconds;
    ``peers`` are the ranks that the plain tools gave, in their order, where they were asked."""

    rank: float
    reached: bool
    scored: int
    took_ms: float
    peers: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """How some numbers lie: the median, the 95th percentile, the greatest."""

    median: float
    p95: float
    most: float

    def as_json(self) -> dict[str, float]:
        """Rounded for people."""
        return {name: round(value, 1) for name, value in asdict(self).items()}


def spread(numbers: Sequence[float]) -> Spread:
    """How these numbers lie; all 0 where there are none."""
    return Spread(*(float(value) for value in np.percentile(numbers or [0.0], [50, 95, 100])))


def rank_of(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The rank of the best right one; wrong ones with an equal score count half. Infinite where none is right.

    Right ones do not push one another down: each of them answers the question.
    """
    if not right.any():
        return float("inf")
    best = scores[right].max()
    wrong = scores[~right]
    return float(1 + (wrong > best).sum() + (wrong == best).sum() / 2)


def measure(ranks: Iterable[float], recall: float | None = None, p95: float | None = None) -> Measure:
    """The figures of these ranks."""
    got: NDArray[np.float64] = np.array(list(ranks))
    if not len(got):
        return Measure(0, 0.0, 0.0, 0.0, recall, p95)
    return Measure(len(got), _share(got <= 1), _share(got <= 10), float((1 / got).mean()), recall, p95)


def ask(index: Index, refs: NDArray[np.str_], question: Question) -> Answer:
    """Our own search on one question, by the whole way from typed words to the page of hits."""
    started = time.perf_counter()
    query = SearchQuery(name=gather(question.text))
    ranking = rank(index, query)
    page(ranking, query)
    took = (time.perf_counter() - started) * 1000
    found = refs[ranking.record_ids]
    kept = ~np.isin(found, list(question.ignore))
    right = np.isin(found[kept], list(question.relevant))
    place = rank_of(np.round(ranking.scores[kept], EXACT), right)
    return Answer(place, bool(right.any()), len(found), took)


def measure_search(answers: Iterable[Answer]) -> Measure:
    """The figures of our own search on these questions."""
    given = list(answers)
    if not given:
        return Measure(0, 0.0, 0.0, 0.0)
    p95 = spread([answer.took_ms for answer in given]).p95
    return measure((answer.rank for answer in given), _share([answer.reached for answer in given]), p95)


def _share(told: Sequence[bool] | NDArray[np.bool_]) -> float:
    return float(np.mean(np.asarray(told, np.bool_)))
