"""Plain tools on the same questions in the same run, so that our figures have something to stand beside."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from app.evaluation.measures import Measure, measure, rank_of
from app.evaluation.sets import Folder, Question

Scorer = Callable[[str], NDArray[np.float64]]


def folded(text: str) -> str:
    """ASCII letters in lower case: the folding of a plain tool."""
    return anyascii(text).casefold().replace("'", "")


def measure_peers(folder: Folder, questions: tuple[Question, ...]) -> dict[str, Measure]:
    """Ranks by each plain tool over all records; a scan of everything, so give it a sample."""
    written = [folded(entry.names[0].written) for entry in folder.entries]
    scorers = {
        "ASCII folding + Jaro-Winkler by part": _by_part(written),
        "ASCII folding + token_sort_ratio": _whole(written, fuzz.token_sort_ratio),
        "ASCII folding + WRatio": _whole(written, fuzz.WRatio),
    }
    return {name: _measure(scorer, folder.refs, questions) for name, scorer in scorers.items()}


def _measure(scorer: Scorer, refs: tuple[str, ...], questions: tuple[Question, ...]) -> Measure:
    names, ranks = np.array(refs), []
    for question in questions:
        scores = scorer(folded(question.text))
        kept = ~np.isin(names, list(question.ignore))
        ranks.append(rank_of(scores[kept], np.isin(names[kept], list(question.relevant))))
    return measure(ranks)


def _whole(written: list[str], scorer: Callable[..., float]) -> Scorer:
    def scores(query: str) -> NDArray[np.float64]:
        return np.asarray(process.cdist([query], written, scorer=scorer, workers=-1)[0], np.float64)

    return scores


def _by_part(written: list[str]) -> Scorer:
    """Each part of the query against the best part of the record, averaged."""
    parts = sorted({part for name in written for part in name.split()})
    numbers = {part: number for number, part in enumerate(parts)}
    rows = [[numbers[part] for part in name.split()] or [0] for name in written]
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    flat = np.array([number for row in rows for number in row])

    def scores(query: str) -> NDArray[np.float64]:
        likes = process.cdist(query.split() or [""], parts, scorer=JaroWinkler.similarity, workers=-1)
        best = np.zeros((len(likes), len(rows)))
        for line, like in zip(best, likes, strict=True):
            np.maximum.at(line, owners, like[flat])
        return np.asarray(best.mean(axis=0))

    return scores
