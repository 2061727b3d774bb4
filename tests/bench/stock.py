"""Words drawn as often as a list has them, with a tail that never ends: the more are drawn, the more are new.

In real lists distinct surnames grow like a power of the records (Heaps). How often the next word is new, and how fast
that falls, is read off the words that the list has once (Good–Turing; Pitman and Yor 1997, with discount ``growth``).
New words are made of the beginning of one word of the list and the end of another, always the same for the same rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

VOWELS = frozenset("аеёиоуыэюяәөұүіїєaeiouyąęėįųūāēīōäöüó")
MOST_GROWTH = 0.78  # in small lists nearly every word stands once, which tells little of great ones
_LONGEST = 8  # letters of a beginning or an end
_MIX = 0x9E3779B97F4A7C15
_RANKS = 1 << 62


class Stock:
    """Words of a list by their frequency, and words like them beyond the list."""

    def __init__(self, words: Sequence[str]) -> None:
        counted = Counter(words)
        self._known = sorted(counted)
        self._heads = sorted({head for word in self._known for head in _heads(word)})
        self._tails = sorted({tail for word in self._known for tail in _tails(word)})
        self.growth = _growth(counted) if len(self._heads) > 20 and len(self._tails) > 20 else 0.0
        weights = np.array([counted[word] for word in self._known], np.float64) - self.growth
        total = weights.sum()
        self._known_share = total / max(total + self.growth * len(self._known), 1)
        self._rising = np.cumsum(weights / total) if len(weights) else np.empty(0)

    def draw(self, chance: np.random.Generator, count: int) -> list[str]:
        """So many words, in no order."""
        if not self._known:
            return [""] * count
        lots = chance.random((2, count))
        places = np.minimum(np.searchsorted(self._rising, lots[0]), len(self._known) - 1)
        fresh = np.flatnonzero(lots[1] >= self._known_share)
        found = [self._known[place] for place in places.tolist()]
        for at, rank in zip(fresh.tolist(), self._ranks(chance, len(fresh)).tolist(), strict=True):
            found[at] = self.made(rank)
        return found

    def made(self, rank: int) -> str:
        """The word of that rank beyond the list; two ranks may have the same one."""
        mixed = _mixed(rank)
        return self._heads[mixed % len(self._heads)] + self._tails[mixed // len(self._heads) % len(self._tails)]

    def _ranks(self, chance: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Ranks after those of the list, the power of their frequency that which lets the words grow."""
        if not count:
            return np.empty(0, np.int64)
        spread = chance.random(count) ** (-self.growth / (1 - self.growth)) - 1
        return np.minimum(len(self._known) * spread, _RANKS).astype(np.int64)


def _growth(counted: Counter[str]) -> float:
    once = sum(1 for count in counted.values() if count == 1)
    return min(once / max(len(counted), 1), MOST_GROWTH)


def _heads(word: str) -> list[str]:
    ends = [at + 1 for at, letter in enumerate(word[:_LONGEST]) if letter.lower() in VOWELS]
    return [word[:end] for end in ends if 2 <= end < len(word)]


def _tails(word: str) -> list[str]:
    """Ends that begin with a consonant after a vowel and have a vowel themselves."""
    starts = [at for at in range(1, len(word) - 2) if word[at - 1].lower() in VOWELS and _hard(word[at])]
    return [word[at:] for at in starts if len(word) - at <= _LONGEST and VOWELS.intersection(word[at:])]


def _hard(letter: str) -> bool:
    return letter.isalpha() and letter not in VOWELS


def _mixed(rank: int) -> int:
    """A number that looks drawn at random (splitmix64)."""
    value = (rank * _MIX + _MIX) & 0xFFFFFFFFFFFFFFFF
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return value ^ (value >> 31)
