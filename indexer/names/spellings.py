"""How alike one spelling is to each of many, and where it may begin as an initial does: compiled loops."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.names.alphabet import LONGEST
from indexer.names.compiled import compiled
from indexer.names.correspondence import Writing, between
from indexer.names.curve import CURVES
from indexer.names.lattice import Laying, Room, lay_all, laying, prepare
from indexer.names.packed import (
    BEGINS,
    FAMILIES,
    IS_RUSSIAN,
    LENGTH,
    PLAIN,
    PREFIXES,
    SOUNDS,
    TEXT,
    UNITS,
    WRITING,
    Rows,
)
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
LATIN, _SYLLABLES = _WRITINGS.index(Writing.LATIN), _WRITINGS.index(Writing.SYLLABLES)
_CURVES = np.array([[(CURVES[a, b].base, CURVES[a, b].slope, CURVES[a, b].bend) for b in _WRITINGS] for a in _WRITINGS])
_SHORTEST_SUFFIX = 2

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]
Text = NDArray[np.uint16]


@lru_cache(maxsize=1)
def all_tables() -> Laying:
    """The tables that lay each writing on each other, by the number of ours times three and the number of theirs."""
    return laying([between(ours, theirs) for ours in _WRITINGS for theirs in _WRITINGS])


class Spelt(NamedTuple):
    """Words by number, as the loops read them: what of their rows counts, together."""

    numbers: Numbers
    letters: NDArray[np.uint8]
    lengths: NDArray[np.int64]
    units: NDArray[np.int64]
    starts: NDArray[np.int64]
    writings: NDArray[np.int64]
    sounds: NDArray[np.uint64]
    russian: Mask
    families: NDArray[np.uint8]
    begins: NDArray[np.uint8]
    plain: NDArray[np.uint64]
    texts: NDArray[np.uint16]
    chosen: NDArray[np.int64]  # room for the loops
    ends: NDArray[np.int64]
    costs: NDArray[np.int32]


@compiled()
def spelt(rows: Rows, numbers: Numbers) -> Spelt:
    """Those words."""
    word8, word32, word64, count = rows.word8, rows.word32, rows.word64, len(numbers)
    letters, families = np.empty((count, LONGEST), np.uint8), np.empty((count, LENGTHS), np.uint8)
    lengths, units, starts = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int64)
    writings, sounds = np.empty(count, np.int64), np.empty((count, 2), np.uint64)
    russian, begins, plain = np.empty(count, np.bool_), np.empty(count, np.uint8), np.empty(count, np.uint64)
    for place in range(count):
        number = numbers[place]
        for each in range(LONGEST):
            letters[place, each] = word8[number, each]
        for each in range(LENGTHS):
            families[place, each] = word8[number, FAMILIES + each]
        lengths[place], units[place] = word8[number, LENGTH], word8[number, UNITS]
        starts[place], writings[place] = word32[number, TEXT], word8[number, WRITING]
        sounds[place, 0], sounds[place, 1] = word64[number, SOUNDS], word64[number, SOUNDS + 1]
        russian[place], begins[place] = word8[number, IS_RUSSIAN] > 0, word8[number, BEGINS]
        plain[place] = word64[number, PLAIN]
    room = (np.empty(PREFIXES * count, np.int64), np.empty(PREFIXES * count, np.int64))
    costs = np.empty(PREFIXES * count, np.int32)
    return Spelt(
        numbers, letters, lengths, units, starts, writings, sounds, russian, families, begins, plain, rows.texts,
        room[0], room[1], costs,
    )  # fmt: skip


@compiled()
def spell(  # noqa: PLR0913, PLR0917 (compiled)
    ours: Spelt, word: int, theirs: Spelt, wanted: Mask, far: float, by: Laying, room: Room, found: Floats
) -> None:
    """``found``: how alike our word is to each of the words that is wanted, in [0, 1]."""
    kind, length = ours.writings[word], ours.lengths[word]
    writings, lengths, sounds = theirs.writings, theirs.lengths, theirs.sounds
    chosen, ends, costs = theirs.chosen, theirs.ends, theirs.costs
    one, two = ours.sounds[word, 0], ours.sounds[word, 1]
    brief = length <= BRIEF or kind == _SYLLABLES
    for writing in range(_KINDS):
        count = 0
        for place in range(len(wanted)):
            if wanted[place] and writings[place] == writing:
                found[place] = 0.0
                near = brief or writing == _SYLLABLES or lengths[place] <= BRIEF
                if near or not is_apart(one, two, sounds[place, 0], sounds[place, 1], far):
                    chosen[count], ends[count] = place, lengths[place]
                    count += 1
        if count:
            at = kind * _KINDS + writing
            prepare(ours.letters[word], length, by, at, room)
            lay_all(length, theirs.letters, chosen[:count], ends[:count], by, at, room, costs)
            _judge(ours, word, theirs, writing, count, found)


@compiled()
def is_apart(one: int, two: int, other: int, another: int, far: float) -> bool:
    """Whether two words of these sounds share so few of them that they need not be laid on each other."""
    first = np.float32(bits(one & other)) / np.float32(max(min(bits(one), bits(other)), 1))
    second = np.float32(bits(two & another)) / np.float32(max(min(bits(two), bits(another)), 1))
    return bool((first + second) / np.float32(2) < np.float32(far))


@compiled()
def bits(value: int) -> int:
    """How many bits are set."""
    left = np.uint64(value)
    left = left - ((left >> np.uint64(1)) & np.uint64(0x5555555555555555))
    left = (left & np.uint64(0x3333333333333333)) + ((left >> np.uint64(2)) & np.uint64(0x3333333333333333))
    left = (left + (left >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((left * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled()
def _judge(ours: Spelt, word: int, theirs: Spelt, writing: int, count: int, found: Floats) -> None:
    """From costs to likeness, for the words of one writing that were laid."""
    kind, length, russian = ours.writings[word], ours.lengths[word], ours.russian[word]
    units, start, texts, families = ours.units[word], ours.starts[word], ours.texts, ours.families[word]
    chosen, costs, lengths, others, starts = theirs.chosen, theirs.costs, theirs.lengths, theirs.units, theirs.starts
    their_texts, their_families, theirs_russian = theirs.texts, theirs.families, theirs.russian
    base, slope, bend = _CURVES[kind, writing, 0], _CURVES[kind, writing, 1], _CURVES[kind, writing, 2]
    for at in range(count):
        place, cost = chosen[at], costs[at]
        long = cost > TRANSPOSED and units == others[place]
        if long and is_transposed(texts, start, their_texts, starts[place], units):
            cost = TRANSPOSED
        half = (base + slope * ((length + lengths[place]) / 2)) * HUNDREDTHS
        likeness = 0.5 ** ((cost / half) ** bend)
        if kind == LATIN and writing == LATIN and cost > BY_RULE:
            likeness *= SLIPPED
        if cost > 0 and russian and theirs_russian[place]:
            likeness *= SLIPPED
            if likeness > DOUBTFUL and is_derived(
                texts, start, units, families, their_texts, starts[place], others[place], their_families[place]
            ):
                likeness *= DERIVED
        found[place] = likeness


@compiled()
def is_transposed(ours: Text, start: int, theirs: Text, other: int, length: int) -> bool:
    """Whether two words of one length differ by one pair of neighbouring letters in the other order."""
    place = 0
    while place < length and ours[start + place] == theirs[other + place]:
        place += 1
    if place + 1 >= length or ours[start + place] != theirs[other + place + 1]:
        return False
    if ours[start + place + 1] != theirs[other + place]:
        return False
    place += 2
    while place < length and ours[start + place] == theirs[other + place]:
        place += 1
    return place == length


@compiled()
def is_derived(  # noqa: PLR0913, PLR0917 (compiled)
    ours: Text,
    start: int,
    length: int,
    families: NDArray[np.uint8],
    theirs: Text,
    other: int,
    long: int,
    others: NDArray[np.uint8],
) -> bool:
    """Whether two Russian surnames have one root and suffixes of different families, however they are cut."""
    differ = False
    for here in range(LENGTHS):
        root = length - _SHORTEST_SUFFIX - here
        there = long - _SHORTEST_SUFFIX - root
        if families[here] == 0 or there < 0 or there >= LENGTHS:
            continue
        place = 0
        while place < root and ours[start + place] == theirs[other + place]:
            place += 1
        if place == root:
            if others[there] == families[here]:
                return False
            differ = differ or others[there] != 0
    return differ


@compiled()
def begin(  # noqa: PLR0913, PLR0917 (compiled)
    initials: Spelt, initial: int, full: Spelt, wanted: Mask, by: Laying, room: Room, found: Mask
) -> None:
    """``found``: whether each of the words that is wanted may begin as the initial does."""
    kind, length = initials.writings[initial], initials.lengths[initial]
    writings, lengths, begins = full.writings, full.lengths, full.begins
    chosen, ends, costs = full.chosen, full.ends, full.costs
    found[:] = False
    for writing in range(_KINDS):
        count = 0
        for place in range(len(wanted)):
            if wanted[place]:
                for end in range(1, min(lengths[place], PREFIXES) + 1):
                    if (begins[place] >> 2 * (end - 1)) & 3 == writing:
                        chosen[count], ends[count] = place, end
                        count += 1
        if count:
            at = kind * _KINDS + writing
            prepare(initials.letters[initial], length, by, at, room)
            lay_all(length, full.letters, chosen[:count], ends[:count], by, at, room, costs)
            for each in range(count):
                same = (kind == LATIN) == (writings[chosen[each]] == LATIN)
                if costs[each] <= (BEGINS_HERE if same else BEGINS_OTHERWISE):
                    found[chosen[each]] = True
