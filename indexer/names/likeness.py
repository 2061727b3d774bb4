"""How alike one name is to each of many: what ``compare`` says of two names, for thousands at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.names import weighing
from indexer.names.correspondence import Writing, cost, writing
from indexer.names.name import Name, NamePart, PartKind
from indexer.names.packed import hashed
from indexer.names.part import BARE, ITSELF, MEETS, Traits, plain, traits
from indexer.names.parts import NONE, Chosen, Numbers, PartTable
from indexer.names.units import SLOTS, units

BY_NAME = 0.88  # given names that the lexicon knows as one, however they are spelt
TRANSLITERATED = 0.9  # spellings so alike are one name in two scripts, whatever else either may be
MAYBE_BY_NAME = 0.7  # given names of which one may be more names than the other
UNLIKE_BY_NAME = 0.3  # given names that the lexicon knows as two, however near they are spelt
BY_INITIAL = 0.9
_BASED = 0.6  # bases of surnames less alike are two names
BY_SPELLING = 0.97  # no other spelling is quite the same
_SHORTENED = 0.09  # more alike than other names are two given names of one beginning, at most
_BEGINS, _BEGINS_HERE = 300, 60  # hundredths of a nat an initial may cost in another writing, and in its own

_SURNAMES = (PartKind.SURNAME, PartKind.MAIDEN)
_GIVEN, _FATHER = weighing.NUMBER[PartKind.GIVEN], weighing.NUMBER[PartKind.PATRONYMIC]

Floats = NDArray[np.float64]

__all__ = ["Likes", "PartTable", "likeness", "pairs"]


@dataclass(frozen=True, slots=True)
class Likes:
    """What is found of many names: ``scores`` and ``coverages``, shape (names,), as ``compare`` says of each name, and
    ``unlike``, shape (names, units of the query): 1 for one that contradicts, 0 for one that agrees or is absent."""

    scores: NDArray[np.float32]
    coverages: NDArray[np.float32]
    unlike: NDArray[np.float32]


def likeness(query: Name, table: PartTable, rows: Numbers) -> Likes:
    """How alike are the names whose part numbers are ``rows``, shape (names, 6), NONE where it has no more."""
    ours = [unit.part for unit in units(query)]
    scores, coverages = np.zeros(len(rows), np.float32), np.zeros(len(rows), np.float32)
    unlike = np.zeros((len(rows), len(ours)), np.float32)
    if not ours or not len(rows):
        return Likes(scores, coverages, unlike)
    counts = (rows != NONE).sum(axis=1)
    alike, weights = _by_part(ours, table, rows)
    if any(unit.aloud for unit in units(query)):
        alike = np.minimum(alike, BY_SPELLING)
    for chosen in (counts <= SLOTS // 2, counts > SLOTS // 2):
        width = int(counts[chosen].max(initial=0))
        if width:
            laid = weighing.assign(alike[chosen, :, :width], weights[chosen, :, :width])
            scores[chosen] = weighing.combined(laid, alike[chosen, :, :width], weights[chosen, :, :width])
            coverages[chosen] = 2 * (laid >= 0).sum(axis=1) / (len(ours) + counts[chosen])
            unlike[chosen] = weighing.contradiction(laid, alike[chosen, :, :width])
    return Likes(scores, coverages, unlike)


def _by_part(ours: list[NamePart], table: PartTable, rows: Numbers) -> tuple[Floats, Floats]:
    """Likeness and weight of each part of the query beside each part of each name.

    Shape (names, query parts, slots).
    """
    distinct, places = _distinct(rows)
    absent = int(distinct[0] == NONE)
    alike = np.zeros((len(ours), len(distinct)))
    weights = np.zeros_like(alike)
    for number, part in enumerate(ours):
        alike[number, absent:], weights[number, absent:] = pairs(traits(part), table, distinct[absent:])
    return alike[:, places].transpose(1, 0, 2), weights[:, places].transpose(1, 0, 2)


def _distinct(numbers: NDArray[np.integer[Any]]) -> tuple[Numbers, Numbers]:
    """The numbers, each once and NONE first, and where each stands among them: ``np.unique`` without sorting."""
    seen = np.zeros(int(numbers.max(initial=0)) + 2, dtype=np.bool_)
    seen[numbers] = True  # NONE marks the last place
    ordered = np.flatnonzero(np.roll(seen, 1)).astype(np.int32) - np.int32(1)
    places = np.zeros(len(seen), dtype=np.int32)
    places[ordered] = np.arange(len(ordered), dtype=np.int32)
    return ordered, places[numbers]


def pairs(ours: Traits, table: PartTable, numbers: Numbers) -> tuple[Floats, Floats]:
    """Likeness of one part to each of the parts, and what the pair weighs (0: may not lie on each other)."""
    modes, weights = _pairing(ours, table, numbers)
    brief = np.ones(len(numbers), dtype=bool) if ours.initial else table.columns(numbers)["initial"]
    weights[brief] *= weighing.INITIAL_WEIGHS
    surnames = weighing.SURNAMES[table.kinds(numbers)[0]] | weighing.SURNAMES[weighing.NUMBER[ours.kind]]
    modes = np.where(brief & surnames, weighing.IMPOSSIBLE, modes)
    alike = np.zeros(len(numbers))
    open_ = np.flatnonzero(modes)
    alike[open_] = _alike(ours, table, numbers[open_])
    alike *= weighing.TRUST[weighing.NUMBER[ours.kind], table.kinds(numbers)[0]]
    weights[(modes == weighing.IF_ALIKE) & (alike < weighing.SAME)] = 0.0
    weights[modes == weighing.IMPOSSIBLE] = 0.0
    return alike, weights


def _pairing(ours: Traits, table: PartTable, numbers: Numbers) -> tuple[NDArray[np.int8], Floats]:
    kinds, sure = table.kinds(numbers)
    kind = weighing.NUMBER[ours.kind]
    modes = np.where(sure & ours.sure, weighing.PAIRING[kind, kinds], weighing.UNSURE[kind, kinds])
    # «Иванович» says that the father, not the bearer, was an Ivan: it never answers a given name
    fathers = (
        (kinds == _FATHER) & sure
        if ours.kind is PartKind.GIVEN
        else (kinds == _GIVEN) & (ours.sure and kind == _FATHER)
    )
    fathers &= table.columns(numbers)["form"] != hashed(ours.form)  # but what stands in the wrong column may
    modes = np.where(fathers, weighing.IMPOSSIBLE, modes)
    # nor does it speak against a surname: who writes both leaves the other out
    beside = (
        (kinds == _FATHER) & sure
        if ours.kind in _SURNAMES
        else np.isin(kinds, [weighing.NUMBER[kind] for kind in _SURNAMES]) & (ours.sure and kind == _FATHER)
    )
    modes = np.where(beside, np.minimum(modes, weighing.IF_ALIKE), modes)
    return modes, (weighing.WEIGHTS[kind] + weighing.WEIGHTS[kinds]) / 2


def _alike(ours: Traits, table: PartTable, numbers: Numbers) -> Floats:
    columns = table.columns(numbers)
    fathers = (table.kinds(numbers)[0] == weighing.NUMBER[PartKind.PATRONYMIC]) & (ours.kind is PartKind.PATRONYMIC)
    alike = np.minimum(_by_spelling(ours, table, columns, fathers), BY_SPELLING)
    alike = np.maximum(alike, _by_echo(ours, table, columns))
    if ours.concepts:
        told, alike = _by_name(alike, columns, (_hashes(ours.sure_concepts), _hashes(ours.concepts)))
        alike[told] += _by_beginning(ours, table, columns["spellings"][told])
    brief = columns["initial"]
    for place in range(len(numbers)) if ours.initial else map(int, np.flatnonzero(brief)):
        alike[place] = _by_initial(ours, table.traits(numbers[place]))
    alike[columns["form"] == hashed(ours.form)] = 1.0
    return alike


def _by_name(
    alike: Floats, theirs: Chosen, ours: tuple[NDArray[np.uint64], NDArray[np.uint64]]
) -> tuple[NDArray[np.bool_], Floats]:
    """Which are told to be other given names, and likeness corrected by what the lexicon knows of them.

    ``ours`` are our names beyond doubt, and all.

    Forms that share a name beyond doubt are alike; where it is beyond doubt for one of them only (Слава, Вячеслав) they
    may be; else they are two names, unless one is the other's transliteration.
    """
    sure, names = ours
    same = np.isin(theirs["sure"], sure).any(axis=1)
    maybe = np.isin(theirs["concepts"], sure).any(axis=1) | np.isin(theirs["sure"], names).any(axis=1)
    told = ~same & ~maybe & (theirs["concepts"][:, 0] != 0) & (alike < TRANSLITERATED)
    floor = np.where(same, BY_NAME, MAYBE_BY_NAME)
    named = np.maximum(alike, floor + (BY_SPELLING - BY_NAME) * alike)
    return told, np.where(same | maybe, named, np.where(told, np.minimum(alike, UNLIKE_BY_NAME), alike))


def _by_beginning(ours: Traits, table: PartTable, spellings: Numbers) -> Floats:
    """What it adds that clerks shortened two names alike (Викт., Вик.) and others filled them up (Виктор, Викентий)."""
    best = np.zeros(len(spellings))
    for spelling in ours.spellings:
        best = np.maximum(best, table.words.beginning(spelling.word, spellings).max(axis=1, initial=0.0))
    return _SHORTENED * best


def _by_echo(ours: Traits, table: PartTable, columns: Chosen) -> Floats:
    """The trust in the best reading of one part that is a spelling or a reading of the other, 0 where there is none."""
    best = np.zeros(len(columns))
    for echo in ours.echoes:
        word = hashed(echo.word)
        met = np.nonzero(columns["plain"] == word)
        best[met[0]] = np.maximum(best[met[0]], echo.trust)
        read = np.nonzero(columns["echoes"] == word)
        np.maximum.at(best, read[0], echo.trust * columns["echoed"][read])
    for word in (hashed(plain(s.word)) for s in ours.spellings if s.roles & BARE and s.trust == 1.0):
        read = np.nonzero(columns["echoes"] == word)
        np.maximum.at(best, read[0], columns["echoed"][read])
    return best


def _by_spelling(ours: Traits, table: PartTable, columns: Chosen, fathers: NDArray[np.bool_]) -> Floats:
    """The best that any spelling of ours makes with any of theirs; of two patronymics only the fathers are laid."""
    words, places = _distinct(columns["spellings"])
    roles = np.where(fathers[:, None], columns["roles"] & BARE, columns["roles"])
    best = np.zeros(places.shape)
    for spelling in ours.spellings:
        whole, based = (roles & spelling.roles & ITSELF) > 0, (roles & MEETS[spelling.roles]) > 0
        if fathers.any() and not spelling.roles & BARE:
            whole &= ~fathers[:, None]
        wanted = _distinct(places[whole | based])[0]
        found = np.zeros(len(words))
        found[wanted] = table.words.likeness(spelling.word, words[wanted])
        laid = np.where(whole | (based & (found[places] >= _BASED)), found[places], 0.0)
        best = np.maximum(best, spelling.trust * laid)
    result: Floats = (best * columns["trust"]).max(axis=1, initial=0.0)
    return result


def _by_initial(left: Traits, right: Traits) -> float:
    """BY_INITIAL where one part may be the initial of the other, else 0."""
    if left.initial and right.initial:
        return BY_INITIAL if _begins(*sorted((left.initial, right.initial))) else 0.0
    initial, full = (left.initial, right) if left.initial else (right.initial, left)
    return BY_INITIAL if any(_begins(initial, spelling.word) for spelling in full.spellings) else 0.0


@lru_cache(maxsize=65536)
def _begins(initial: str, spelling: str) -> bool:
    """Whether a spelling may begin with the letters of the initial."""
    ours, theirs = (writing(word) is Writing.LATIN for word in (initial, spelling))
    most = _BEGINS_HERE if ours is theirs else _BEGINS
    return any(cost(initial, spelling[:length]) <= most for length in range(1, min(len(spelling), 4) + 1))


def _hashes(names: Iterable[str]) -> NDArray[np.uint64]:
    return np.array([hashed(name) for name in names], np.uint64)
