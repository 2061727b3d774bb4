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
    ROLES,
    SPELT,
    SPELT_WITH,
    SURE,
    TRUST,
    Rows,
)
from indexer.names.part import BARE, ITSELF, MEETS, SPELLINGS
from indexer.names.spellings import LATIN, Mask, Spelt, begin, bits, spell, spelt

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


class Parts(NamedTuple):
    """Parts by number, as the loops read them: what of their rows counts, together, and the words they are spelt with.

    ``words``, shape (parts, SPELLINGS), says which of ``spelt`` each has; that of an initial is the initial.
    """

    kinds: NDArray[np.int64]
    sure: Mask
    brief: Mask
    forms: NDArray[np.uint64]
    counts: NDArray[np.int64]
    words: NDArray[np.int32]
    roles: NDArray[np.int64]
    trust: Floats
    extra: NDArray[np.int64]  # where its echoes begin, its given names, and where these end; shape (parts, 3)
    hashes: NDArray[np.uint64]
    trusts: NDArray[np.float32]
    spelt: Spelt


class Found(NamedTuple):
    """What is found of parts: ``alike`` and ``weights`` (0: may not lie on each other), shape (our parts, parts); the
    rest is room for the loops.
    """

    alike: Floats
    weights: Floats
    modes: NDArray[np.int64]
    wanted: Mask
    begun: Mask
    likeness: Floats


@compiled()
def parts_of(rows: Rows, numbers: Numbers) -> Parts:
    """Those parts."""
    part8, part32, parted, part64, count = rows.part8, rows.part32, rows.parted, rows.part64, len(numbers)
    kinds, sure, brief = np.empty(count, np.int64), np.empty(count, np.bool_), np.empty(count, np.bool_)
    forms, counts, words = np.empty(count, np.uint64), np.empty(count, np.int64), np.empty((count, SPELLINGS), np.int32)
    roles, trust, extra = (
        np.zeros((count, SPELLINGS), np.int64),
        np.zeros((count, SPELLINGS)),
        np.empty((count, 3), np.int64),
    )
    for place in range(count):
        number = numbers[place]
        kinds[place], sure[place], brief[place] = part8[number, KIND], part8[number, SURE] > 0, part8[number, BRIEF] > 0
        forms[place], counts[place] = part64[number, FORM], part8[number, SPELT]
        for each in range(SPELLINGS):
            there = each < max(counts[place], int(brief[place]))
            words[place, each] = part32[number, SPELT_WITH + each] if there else NONE
            roles[place, each], trust[place, each] = part8[number, ROLES + each], exact(parted[number, TRUST + each])
        extra[place, 0] = part32[number, EXTRA]
        extra[place, 1] = extra[place, 0] + part8[number, ECHOED]
        extra[place, 2] = extra[place, 1] + part8[number, NAMED]
    spelt_ = spelt(rows, distinct(words, len(rows.word8)))
    return Parts(kinds, sure, brief, forms, counts, words, roles, trust, extra, rows.hashes, rows.trusts, spelt_)


@compiled()
def exact(trust: float) -> float:
    """The trust before it was kept in 32 bits: limits are as round as it is."""
    return float(np.floor(float(trust) * 1e6 + 0.5) / 1e6)


@compiled()
def room_for(ours: int, theirs: Parts) -> Found:
    """Room for what is found of those parts beside so many of ours."""
    count, words = len(theirs.kinds), len(theirs.spelt.lengths)
    return Found(
        np.zeros((ours, count)),
        np.zeros((ours, count)),
        np.empty(count, np.int64),
        np.empty(words, np.bool_),
        np.empty(words, np.bool_),
        np.empty(words),
    )


