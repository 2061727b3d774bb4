"""The rough outline of a name part: which sounds it has and which follow which, in two words of 64 bits.

Two outlines are laid on each other by counting bits, a million a second: enough to choose, among tens of thousands that
share a key with a search, those whose names are worth comparing letter by letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from indexer.names import morphology
from indexer.names.name import NamePart, PartKind
from indexer.names.normalize import fold
from indexer.names.skeleton import likeliest

_SOUNDS = "bvgdszlmnraoi"  # what letters are told apart by; bits from 0 on
_BEGIN, _END = len(_SOUNDS), len(_SOUNDS) + 1
_VOWELS = frozenset(map(_SOUNDS.index, "aoi"))
_CLASSES = {
    "b": "бп",
    "v": "вф",
    "g": "гкхґғқһ",
    "d": "дт",
    "s": "зсц",
    "z": "жшщч",
    "l": "л",
    "m": "м",
    "n": "нң",
    "r": "р",
    "a": "аяәэ",
    "o": "оуюёөұүў",
    "i": "еиыйіїє",
}
_SOUND = {letter: sound for sound, letters in _CLASSES.items() for letter in letters}
_SPARE = 64 - len(_SOUNDS)  # bits of the first word for what follows what
_WORDS = 2
_NUMBER = {letter: _SOUNDS.index(sound) for letter, sound in _SOUND.items()}
_BITS = range(_END + 1)  # below: the bit of two sounds that follow each other, and of two consonants
_FOLLOWS = [[1 << (len(_SOUNDS) + (before * 7 + after * 13) % _SPARE) for after in _BITS] for before in _BITS]
_CONSONANTS = [[1 << ((before * 15 + after) % 64) for after in _BITS] for before in _BITS]
_READINGS = 6  # of a word that it may sound like

Outline = tuple[int, int]
Outlines = NDArray[np.uint64]
Shares = NDArray[np.float32]


@lru_cache(maxsize=65536)
def outlines(part: NamePart, most: int) -> tuple[Outline, ...]:
    """The outlines of the likeliest readings of a part without its endings, at most ``most``; none of an initial."""
    if part.form.endswith("."):
        return ()
    return tuple(dict.fromkeys(outline(word) for word in likeliest(_bare(part))[:most]))


def _bare(part: NamePart) -> str:
    """The part without what says nothing of the name; of a patronymic the father."""
    form = fold(part.form)
    if part.kind is PartKind.PATRONYMIC:
        return min(morphology.father(form), key=lambda name: (len(name), name), default=form)
    return form if part.kind is PartKind.GIVEN else morphology.stem(form)


@lru_cache(maxsize=262144)
def sounds(word: str) -> Outline:
    """All that the likeliest readings of a folded word may sound like, in one outline."""
    drawn = [outline(reading) for reading in likeliest(word)[:_READINGS]]
    return reduce(or_, (one[0] for one in drawn), 0), reduce(or_, (one[1] for one in drawn), 0)


@lru_cache(maxsize=65536)
def heard(part: NamePart, most: int) -> tuple[str, ...]:
    """The sounds of the likeliest readings of a part, a letter each, at most ``most``; none of an initial."""
    if part.form.endswith("."):
        return ()
    return tuple(dict.fromkeys(_heard(word) for word in likeliest(fold(part.form))[:most]))


def _heard(reading: str) -> str:
    """The sounds of a Cyrillic reading, doubled ones once."""
    sounds_ = [_SOUND[letter] for letter in reading if letter in _SOUND]
    return "".join(sound for place, sound in enumerate(sounds_) if place == 0 or sounds_[place - 1] != sound)


def outline(reading: str) -> Outline:
    """The outline of a Cyrillic reading: its sounds with their neighbours, and its consonants with theirs."""
    first = second = 0
    before = last = _BEGIN
    for letter in reading:
        sound = _NUMBER.get(letter, before)
        if sound != before:
            first |= 1 << sound | _FOLLOWS[before][sound]
            before = sound
            if sound not in _VOWELS:
                second |= _CONSONANTS[last][sound]
                last = sound
    return first | _FOLLOWS[before][_END], second | _CONSONANTS[last][_END]


def nearness(drawn: Outlines, ours: tuple[Outline, ...]) -> Shares:
    """How near each of the outlines, shape (parts, 2), comes to the nearest of ours: shares of bits, in [0, 1]."""
    best = np.zeros(len(drawn), np.float32)
    for one in ours:
        shares = [_shared(drawn[:, word], np.uint64(one[word])) for word in range(_WORDS)]
        np.maximum(best, sum(shares) / np.float32(_WORDS), out=best)
    return best


def consonance(theirs: Sequence[str], ours: tuple[str, ...]) -> Shares:
    """How near each of the sequences of sounds comes to the nearest of ours, sound by sound, in [0, 1].

    A tenth as fast as ``nearness``, and nearer the truth for the short names of East Asia.
    """
    if not ours or not theirs:
        return np.zeros(len(theirs), np.float32)
    shares: Shares = cdist(ours, theirs, scorer=Levenshtein.normalized_similarity, dtype=np.float32).max(axis=0)
    return shares


def held(drawn: Outlines, ours: Outline) -> Shares:
    """The share of the bits of the smaller outline that the greater holds, of each of the outlines; in [0, 1]."""
    shares = np.zeros(len(drawn), np.float32)
    for word in range(_WORDS):
        one, theirs = np.uint64(ours[word]), drawn[:, word]
        least = np.minimum(np.bitwise_count(theirs), np.bitwise_count(one))
        shares += np.bitwise_count(theirs & one).astype(np.float32) / np.maximum(least, 1).astype(np.float32)
    return shares / np.float32(_WORDS)


def _shared(theirs: Outlines, ours: np.uint64) -> Shares:
    both, either = np.bitwise_count(theirs & ours), np.bitwise_count(theirs | ours)
    shares: Shares = both.astype(np.float32) / np.maximum(either, 1).astype(np.float32)
    return shares
