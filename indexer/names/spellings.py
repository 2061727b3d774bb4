"""How alike one spelling is to each of many, and where it may begin as an initial does: compiled loops."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.names.compiled import compiled
from indexer.names.correspondence import Writing, between
from indexer.names.curve import CURVES
from indexer.names.lattice import Laying, Room, lay_one, laying, prepare
from indexer.names.packed import BEGINS, FAMILIES, IS_RUSSIAN, LENGTH, PREFIXES, SOUNDS, TEXT, UNITS, WRITING, Rows
from indexer.names.packed import WRITINGS as _WRITINGS
from indexer.names.suffix import LENGTHS
from indexer.names.tabulate import HUNDREDTHS

FAR = 0.32  # words that share less of their sounds are not alike at all: of true pairs none shares less than 0.45
BRIEF = 3  # letters; of so short a word one is too much of its sounds
SLIPPED = 0.8  # the most that two spellings by one rule are alike when they are not the same
BY_RULE = 100  # hundredths of a nat up to which two Latin spellings follow two rules, beyond which one has a slip
TRANSPOSED = 200  # what two neighbouring letters in the other order cost
DERIVED = 0.6  # of that, where two surnames are made of one root by different suffixes
DOUBTFUL = 0.3  # less alike ones are two names anyway
BEGINS_OTHERWISE, BEGINS_HERE = 300, 60  # hundredths of a nat an initial may cost in another writing, and in its own

_KINDS = len(_WRITINGS)
_LATIN, _SYLLABLES = _WRITINGS.index(Writing.LATIN), _WRITINGS.index(Writing.SYLLABLES)
_CURVES = np.array([[(CURVES[a, b].base, CURVES[a, b].slope, CURVES[a, b].bend) for b in _WRITINGS] for a in _WRITINGS])
_SHORTEST_SUFFIX = 2

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]


@lru_cache(maxsize=1)
def all_tables() -> Laying:
    """The tables that lay each writing on each other, by the number of ours times three and the number of theirs."""
    return laying([between(ours, theirs) for ours in _WRITINGS for theirs in _WRITINGS])


@compiled("")
def spell(  # noqa: PLR0913, PLR0917 (compiled)
    ours: Rows,
    word: int,
    theirs: Rows,
    numbers: Numbers,
    wanted: Mask,
    far: float,
    by: Laying,
    room: Room,
    out: Floats,
) -> None:
    """``out``: how alike our word is to each of the words of these numbers that is wanted, in [0, 1]."""
    kind, letters = int(ours.word8[word, WRITING]), ours.word8[word]
    length = int(letters[LENGTH])
    for writing in range(_KINDS):
        ready, at = False, kind * _KINDS + writing
        for place in range(len(numbers)):
            number = numbers[place]
            if not wanted[place] or theirs.word8[number, WRITING] != writing:
                continue
            out[place] = 0.0
            if is_apart(ours, word, theirs, number, far):
                continue
            if not ready:
                prepare(letters, length, by, at, room)
                ready = True
            cost = lay_one(length, theirs.word8[number], int(theirs.word8[number, LENGTH]), by, at, room)
            out[place] = judged(ours, word, theirs, number, cost)


@compiled("")
def is_apart(ours: Rows, word: int, theirs: Rows, number: int, far: float) -> bool:
    """Whether two words share so few sounds that they need not be laid on each other; never of short words."""
    if ours.word8[word, LENGTH] <= BRIEF or theirs.word8[number, LENGTH] <= BRIEF:
        return False
    if ours.word8[word, WRITING] == _SYLLABLES or theirs.word8[number, WRITING] == _SYLLABLES:
        return False
    share = np.float32(0.0)
    for place in range(SOUNDS, SOUNDS + 2):
        one, other = ours.word64[word, place], theirs.word64[number, place]
        least = max(min(bits(one), bits(other)), 1)
        share += np.float32(bits(one & other)) / np.float32(least)
    return bool(share / np.float32(2) < np.float32(far))


@compiled("")
def bits(value: int) -> int:
    """How many bits are set."""
    left = np.uint64(value)
    left = left - ((left >> np.uint64(1)) & np.uint64(0x5555555555555555))
    left = (left & np.uint64(0x3333333333333333)) + ((left >> np.uint64(2)) & np.uint64(0x3333333333333333))
    left = (left + (left >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((left * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled("")
def judged(ours: Rows, word: int, theirs: Rows, number: int, cost: int) -> float:
    """The likeness of two words that it costs so much to lay on each other."""
    kind, writing = int(ours.word8[word, WRITING]), int(theirs.word8[number, WRITING])
    if cost > TRANSPOSED and is_transposed(ours, word, theirs, number):
        cost = TRANSPOSED
    lengths = (int(ours.word8[word, LENGTH]) + int(theirs.word8[number, LENGTH])) / 2
    half = (_CURVES[kind, writing, 0] + _CURVES[kind, writing, 1] * lengths) * HUNDREDTHS
    found = 0.5 ** ((cost / half) ** _CURVES[kind, writing, 2])
    if kind == _LATIN and writing == _LATIN and cost > BY_RULE:
        found *= SLIPPED
    if cost > 0 and ours.word8[word, IS_RUSSIAN] and theirs.word8[number, IS_RUSSIAN]:
        found *= SLIPPED
        if found > DOUBTFUL and is_derived(ours, word, theirs, number):
            found *= DERIVED
    return float(found)


@compiled("")
def is_transposed(ours: Rows, word: int, theirs: Rows, number: int) -> bool:
    """Whether two words differ by one pair of neighbouring letters in the other order."""
    length = int(ours.word8[word, UNITS])
    if length != theirs.word8[number, UNITS]:
        return False
    one, other, place = int(ours.word32[word, TEXT]), int(theirs.word32[number, TEXT]), 0
    while place < length and ours.texts[one + place] == theirs.texts[other + place]:
        place += 1
    if place + 1 >= length or ours.texts[one + place] != theirs.texts[other + place + 1]:
        return False
    if ours.texts[one + place + 1] != theirs.texts[other + place]:
        return False
    place += 2
    while place < length and ours.texts[one + place] == theirs.texts[other + place]:
        place += 1
    return place == length


@compiled("")
def is_derived(ours: Rows, word: int, theirs: Rows, number: int) -> bool:
    """Whether two Russian surnames have one root and suffixes of different families, however they are cut."""
    differ = False
    for here in range(LENGTHS):
        family = ours.word8[word, FAMILIES + here]
        root = int(ours.word8[word, UNITS]) - _SHORTEST_SUFFIX - here
        there = int(theirs.word8[number, UNITS]) - _SHORTEST_SUFFIX - root
        if family == 0 or there < 0 or there >= LENGTHS or not is_begun(ours, word, theirs, number, root):
            continue
        other = theirs.word8[number, FAMILIES + there]
        if other == family:
            return False
        differ = differ or other != 0
    return differ


@compiled("")
def is_begun(ours: Rows, word: int, theirs: Rows, number: int, length: int) -> bool:
    """Whether two words begin with the same so many letters."""
    one, other = int(ours.word32[word, TEXT]), int(theirs.word32[number, TEXT])
    place = 0
    while place < length and ours.texts[one + place] == theirs.texts[other + place]:
        place += 1
    return place == length


@compiled("")
def shared_beginning(ours: Rows, word: int, theirs: Rows, number: int) -> float:
    """The share of letters that two words of one writing have in common at their beginning; 0 for other writings."""
    if (ours.word8[word, WRITING] == _LATIN) != (theirs.word8[number, WRITING] == _LATIN):
        return 0.0
    length = min(int(ours.word8[word, LENGTH]), int(theirs.word8[number, LENGTH]))
    place = 0
    while place < length and ours.word8[word, place] == theirs.word8[number, place]:
        place += 1
    return place / max(length, 1)


@compiled("")
def begin(  # noqa: PLR0913, PLR0917 (compiled)
    initials: Rows, initial: int, full: Rows, numbers: Numbers, wanted: Mask, by: Laying, room: Room, found: Mask
) -> None:
    """``found``: whether each of the words of these numbers that is wanted may begin as the initial does."""
    kind, letters = int(initials.word8[initial, WRITING]), initials.word8[initial]
    length = int(letters[LENGTH])
    found[:] = False
    for writing in range(_KINDS):
        ready, at = False, kind * _KINDS + writing
        for place in range(len(numbers)):
            word = full.word8[numbers[place]]
            if not wanted[place] or found[place]:
                continue
            same = (kind == _LATIN) == (word[WRITING] == _LATIN)
            most = BEGINS_HERE if same else BEGINS_OTHERWISE
            for end in range(1, min(int(word[LENGTH]), PREFIXES) + 1):
                if (word[BEGINS] >> 2 * (end - 1)) & 3 != writing:
                    continue
                if not ready:
                    prepare(letters, length, by, at, room)
                    ready = True
                if lay_one(length, word, end, by, at, room) <= most:
                    found[place] = True
                    break
