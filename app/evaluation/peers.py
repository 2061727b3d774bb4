"""Plain tools on the same questions in the same run, so that our figures have something to stand beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from app.evaluation.measures import rank_of
from app.evaluation.sets import Question

Scorer = Callable[[str], NDArray[np.float64]]
FOLDING = "ASCII folding + "
PEERS = tuple(f"{FOLDING}{tool}" for tool in ("Jaro-Winkler by part", "token_sort_ratio", "WRatio"))


def folded(text: str) -> str:
    """ASCII letters in lower case: the folding of a plain tool."""
    return anyascii(text).casefold().replace("'", "")


@dataclass(frozen=True, slots=True)
class Peers:
    """The plain tools over one list of names, in the order of PEERS; each scans all of it."""

    refs: NDArray[np.str_]
    scorers: tuple[Scorer, ...]

    def ranks(self, question: Question) -> tuple[float, ...]:
        """The rank that each tool gives the right record."""
        kept = ~np.isin(self.refs, list(question.ignore))
        right = np.isin(self.refs[kept], list(question.relevant))
        asked = folded(question.text)
        return tuple(rank_of(scorer(asked)[kept], right) for scorer in self.scorers)


def peers(refs: NDArray[np.str_], written: Sequence[str], brief: Sequence[str]) -> Peers:
    """The plain tools over these names, which belong to those references; ``brief`` are they without the father's name.

    Tools that lay a whole name on another are given both, and the better counts: people seldom type a patronymic.
    """
    names, short = ([folded(name) for name in told] for told in (written, brief))
    whole = (_whole(names, short, scorer) for scorer in (fuzz.token_sort_ratio, fuzz.WRatio))
    return Peers(refs, (_by_part(names), *whole))


def _whole(written: list[str], brief: list[str], scorer: Callable[..., float]) -> Scorer:
    distinct, places = np.unique(brief, return_inverse=True)

    def scores(query: str) -> NDArray[np.float64]:
        full = process.cdist([query], written, scorer=scorer)[0]
        return np.asarray(
            np.maximum(full, process.cdist([query], distinct.tolist(), scorer=scorer)[0][places]), np.float64
        )

    return scores


def _by_part(written: list[str]) -> Scorer:
    """Each part of the query against the best part of the record, averaged."""
    parts = sorted({part for name in written for part in name.split()})
    numbers = {part: number for number, part in enumerate(parts)}
    rows = [[numbers[part] for part in name.split()] or [0] for name in written]
    starts = np.cumsum([0, *map(len, rows)])[:-1]
    flat = np.array([number for row in rows for number in row])

    def scores(query: str) -> NDArray[np.float64]:
        likes = process.cdist(query.split() or [""], parts, scorer=JaroWinkler.similarity)
        best = np.maximum.reduceat(likes[:, flat], starts, axis=1)
        return np.asarray(best.mean(axis=0), np.float64)

    return scores
