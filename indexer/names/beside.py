"""One part of a name beside many parts: how alike they are, and what the pair weighs. Compiled loops."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.names import weighing
from indexer.names.compiled import compiled
from indexer.names.lattice import Laying, Room
from indexer.names.name import PartKind
from indexer.names.packed import (
    BRIEF,
    ECHOED,
    EXTRA,
    FORM,
    KIND,
    NAMED,
    NONE,
    PLAIN,
    ROLES,
    SPELT,
    SPELT_WITH,
    SURE,
    TEXT,
    TRUST,
    UNITS,
    Rows,
)
from indexer.names.part import BARE, ITSELF, MEETS, SPELLINGS
from indexer.names.spellings import begin, shared_beginning, spell

BY_NAME = 0.88  # given names that the lexicon knows as one, however they are spelt
TRANSLITERATED = 0.9  # spellings so alike are one name in two scripts, whatever else either may be
MAYBE_BY_NAME = 0.7  # given names of which one may be more names than the other
UNLIKE_BY_NAME = 0.3  # given names that the lexicon knows as two, however near they are spelt
BY_INITIAL = 0.9
BASED = 0.6  # bases of surnames less alike are two names
BY_SPELLING = 0.97  # no other spelling is quite the same
SHORTENED = 0.09  # more alike than other names are two given names of one beginning, at most

_PAIRING, _UNSURE = weighing.PAIRING.astype(np.int8), weighing.UNSURE.astype(np.int8)
_TRUST, _WEIGHTS, _SURNAMES = weighing.TRUST, weighing.WEIGHTS, weighing.SURNAMES
_IMPOSSIBLE, _IF_ALIKE, _SAME = weighing.IMPOSSIBLE, weighing.IF_ALIKE, weighing.SAME
_INITIAL_WEIGHS = weighing.INITIAL_WEIGHS
_GIVEN, _FATHER = weighing.NUMBER[PartKind.GIVEN], weighing.NUMBER[PartKind.PATRONYMIC]

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]


class Many(NamedTuple):
    """Parts by ``numbers``, the words they are spelt with, each once, and which of these each part has (or NONE).

    What is found goes to ``alike`` and ``weights``, shape (our parts, parts); the rest is room for the loops.
    """

    numbers: Numbers
    words: Numbers
    spelt: NDArray[np.int32]  # shape (parts, SPELLINGS)
    alike: Floats
    weights: Floats
    modes: NDArray[np.int8]
    wanted: NDArray[np.bool_]
    begun: NDArray[np.bool_]
    found: Floats


@compiled("")
def many(theirs: Rows, numbers: Numbers, ours: int) -> Many:
    """Those parts, made ready to be compared with so many of ours."""
    count = len(numbers)
    spelt = np.full((count, SPELLINGS), NONE, np.int32)
    for place in range(count):
        number = numbers[place]
        for each in range(max(theirs.part8[number, SPELT], theirs.part8[number, BRIEF])):
            spelt[place, each] = theirs.part32[number, SPELT_WITH + each]
    words = distinct(spelt)
    return Many(
        numbers,
        words,
        spelt,
        np.zeros((ours, count)),
        np.zeros((ours, count)),
        np.empty(count, np.int8),
        np.empty(len(words), np.bool_),
        np.empty(len(words), np.bool_),
        np.empty(len(words)),
    )


@compiled("")
def distinct(numbers: NDArray[np.int32]) -> Numbers:
    """The numbers, each once; in ``numbers`` each gives way to its place among them, NONE stays."""
    size = 16
    while size < 2 * numbers.size:
        size *= 2
    held, place_of = np.full(size, NONE, np.int32), np.empty(size, np.int32)
    found = np.empty(numbers.size, np.int32)
    count = 0
    for row in range(numbers.shape[0]):
        for column in range(numbers.shape[1]):
            number = numbers[row, column]
            if number == NONE:
                continue
            slot = (np.int64(number) * 40503) & (size - 1)
            while held[slot] != NONE and held[slot] != number:
                slot = (slot + 1) & (size - 1)
            if held[slot] == NONE:
                held[slot], place_of[slot], found[count] = number, count, number
                count += 1
            numbers[row, column] = place_of[slot]
    return found[:count].copy()


@compiled("")
def lay_beside(  # noqa: PLR0913, PLR0917 (compiled)
    ours: Rows, part: int, theirs: Rows, parts: Many, far: float, by: Laying, room: Room, row: int
) -> None:
    """Fill row ``row`` of ``alike`` and ``weights`` (0: may not lie on each other) for our part."""
    alike, weights, modes = parts.alike[row], parts.weights[row], parts.modes
    kind = int(ours.part8[part, KIND])
    for place in range(len(modes)):
        number = parts.numbers[place]
        modes[place], weights[place] = _paired(ours, part, theirs, number)
    _by_spelling(ours, part, theirs, parts, far, by, room, alike)
    brief = ours.part8[part, BRIEF] > 0
    if brief:
        _mine_begins(ours, part, theirs, parts, by, room, alike)
    else:
        _theirs_begin(ours, part, theirs, parts, by, room, alike)
    for place in range(len(modes)):
        number = parts.numbers[place]
        if modes[place] == _IMPOSSIBLE:
            alike[place] = weights[place] = 0.0
            continue
        if not brief and not theirs.part8[number, BRIEF]:
            alike[place] = _told(ours, part, theirs, number, min(alike[place], BY_SPELLING))
        if ours.part64[part, FORM] == theirs.part64[number, FORM]:
            alike[place] = 1.0
        alike[place] *= _TRUST[kind, theirs.part8[number, KIND]]
        if modes[place] == _IF_ALIKE and alike[place] < _SAME:
            weights[place] = 0.0


@compiled("")
def _paired(ours: Rows, part: int, theirs: Rows, number: int) -> tuple[int, float]:
    """Whether two parts may lie on each other (see ``weighing``), and what they weigh."""
    kind, other = int(ours.part8[part, KIND]), int(theirs.part8[number, KIND])
    mine, yours = ours.part8[part, SURE] > 0, theirs.part8[number, SURE] > 0
    mode = int(_PAIRING[kind, other] if mine and yours else _UNSURE[kind, other])
    father = kind == _FATHER and mine
    # «Иванович» says that the father, not the bearer, was an Ivan: it never answers a given name,
    beside = (other == _FATHER and yours) if kind == _GIVEN else (other == _GIVEN and father)
    if beside and ours.part64[part, FORM] != theirs.part64[number, FORM]:  # but what stands in the wrong column may;
        mode = _IMPOSSIBLE
    # nor does it speak against a surname: who writes both leaves the other out
    if (other == _FATHER and yours) if _SURNAMES[kind] else (_SURNAMES[other] and father):
        mode = min(mode, _IF_ALIKE)
    weight = (_WEIGHTS[kind] + _WEIGHTS[other]) / 2
    if ours.part8[part, BRIEF] or theirs.part8[number, BRIEF]:
        weight *= _INITIAL_WEIGHS
        if _SURNAMES[kind] or _SURNAMES[other]:
            mode = _IMPOSSIBLE
    return mode, weight


@compiled("")
def _by_spelling(  # noqa: PLR0913, PLR0917 (compiled)
    ours: Rows, part: int, theirs: Rows, parts: Many, far: float, by: Laying, room: Room, best: Floats
) -> None:
    """The best that any spelling of ours makes with any of theirs; of two patronymics only the fathers are laid.

    Only what may still be the best is laid.
    """
    best[:] = 0.0
    for mine in range(int(ours.part8[part, SPELT])):
        _want(ours, part, mine, theirs, parts, best)
        word = int(ours.part32[part, SPELT_WITH + mine])
        spell(ours, word, theirs, parts.words, parts.wanted, far, by, room, parts.found)
        _better(ours, part, mine, theirs, parts, best)


@compiled("")
def _want(ours: Rows, part: int, mine: int, theirs: Rows, parts: Many, best: Floats) -> None:
    """Mark the words that a spelling of ours is laid on."""
    roles, trust = int(ours.part8[part, ROLES + mine]), float(ours.parted[part, TRUST + mine])
    parts.wanted[:] = False
    for place in range(len(best)):
        number = parts.numbers[place]
        if parts.modes[place] == _IMPOSSIBLE or ours.part64[part, FORM] == theirs.part64[number, FORM]:
            continue
        for yours in range(int(theirs.part8[number, SPELT])):
            met = _meet(ours, part, theirs, number, roles, int(theirs.part8[number, ROLES + yours]))
            if met and trust * theirs.parted[number, TRUST + yours] > best[place]:
                parts.wanted[parts.spelt[place, yours]] = True


@compiled("")
def _better(ours: Rows, part: int, mine: int, theirs: Rows, parts: Many, best: Floats) -> None:
    """Let what was found of a spelling of ours count where it is the best."""
    roles, trust = int(ours.part8[part, ROLES + mine]), float(ours.parted[part, TRUST + mine])
    for place in range(len(best)):
        number = parts.numbers[place]
        if parts.modes[place] == _IMPOSSIBLE:
            continue
        for yours in range(int(theirs.part8[number, SPELT])):
            word = parts.spelt[place, yours]
            if not parts.wanted[word]:
                continue
            met = _meet(ours, part, theirs, number, roles, int(theirs.part8[number, ROLES + yours]))
            if met == 1 or (met == 2 and parts.found[word] >= BASED):
                best[place] = max(best[place], trust * parts.found[word] * theirs.parted[number, TRUST + yours])


@compiled("")
def _meet(ours: Rows, part: int, theirs: Rows, number: int, mine: int, yours: int) -> int:
    """1 where spellings of these roles are laid on each other, 2 where only as bases of surnames, else 0."""
    if ours.part8[part, KIND] == _FATHER and theirs.part8[number, KIND] == _FATHER:
        return 1 if yours & mine & BARE else 0
    if yours & mine & ITSELF:
        return 1
    return 2 if yours & MEETS[mine] else 0


@compiled("")
def _told(ours: Rows, part: int, theirs: Rows, number: int, spelt: float) -> float:
    """The likeness by spelling, corrected by readings that echo and by what the lexicon knows of given names.

    Forms that share a name beyond doubt are alike; where it is beyond doubt for one of them only (Слава, Вячеслав) they
    may be; else they are two names, unless one is the other's transliteration.
    """
    alike = max(spelt, _echo(ours, part, theirs, number))
    if ours.part8[part, NAMED] == 0 or theirs.part8[number, NAMED] == 0:
        return alike
    same, maybe = _named(ours, part, theirs, number)
    if same or maybe:
        return max(alike, (BY_NAME if same else MAYBE_BY_NAME) + (BY_SPELLING - BY_NAME) * alike)
    if alike >= TRANSLITERATED:
        return alike
    begun = 0.0  # clerks shortened two names alike (Викт., Вик.) and others filled them up (Виктор, Викентий)
    for mine in range(int(ours.part8[part, SPELT])):
        for yours in range(int(theirs.part8[number, SPELT])):
            word, other = ours.part32[part, SPELT_WITH + mine], theirs.part32[number, SPELT_WITH + yours]
            begun = max(begun, shared_beginning(ours, word, theirs, other))
    return min(alike, UNLIKE_BY_NAME) + SHORTENED * begun


@compiled("")
def _named(ours: Rows, part: int, theirs: Rows, number: int) -> tuple[bool, bool]:
    """Whether two parts share a given name beyond doubt of both, and of one."""
    first = int(ours.part32[part, EXTRA]) + int(ours.part8[part, ECHOED])
    other = int(theirs.part32[number, EXTRA]) + int(theirs.part8[number, ECHOED])
    same = maybe = False
    for here in range(first, first + int(ours.part8[part, NAMED])):
        for there in range(other, other + int(theirs.part8[number, NAMED])):
            if ours.hashes[here] == theirs.hashes[there]:
                sure, too = ours.trusts[here] == 1.0, theirs.trusts[there] == 1.0
                same = same or (sure and too)
                maybe = maybe or sure or too
    return same, maybe


@compiled("")
def _echo(ours: Rows, part: int, theirs: Rows, number: int) -> float:
    """The trust in the best reading of one part that is a spelling or a reading of the other, 0 where there is none."""
    best = 0.0
    mine, yours = int(ours.part32[part, EXTRA]), int(theirs.part32[number, EXTRA])
    last, others = mine + int(ours.part8[part, ECHOED]), yours + int(theirs.part8[number, ECHOED])
    for here in range(mine, last):
        for there in range(yours, others):
            if ours.hashes[here] == theirs.hashes[there]:
                best = max(best, float(ours.trusts[here]) * float(theirs.trusts[there]))
        if _is_plain(theirs, number, ours.hashes[here]):
            best = max(best, float(ours.trusts[here]))
    for there in range(yours, others):
        if _is_plain(ours, part, theirs.hashes[there]):
            best = max(best, float(theirs.trusts[there]))
    return best


@compiled("")
def _is_plain(rows: Rows, part: int, word: int) -> bool:
    """Whether the word is a bare spelling of the part, plain."""
    for each in range(int(rows.part8[part, SPELT])):
        bare = rows.part8[part, ROLES + each] & BARE and rows.parted[part, TRUST + each] == 1.0
        if bare and rows.word64[rows.part32[part, SPELT_WITH + each], PLAIN] == word:
            return True
    return False


@compiled("")
def _mine_begins(  # noqa: PLR0913, PLR0917 (compiled)
    ours: Rows, part: int, theirs: Rows, parts: Many, by: Laying, room: Room, alike: Floats
) -> None:
    """BY_INITIAL where our initial may be one of theirs, or begins what they are spelt with."""
    initial = int(ours.part32[part, SPELT_WITH])
    one = np.array([initial], np.int32)
    yes, begun = np.ones(1, np.bool_), np.empty(1, np.bool_)
    parts.wanted[:] = True
    begin(ours, initial, theirs, parts.words, parts.wanted, by, room, parts.begun)
    for place in range(len(alike)):
        number = parts.numbers[place]
        alike[place] = 0.0
        if theirs.part8[number, BRIEF]:
            other = int(theirs.part32[number, SPELT_WITH])
            met = parts.begun[parts.spelt[place, 0]]
            if not _in_order(ours, initial, theirs, other):
                begin(theirs, other, ours, one, yes, by, room, begun)
                met = begun[0]
            alike[place] = BY_INITIAL if met else 0.0
        for each in range(int(theirs.part8[number, SPELT])):
            if parts.begun[parts.spelt[place, each]]:
                alike[place] = BY_INITIAL


@compiled("")
def _theirs_begin(  # noqa: PLR0913, PLR0917 (compiled)
    ours: Rows, part: int, theirs: Rows, parts: Many, by: Laying, room: Room, alike: Floats
) -> None:
    """BY_INITIAL where an initial of theirs begins what our part is spelt with."""
    count = int(ours.part8[part, SPELT])
    mine = ours.part32[part, SPELT_WITH : SPELT_WITH + count].copy()
    yes, begun = np.ones(count, np.bool_), np.empty(count, np.bool_)
    parts.wanted[:] = False  # those that were looked at
    for place in range(len(alike)):
        number = parts.numbers[place]
        if not theirs.part8[number, BRIEF] or parts.modes[place] == _IMPOSSIBLE:
            continue
        word = parts.spelt[place, 0]
        if not parts.wanted[word]:
            begin(theirs, int(theirs.part32[number, SPELT_WITH]), ours, mine, yes, by, room, begun)
            parts.wanted[word], parts.begun[word] = True, begun.any()
        alike[place] = BY_INITIAL if parts.begun[word] else 0.0


@compiled("")
def _in_order(ours: Rows, word: int, theirs: Rows, number: int) -> bool:
    """Whether our word comes before theirs by its letters, or is the same."""
    one, other = int(ours.word32[word, TEXT]), int(theirs.word32[number, TEXT])
    length, more = int(ours.word8[word, UNITS]), int(theirs.word8[number, UNITS])
    for place in range(min(length, more)):
        if ours.texts[one + place] != theirs.texts[other + place]:
            return bool(ours.texts[one + place] < theirs.texts[other + place])
    return length <= more
