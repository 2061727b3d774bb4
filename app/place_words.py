"""Words of places as the place filter compares them: any script, without cases, «region» and «town»."""

from __future__ import annotations

import re
from functools import lru_cache

from app.tables import rows
from indexer.names import translit

STEM = 6  # letters that must agree: Караганда, Карагандинская
SHORTEST, SHORT = 2, 3  # what is shorter than SHORT counts where nothing longer tells: «Ош», but not «ст.», «of»
_WORD = re.compile(r"[^\W\d_]+")
_CASE = re.compile(r"(?<=..)(?:[ao]go|omu|om|[yio][jy]|ii|i?y[aeu]|[aeiouy'’])$")  # «Верный, Вернаго», «Ата, Аты»: one


def place_words(text: str) -> tuple[str, ...]:
    """The romanised beginnings of the words of a place («Карагандинская обл.» → «karaga»), each once.

    Words that only say what kind of place it is are left out, unless there are no others, and so are words of two
    letters; of one letter none counts.
    """
    words = _words(text)
    telling = [word for word in words if word not in _kinds()]
    long = [word for word in telling if len(word) >= SHORT]
    return tuple(dict.fromkeys(map(_beginning, long or telling or words)))


def all_place_words(text: str) -> tuple[str, ...]:
    """By what a place is found: the same, and the words of two letters that stand beside them."""
    short = (_beginning(word) for word in _words(text) if len(word) < SHORT)
    return tuple(dict.fromkeys((*place_words(text), *short)))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST]


@lru_cache(maxsize=8192)  # the same regions and districts stand in thousands of records
def _beginning(word: str) -> str:
    return _CASE.sub("", translit.romanize(word).casefold())[:STEM]


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("vocab/place_words"))
