"""Words of places as the place filter compares them: any script, without endings."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.names import translit

STEM = 6  # letters that must agree: Караганда, Карагандинская
SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")


def place_words(text: str) -> tuple[str, ...]:
    """The romanised beginnings of the words of a place («Карагандинская обл.» → «karaga», «obl»), each once."""
    return tuple(dict.fromkeys(_beginning(word) for word in _WORD.findall(text) if len(word) >= SHORTEST))


@lru_cache(maxsize=8192)  # the same regions and districts stand in thousands of records
def _beginning(word: str) -> str:
    return translit.romanize(word).casefold()[:STEM]
