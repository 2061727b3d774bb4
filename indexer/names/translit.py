"""From one script to another: named schemes, and what an unknown spelling may stand for in Russian papers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache

from indexer.names import hangul, syllables
from indexer.names.likelihood import likelihood
from indexer.names.name import Script
from indexer.names.normalize import clean, fold, script
from indexer.names.schemes import apply, romanize, schemes
from indexer.names.traditions import weighed

__all__ = ["apply", "readings", "romanize", "schemes"]

MOST = 8
_SYSTEMATIC = 0.4  # the likeness to names, at least, of what follows from the system of Palladius
# Russian letters in an order that Russian does not have tell another language: -ськ-, къ, хь, -ки, -кый, -ланы.
_FOREIGN = r"ъ[^еюя]|ъ$|[кгх]ь|[сцз]ьк[аиу]|[сц]ки$|[кгх]ый$|ла[нр]ы$"
_RUSSIAN = re.compile(rf"(?!.*(?:{_FOREIGN}))[абвгдежзийклмнопрстуфхцчшщъыьэюя. -]+")
_SIGNS = str.maketrans(dict.fromkeys("'ʹʺ.`"))
_READABLE = re.compile(r"[а-я -]+")


@lru_cache(maxsize=131072)
def readings(form: str) -> tuple[str, ...]:
    """What one part of a name may be in Russian papers: folded Cyrillic, the likeliest first, at most 8.

    A Russian form reads as itself; a script that we cannot read (Chinese characters, say) has no reading.
    """
    folded = fold(form)
    if _RUSSIAN.fullmatch(folded):
        return (folded,)
    writing = script(folded)
    found: defaultdict[str, float] = defaultdict(float)
    systematic = syllables.systematic(folded) if writing is Script.LATIN else frozenset()
    for reading, weight in _weighed(_bare(form, folded, writing), writing).items():
        plain = reading.translate(_SIGNS)
        if _READABLE.fullmatch(plain):
            found[plain] += weight * max(likelihood(plain), _SYSTEMATIC if reading in systematic else 0.0)
    return tuple(sorted(found, key=lambda reading: (-found[reading], reading))[:MOST])


def _bare(form: str, folded: str, writing: Script) -> str:
    """The word as the tables of its script have it: Greek without accents, Hebrew with its points."""
    if writing is Script.GREEK:
        return "".join(letter for letter in unicodedata.normalize("NFD", folded) if not unicodedata.combining(letter))
    return clean(form) if writing is Script.HEBREW else folded


def _weighed(word: str, writing: Script) -> dict[str, float]:
    if writing is Script.HANGUL:
        return hangul.weighed(word)
    if writing is Script.KANA:
        return syllables.weighed(word)
    found = weighed(word, writing)
    if writing is Script.LATIN:
        for reading, weight in syllables.weighed(word).items():
            found[reading] = found.get(reading, 0.0) + weight
    return found
