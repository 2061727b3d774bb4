"""Distinct spellings by number, packed so that one word is laid on many at once."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.names.alphabet import LONGEST
from indexer.names.correspondence import Writing, alphabets, between, cost, writing
from indexer.names.curve import CURVES
from indexer.names.lattice import lay
from indexer.names.outline import held, sounds
from indexer.names.suffix import split

_FEW = 12  # so few words are sooner done one by one
_SLIPPED = 0.8  # the most that two spellings by one rule are alike when they are not the same
_BY_RULE = 100  # hundredths of a nat up to which two Latin spellings follow two rules, beyond which one has a slip
TRANSPOSED = 200  # what two neighbouring letters in the other order cost
_DERIVED = 0.6  # of that, where two surnames are made of one root by different suffixes
_FAR = 0.32  # words that share less of their sounds are not alike at all: of true pairs none shares less than 0.45
_BRIEF = 3  # letters; of so short a word one is too much of its sounds
_DOUBTFUL = 0.3  # less alike ones are two names anyway
_WRITINGS = tuple(Writing)
_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя-'. ")

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]


class Words:
    """Folded spellings in Latin or Cyrillic letters."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._packed = np.zeros((0, LONGEST), dtype=np.uint8)
        self._sounds = np.zeros((0, 2), dtype=np.uint64)
        self._writings = np.zeros(0, dtype=np.int8)
        self._sorted: dict[str, int] = {}
        self._letters = np.zeros(0, dtype=np.int32)
        self._russian = np.zeros(0, dtype=bool)
        self._lengths = np.zeros(0, dtype=np.int32)

    def number(self, word: str) -> int:
        """The number of a word, which is added if new."""
        number = self._numbers.setdefault(word, len(self._words))
        if number == len(self._words):
            self._words.append(word)
        return number

    def __len__(self) -> int:
        return len(self._words)

    def beginning(self, word: str, numbers: Numbers) -> Floats:
        """The share of letters that the word has in common with each at its beginning, of any shape; NONE has none."""
        self._pack()
        shares = np.zeros(numbers.shape)
        cyrillic = self._writings != _WRITINGS.index(Writing.LATIN)
        chosen = (numbers >= 0) & (cyrillic[numbers] == (writing(word) is not Writing.LATIN))
        theirs = numbers[chosen]
        ours = alphabets()[writing(word)].pack([word])[0, : len(word)]
        alike = np.cumprod(self._packed[theirs, : len(ours)] == ours, axis=1).sum(axis=1)
        shares[chosen] = alike / np.maximum(np.minimum(len(ours), self._lengths[theirs]), 1)
        return shares

    def likeness(self, word: str, numbers: Numbers) -> Floats:
        """How alike ``word`` is to each of the words, in [0, 1]."""
        found = np.zeros(len(numbers))
        if len(numbers) <= _FEW:
            for place, number in enumerate(numbers):
                found[place] = likeness(word, self._words[number])
            return found
        self._pack()
        near = self._near(word, numbers)
        for theirs in Writing:
            chosen = near & (self._writings[numbers] == _WRITINGS.index(theirs))
            if chosen.any():
                found[chosen] = self._many(word, numbers[chosen], theirs)
        return found

    def _near(self, word: str, numbers: Numbers) -> NDArray[np.bool_]:
        """Which of the words share enough sounds to be worth laying: the same as ``not apart`` says of each."""
        if writing(word) is Writing.SYLLABLES or len(word) <= _BRIEF:
            return np.ones(len(numbers), dtype=np.bool_)
        near: NDArray[np.bool_] = held(self._sounds[numbers], sounds(word)) >= _FAR
        near |= self._lengths[numbers] <= _BRIEF
        near |= self._writings[numbers] == _WRITINGS.index(Writing.SYLLABLES)
        return near

    def _many(self, word: str, numbers: Numbers, theirs: Writing) -> Floats:
        ours = writing(word)
        costs = lay(word, self._packed[numbers], between(ours, theirs))
        for place in np.flatnonzero(self._letters[numbers] == self._sorted.get("".join(sorted(word)), -1)):
            if transposed(word, self._words[numbers[place]]):
                costs[place] = min(costs[place], TRANSPOSED)
        lengths = (min(len(word), LONGEST) + self._lengths[numbers]) / 2
        found = CURVES[ours, theirs].likeness(costs, lengths)
        if ours is Writing.LATIN and theirs is Writing.LATIN:
            found[costs > _BY_RULE] *= _SLIPPED
        if _is_russian(word):
            found[self._russian[numbers] & (costs > 0)] *= _SLIPPED
            for place in np.flatnonzero((costs > 0) & (found > _DOUBTFUL)):
                if _derived(word, self._words[numbers[place]]):
                    found[place] *= _DERIVED
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
        self._sounds = np.concatenate([self._sounds, np.array([sounds(word) for word in new], dtype=np.uint64)])
        self._writings = np.concatenate([self._writings, [_WRITINGS.index(found) for found in writings]])
        ordered = ["".join(sorted(word)) for word in new]
        letters = [self._sorted.setdefault(word, len(self._sorted)) for word in ordered]
        self._letters = np.concatenate([self._letters, np.array(letters, dtype=np.int32)])
        self._russian = np.concatenate([self._russian, [_is_russian(word) for word in new]])
        self._lengths = np.concatenate([self._lengths, [min(len(word), LONGEST) for word in new]])


def likeness(left: str, right: str) -> float:
    """How alike two words are, in [0, 1]: the same as ``Words.likeness`` for one of them."""
    if apart(left, right):
        return 0.0
    lengths = np.array([(min(len(left), LONGEST) + min(len(right), LONGEST)) / 2])
    total = min(cost(left, right), TRANSPOSED) if transposed(left, right) else cost(left, right)
    found = float(CURVES[writing(left), writing(right)].likeness(np.array([total], dtype=np.int32), lengths)[0])
    if total > _BY_RULE and writing(left) is writing(right) is Writing.LATIN:
        found *= _SLIPPED
    if total > 0 and _is_russian(left) and _is_russian(right):
        found *= _SLIPPED
        if found > _DOUBTFUL and _derived(left, right):
            found *= _DERIVED
    return found


def apart(left: str, right: str) -> bool:
    """Whether two words share so few sounds that they need not be laid on each other; never of short words."""
    if Writing.SYLLABLES in (writing(left), writing(right)) or min(len(left), len(right)) <= _BRIEF:
        return False
    return bool(held(np.array([sounds(right)], dtype=np.uint64), sounds(left))[0] < _FAR)


def transposed(left: str, right: str) -> bool:
    """Whether two words differ by one pair of neighbouring letters in the other order."""
    apart = [place for place, (ours, theirs) in enumerate(zip(left, right, strict=False)) if ours != theirs]
    return (
        len(left) == len(right)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and left[apart[0]] == right[apart[1]]
        and left[apart[1]] == right[apart[0]]
    )


def _derived(left: str, right: str) -> bool:
    """Whether two Russian surnames have one root and suffixes of different families, however they are cut."""
    ours, theirs = dict(split(left)), dict(split(right))
    return any(theirs.get(root, family) != family for root, family in ours.items()) and not any(
        theirs.get(root) == family for root, family in ours.items()
    )


@lru_cache(maxsize=131072)
def _is_russian(word: str) -> bool:
    return _RUSSIAN.issuperset(word)
