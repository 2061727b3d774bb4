"""The telling words of an occupation, by their beginnings in Latin letters: «бухгалтер», «бухгалтером»."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.names import translit

BEGINNING = 6  # letters that must agree
SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65536)
def terms(text: str) -> tuple[str, ...]:
    """The beginnings of the words of the text, each once, in its order."""
    words = (word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST)
    return tuple(dict.fromkeys(map(_beginning, words)))


@lru_cache(maxsize=65536)
def _beginning(word: str) -> str:
    return translit.romanize(word).casefold()[:BEGINNING]