@compiled()
def distinct(numbers: NDArray[np.int32], size: int) -> Numbers:
    """The numbers, all less than ``size``, each once and ascending; in ``numbers`` each gives way to its place among
    them, NONE stays.
    """
    seen, before = np.zeros(size // 64 + 1, np.uint64), np.empty(size // 64 + 1, np.int32)
    for row in range(numbers.shape[0]):
        for column in range(numbers.shape[1]):
            number = numbers[row, column]
            if number != NONE:
                seen[number >> 6] |= np.uint64(1) << np.uint64(number & 63)
    count = 0
    for word in range(len(seen)):
        before[word] = count
        if seen[word]:
            count += bits(seen[word])
    found = np.empty(count, np.int32)
    for row in range(numbers.shape[0]):
        for column in range(numbers.shape[1]):
            number = numbers[row, column]
            if number != NONE:
                lower = (np.uint64(1) << np.uint64(number & 63)) - np.uint64(1)
                place = before[number >> 6] + bits(seen[number >> 6] & lower)
                found[place], numbers[row, column] = number, place
    return found


@compiled()
def lay_beside(  # noqa: PLR0913, PLR0917 (compiled)
    ours: Parts, part: int, theirs: Parts, far: float, by: Laying, room: Room, found: Found
) -> None:
    """Find for our part row ``part`` of ``alike`` and ``weights``."""
    alike, weights, modes = found.alike[part], found.weights[part], found.modes
    _pair(ours, part, theirs, weights, modes)
    if ours.brief[part]:
        _mine_begins(ours, part, theirs, by, room, found)
    else:
        for mine in range(ours.counts[part]):
            _want(ours, part, mine, theirs, found)
            spell(ours.spelt, ours.words[part, mine], theirs.spelt, found.wanted, far, by, room, found.likeness)
            _better(ours, part, mine, theirs, found)
        alike[:] = np.minimum(alike, BY_SPELLING)
        if ours.extra[part, 1] > ours.extra[part, 0] or _any_echo(theirs):
            _echo(ours, part, theirs, modes, alike)
        if ours.extra[part, 2] > ours.extra[part, 1]:
            _name(ours, part, theirs, modes, alike)
        _theirs_begin(ours, part, theirs, by, room, found)
    _weigh(ours, part, theirs, modes, alike, weights)


@compiled()
def _pair(ours: Parts, part: int, theirs: Parts, weights: Floats, modes: NDArray[np.int64]) -> None:
    """Whether our part may lie on each of the others (see ``weighing``), and what the pair weighs."""
    kind, mine, form, brief = ours.kinds[part], ours.sure[part], ours.forms[part], ours.brief[part]
    kinds, sure, forms, initials = theirs.kinds, theirs.sure, theirs.forms, theirs.brief
    father = kind == _FATHER and mine
    for place in range(len(modes)):
        other, yours = kinds[place], sure[place]
        mode = int(_PAIRING[kind, other]) if mine and yours else int(_UNSURE[kind, other])
        # «Иванович» says that the father, not the bearer, was an Ivan: it never answers a given name,
        beside = (other == _FATHER and yours) if kind == _GIVEN else (other == _GIVEN and father)
        if beside and form != forms[place]:  # but what stands in the wrong column may;
            mode = _IMPOSSIBLE
        # nor does it speak against a surname: who writes both leaves the other out
        if (other == _FATHER and yours) if _SURNAMES[kind] else (_SURNAMES[other] and father):
            mode = min(mode, _IF_ALIKE)
        weight = (_WEIGHTS[kind] + _WEIGHTS[other]) / 2
        if brief or initials[place]:
            weight *= _INITIAL_WEIGHS
            if _SURNAMES[kind] or _SURNAMES[other]:
                mode = _IMPOSSIBLE
        modes[place], weights[place] = mode, weight


@compiled()
def _want(ours: Parts, part: int, mine: int, theirs: Parts, found: Found) -> None:
    """Mark the words that a spelling of ours is laid on: those that may still be the best of a part."""
    role, trusted, form = ours.roles[part, mine], ours.trust[part, mine], ours.forms[part]
    meets, father = int(MEETS[role]), ours.kinds[part] == _FATHER
    kinds, forms, counts, words = theirs.kinds, theirs.forms, theirs.counts, theirs.words
    roles, trust, modes, wanted, best = theirs.roles, theirs.trust, found.modes, found.wanted, found.alike[part]
    wanted[:] = False
    for place in range(len(modes)):
        if modes[place] == _IMPOSSIBLE or forms[place] == form:
            continue
        may = role & BARE if father and kinds[place] == _FATHER else (role & ITSELF) | meets
        for yours in range(counts[place]):
            if roles[place, yours] & may and trusted * trust[place, yours] > best[place]:
                wanted[words[place, yours]] = True


@compiled()
def _better(ours: Parts, part: int, mine: int, theirs: Parts, found: Found) -> None:
    """Let what was found of a spelling of ours count where it is the best.

    Of two patronymics only the fathers are laid; bases of surnames count where they are much alike.
    """
    role, trusted = ours.roles[part, mine], ours.trust[part, mine]
    meets, father = int(MEETS[role]), ours.kinds[part] == _FATHER
    kinds, counts, words, roles, trust = theirs.kinds, theirs.counts, theirs.words, theirs.roles, theirs.trust
    modes, wanted, best, likeness = found.modes, found.wanted, found.alike[part], found.likeness
    for place in range(len(modes)):
        if modes[place] == _IMPOSSIBLE:
            continue
        fathers = father and kinds[place] == _FATHER
        for yours in range(counts[place]):
            word = words[place, yours]
            if wanted[word]:
                whole = roles[place, yours] & role & (BARE if fathers else ITSELF)
                based = not fathers and roles[place, yours] & meets and likeness[word] >= BASED
                if whole or based:
                    best[place] = max(best[place], trusted * likeness[word] * trust[place, yours])


@compiled()
def _any_echo(theirs: Parts) -> bool:
    extra, place = theirs.extra, 0
    while place < len(extra) and extra[place, 1] == extra[place, 0]:
        place += 1
    return place < len(extra)


@compiled()
def _echo(ours: Parts, part: int, theirs: Parts, modes: NDArray[np.int64], alike: Floats) -> None:
    """The trust in the best reading of one part that is a spelling or a reading of the other, where that is more."""
    first, last = ours.extra[part, 0], ours.extra[part, 1]
    hashes, trusts, extra = ours.hashes, ours.trusts, theirs.extra
    their_hashes, their_trusts = theirs.hashes, theirs.trusts
    counts, words, roles, trust, plain = theirs.counts, theirs.words, theirs.roles, theirs.trust, theirs.spelt.plain
    for place in range(len(modes)):
        if modes[place] == _IMPOSSIBLE:
            continue
        best = alike[place]
        for here in range(first, last):
            for each in range(counts[place]):
                bare = roles[place, each] & BARE and trust[place, each] == 1.0
                if bare and plain[words[place, each]] == hashes[here]:
                    best = max(best, exact(trusts[here]))
            for there in range(extra[place, 0], extra[place, 1]):
                if hashes[here] == their_hashes[there]:
                    best = max(best, exact(trusts[here]) * exact(their_trusts[there]))
        for there in range(extra[place, 0], extra[place, 1]):
            if best < their_trusts[there] and _is_plain(ours, part, their_hashes[there]):
                best = max(best, exact(their_trusts[there]))
        alike[place] = best


@compiled()
def _is_plain(ours: Parts, part: int, word: int) -> bool:
    """Whether the word is a bare spelling of the part, plain."""
    for each in range(ours.counts[part]):
        bare = ours.roles[part, each] & BARE and ours.trust[part, each] == 1.0
        if bare and ours.spelt.plain[ours.words[part, each]] == word:
            return True
    return False


@compiled()
def _name(ours: Parts, part: int, theirs: Parts, modes: NDArray[np.int64], alike: Floats) -> None:
    """Correct the likeness by what the lexicon knows of given names.

    Forms that share a name beyond doubt are alike; where it is beyond doubt for one of them only (Слава, Вячеслав) they
    may be; else they are two names, unless one is the other's transliteration.
    """
    first, last = ours.extra[part, 1], ours.extra[part, 2]
    hashes, trusts, extra = ours.hashes, ours.trusts, theirs.extra
    their_hashes, their_trusts = theirs.hashes, theirs.trusts
    for place in range(len(modes)):
        if modes[place] == _IMPOSSIBLE or extra[place, 1] == extra[place, 2]:
            continue
        same = maybe = False
        for here in range(first, last):
            for there in range(extra[place, 1], extra[place, 2]):
                if hashes[here] == their_hashes[there]:
                    same = same or (trusts[here] == 1.0 and their_trusts[there] == 1.0)
                    maybe = maybe or trusts[here] == 1.0 or their_trusts[there] == 1.0
        if same or maybe:
            floor = BY_NAME if same else MAYBE_BY_NAME
            alike[place] = max(alike[place], floor + (BY_SPELLING - BY_NAME) * alike[place])
        elif alike[place] < TRANSLITERATED:
            alike[place] = min(alike[place], UNLIKE_BY_NAME) + SHORTENED * _begun_alike(ours, part, theirs, place)


@compiled()
def _begun_alike(ours: Parts, part: int, theirs: Parts, place: int) -> float:
    """The share of letters that two parts have in common at their beginning.

    Clerks shortened two names alike (Викт., Вик.) and others filled them up (Виктор, Викентий).
    """
    best = 0.0
    for mine in range(ours.counts[part]):
        word = ours.words[part, mine]
        for yours in range(theirs.counts[place]):
            other = theirs.words[place, yours]
            if (ours.spelt.writings[word] == LATIN) == (theirs.spelt.writings[other] == LATIN):
                length = min(ours.spelt.lengths[word], theirs.spelt.lengths[other])
                same = 0
                while same < length and ours.spelt.letters[word, same] == theirs.spelt.letters[other, same]:
                    same += 1
                best = max(best, same / max(length, 1))
    return best


@compiled()
def _mine_begins(ours: Parts, part: int, theirs: Parts, by: Laying, room: Room, found: Found) -> None:
    """BY_INITIAL where our initial may be one of theirs, or begins what they are spelt with."""
    initial, alike, begun = ours.words[part, 0], found.alike[part], found.begun
    found.wanted[:] = True
    begin(ours.spelt, initial, theirs.spelt, found.wanted, by, room, begun)
    mine = np.zeros(len(ours.spelt.lengths), np.bool_)
    mine[initial] = True
    met = np.zeros(len(mine), np.bool_)
    for place in range(len(alike)):
        for each in range(theirs.counts[place]):
            if begun[theirs.words[place, each]]:
                alike[place] = BY_INITIAL
        if theirs.brief[place]:
            other = theirs.words[place, 0]
            if _in_order(ours.spelt, initial, theirs.spelt, other):
                alike[place] = BY_INITIAL if begun[other] else 0.0
            else:
                begin(theirs.spelt, other, ours.spelt, mine, by, room, met)
                alike[place] = BY_INITIAL if met[initial] else 0.0


@compiled()
def _theirs_begin(ours: Parts, part: int, theirs: Parts, by: Laying, room: Room, found: Found) -> None:
    """BY_INITIAL where an initial of theirs begins what our part is spelt with, else nothing."""
    alike, known, begun, modes = found.alike[part], found.wanted, found.begun, found.modes
    brief, words = theirs.brief, theirs.words
    mine, met = np.zeros(len(ours.spelt.lengths), np.bool_), np.zeros(len(ours.spelt.lengths), np.bool_)
    for each in range(ours.counts[part]):
        mine[ours.words[part, each]] = True
    known[:] = False
    for place in range(len(alike)):
        if brief[place] and modes[place] != _IMPOSSIBLE:
            word = words[place, 0]
            if not known[word]:
                begin(theirs.spelt, word, ours.spelt, mine, by, room, met)
                known[word], begun[word] = True, met.any()
            alike[place] = BY_INITIAL if begun[word] else 0.0


@compiled()
def _in_order(ours: Spelt, word: int, theirs: Spelt, other: int) -> bool:
    """Whether our word comes before theirs by its letters, or is the same."""
    length, more = ours.units[word], theirs.units[other]
    for place in range(min(length, more)):
        one, two = ours.texts[ours.starts[word] + place], theirs.texts[theirs.starts[other] + place]
        if one != two:
            return bool(one < two)
    return bool(length <= more)


@compiled()
def _weigh(ours: Parts, part: int, theirs: Parts, modes: NDArray[np.int64], alike: Floats, weights: Floats) -> None:
    """The same form is the same; what may not lie on our part, or only where it is alike, weighs nothing."""
    kind, form, kinds, forms = ours.kinds[part], ours.forms[part], theirs.kinds, theirs.forms
    for place in range(len(modes)):
        if modes[place] == _IMPOSSIBLE:
            alike[place] = weights[place] = 0.0
            continue
        if form == forms[place]:
            alike[place] = 1.0
        alike[place] *= _TRUST[kind, kinds[place]]
        if modes[place] == _IF_ALIKE and alike[place] < _SAME:
            weights[place] = 0.0
