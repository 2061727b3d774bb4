"""Letter groups of one writing by number, and words as rows of letter numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LONGEST = 24  # letters of a part that are compared; the longest attested compound surnames fit
NO_GROUP = 0  # not a group of the tables
EMPTY = 1  # the empty group: a letter that stands for nothing on the other side
_ALIEN = "?"


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letter groups of one writing. Group numbers below ``letters`` are NO_GROUP, EMPTY and the single letters.

    ``grow[g, x]`` is the group made of group ``g`` and the letter ``x``, NO_GROUP where no table knows it. ``longest``:
    letters of the longest group.
    """

    groups: tuple[str, ...]
    numbers: dict[str, int]
    grow: NDArray[np.int16]
    letters: int
    longest: int

    def encode(self, word: str) -> list[int]:
        """The letters of a word by number, at most LONGEST; marks that no table knows are dropped from a letter."""
        return [self._letter(letter) for letter in word[:LONGEST]]

    def _letter(self, letter: str) -> int:
        return self.numbers.get(letter) or self.numbers.get(_bare(letter)) or self.numbers[_ALIEN]

    def pack(self, words: Sequence[str]) -> NDArray[np.uint8]:
        """Words as rows of letter numbers, shape (words, LONGEST), padded with NO_GROUP."""
        packed = np.zeros((len(words), LONGEST), dtype=np.uint8)
        for row, word in enumerate(words):
            numbers = self.encode(word)
            packed[row, : len(numbers)] = numbers
        return packed


def alphabet(groups: Iterable[str]) -> Alphabet:
    """The alphabet whose tables speak of these groups; beginnings of groups are added as groups."""
    known = {group[:length] for group in groups for length in range(1, len(group) + 1)}
    letters = sorted({letter for group in known for letter in group} | {_ALIEN})
    ordered = ("\0", "", *letters, *sorted(known.difference(letters), key=lambda group: (len(group), group)))
    numbers = {group: number for number, group in enumerate(ordered)}
    grow = np.zeros((len(ordered), len(letters) + 2), dtype=np.int16)
    for group in ordered[2 + len(letters) :]:
        grow[numbers[group[:-1]], numbers[group[-1]]] = numbers[group]
    return Alphabet(ordered, numbers, grow, len(letters) + 2, max(map(len, ordered)))


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[:1]
