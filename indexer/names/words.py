"""Distinct spellings by number, packed so that one word is laid on many at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.names.alphabet import LONGEST
from indexer.names.correspondence import Writing, alphabets, between, cost, writing
from indexer.names.curve import CURVES
from indexer.names.lattice import lay

_FEW = 12  # so few words are sooner done one by one

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]


class Words:
    """Folded spellings in Latin or Cyrillic letters."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._packed = np.zeros((0, LONGEST), dtype=np.uint8)
        self._latin = np.zeros(0, dtype=bool)
        self._lengths = np.zeros(0, dtype=np.int32)

    def number(self, word: str) -> int:
        """The number of a word, which is added if new."""
        number = self._numbers.setdefault(word, len(self._words))
        if number == len(self._words):
            self._words.append(word)
        return number

    def likeness(self, word: str, numbers: Numbers) -> Floats:
        """How alike ``word`` is to each of the words, in [0, 1]."""
        if len(numbers) <= _FEW:
            return self._one_by_one(word, numbers)
        self._pack()
        found = np.zeros(len(numbers))
        for theirs, chosen in ((Writing.LATIN, self._latin[numbers]), (Writing.CYRILLIC, ~self._latin[numbers])):
            if chosen.any():
                found[chosen] = self._many(word, numbers[chosen], theirs)
        return found

    def _many(self, word: str, numbers: Numbers, theirs: Writing) -> Floats:
        ours = writing(word)
        costs = lay(word, self._packed[numbers], between(ours, theirs))
        lengths = (min(len(word), LONGEST) + self._lengths[numbers]) / 2
        return CURVES[ours, theirs].likeness(costs, lengths)

    def _one_by_one(self, word: str, numbers: Numbers) -> Floats:
        found = np.zeros(len(numbers))
        for place, number in enumerate(numbers):
            other = self._words[number]
            lengths = np.array([(min(len(word), LONGEST) + min(len(other), LONGEST)) / 2])
            costs = np.array([cost(word, other)], dtype=np.int32)
            found[place] = CURVES[writing(word), writing(other)].likeness(costs, lengths)[0]
        return found

    def _pack(self) -> None:
        """Pack the words that are new since the last time."""
        new = self._words[len(self._packed) :]
        if not new:
            return
        writings = [writing(word) for word in new]
        packed = np.zeros((len(new), LONGEST), dtype=np.uint8)
        for kind in Writing:
            rows = [row for row, found in enumerate(writings) if found is kind]
            packed[rows] = alphabets()[kind].pack([new[row] for row in rows])
        self._packed = np.concatenate([self._packed, packed])
        self._latin = np.concatenate([self._latin, [found is Writing.LATIN for found in writings]])
        self._lengths = np.concatenate([self._lengths, [min(len(word), LONGEST) for word in new]])
