"""Words of places as the place filter compares them: any script, without endings."""

from __future__ import annotations

import re

from indexer.names import translit

STEM = 6  # letters that must agree: Караганда, Карагандинская
SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")


def place_words(text: str) -> tuple[str, ...]:
    """The romanised beginnings of the words of a place («Карагандинская обл.» → «karaga», «obl»), each once."""
    words = (translit.romanize(word).casefold()[:STEM] for word in _WORD.findall(text) if len(word) >= SHORTEST)
    return tuple(dict.fromkeys(words))
