"""Who of a whole collection may be kin of one person: reached by names and places in the index, ranked on its columns.

A first look only, with the weights of ``matching.kin`` for what columns hold (names, sex, year, nation, list, rare
words of places); ``matching.kin.hypotheses`` weighs those that are kept in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import log2

import numpy as np
from numpy.typing import NDArray

from indexer.columns import UNKNOWN_YEAR, Columns
from indexer.index import Index, Leaf
from indexer.matching.chances import SEX
from indexer.matching.facts import Facts
from indexer.matching.kin_levels import Field, Kinship, Tie
from indexer.matching.kin_names import NEAR, SAME, Forms, forms_of
from indexer.matching.kin_shares import SOURCE, Shares, fathers
from indexer.matching.kin_tables import Ages, ages, expected, lineage_nations, rates
from indexer.names.keys import keys, own_key, query_keys
from indexer.names.likeness import pairs
from indexer.names.name import Name, NamePart, PartKind
from indexer.names.normalize import script
from indexer.names.weighing import NUMBER
from indexer.reach import among, union
from indexer.schema import KEYS, WORDS

READ = 60_000  # people of surnames alike who are read, unless those of the very surname are more
RARE = 40  # people whom a given name, a father or a word of a place may reach, at most,
_RARE_SHARE = 0.005  # and of a small collection at most this share, but for
_RARE_ALWAYS = 3
_NAMES = 6  # names of relatives that are looked for
_LONGEST = 90  # years between two births, beyond which nothing is told
_NOTHING = -1e9
_STATED = 12.0  # bits for whom the source itself may name
_SURNAMES = (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN)
_FORMS = 4  # spellings of a surname that are looked for
_ONE_NATION = 0.85
_LINE = 7.0  # bits for whom the surname and a given name may make parent and child
_VOWELS = "аәеёиоөуұүыіэюяaeiouy"

Documents = NDArray[np.int32]
Bits = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Near:
    """A record that may be kin, and how much speaks for it at a first look, in bits: the log2 odds; 0 for all where
    they are so few that none need be left out."""

    record_id: int
    bits: float


def near_kin(index: Index, person: Facts, shares: Shares, most: int) -> tuple[Near, ...]:
    """The records that may be kin of that person, at most so many, the likeliest at a first look first.

    The person's own record is left out. Whoever bears the surname is reached, however unlikely; others by a rare name
    of the father, a rare place, or because the person's record names them.
    """
    look = _Look(person, forms_of(person), shares, _rare(index, _terms(person)))
    reached = [_reached(leaf, look) for leaf in index.leaves]
    all_kept = sum(len(each.documents) for each in reached) <= most  # then nobody need be looked at
    bits = np.concatenate([_looked_at(each, look, ranked=not all_kept) for each in reached] or [np.empty(0)])
    ids = np.concatenate([each.record_ids for each in reached] or [np.empty(0, np.int64)])
    others = (ids != person.record_id) | (not person.record_id)
    return tuple(Near(*near) for near in _first(ids[others], bits[others], most))


def _first(ids: NDArray[np.int64], bits: Bits, most: int) -> list[tuple[int, float]]:
    """The record ids with the most bits, these and those, the most first and then by number."""
    if len(bits) > most:
        near = bits >= np.partition(bits, len(bits) - most)[len(bits) - most]
        ids, bits = ids[near], bits[near]
    order = np.lexsort((ids, -bits))[:most]
    return list(zip(ids[order].tolist(), bits[order].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Terms:
    """What is looked for in the index: keys of the surnames, which reach whoever has them, keys of what is alike as
    far as so many are to be read, keys and words only where they are rare."""

    surnames: tuple[str, ...]
    alike: tuple[str, ...]
    rare: tuple[str, ...]
    lines: tuple[str, ...]
    words: tuple[str, ...]
    named: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """The person, the parts of the names, the yardstick, and what is looked for."""

    person: Facts
    forms: Forms
    shares: Shares
    terms: _Terms


def _terms(person: Facts) -> _Terms:
    forms = forms_of(person)
    surnames = [form for form, _ in (*forms.surnames, *forms.maidens)][:_FORMS]
    of_surnames = {key for form in surnames for key in _surname_keys(form)}
    given = {own_key(NamePart(form, PartKind.PATRONYMIC)) for form, _ in forms.given}
    named = {own_key(part) for _, part in forms.named_fathers}
    same_father = {own_key(NamePart(form, PartKind.PATRONYMIC)) for form, _ in forms.patronymics}
    own = {own_key(NamePart(form, PartKind.SURNAME)) for form in surnames} & of_surnames
    return _Terms(
        tuple(sorted(own)),
        tuple(sorted(of_surnames - own)),
        tuple(sorted((given | named | same_father) - {""} - of_surnames)),
        tuple(sorted(_line_keys(person, forms) - of_surnames)),
        tuple(dict.fromkeys((*person.birth_place.words, *person.residence.words))),
        tuple(relative.name for relative in person.relatives[:_NAMES]),
    )


def _rare(index: Index, terms: _Terms) -> _Terms:
    """Without the keys and words that reach many; a surname is looked for however frequent."""
    most = min(RARE, max(_RARE_ALWAYS, round(index.size * _RARE_SHARE)))
    return replace(
        terms,
        alike=_read(index, terms),
        rare=tuple(key for key in terms.rare if index.frequency(key) <= most),
        lines=tuple(key for key in terms.lines if index.frequency(key) <= most),
        words=tuple(word for word in terms.words if index.frequency(word, WORDS) <= most),
    )


def _read(index: Index, terms: _Terms) -> tuple[str, ...]:
    """The keys of surnames that are alike, the rarest first, until what is read is enough."""
    left = READ - sum(map(index.frequency, terms.surnames))
    counted = sorted((index.frequency(key), key) for key in terms.alike)
    read = accumulate(count for count, _ in counted)
    return tuple(key for (_, key), sum_ in zip(counted, read, strict=True) if sum_ <= left)


def _line_keys(person: Facts, forms: Forms) -> set[str]:
    """The keys of children whose surname is made of the given name, and of fathers of whose name the surname is."""
    if person.nation not in lineage_nations():
        return set()
    made = [(f"{form}ов", f"{form.rstrip(_VOWELS)}ин") for form, _ in forms.given]
    return {own_key(NamePart(form, PartKind.SURNAME)) for pair in made for form in pair} | {
        own_key(part) for _, part in forms.lines
    }


def _surname_keys(form: str) -> Iterable[str]:
    """The keys of whoever may bear that surname, by sound and with a slip."""
    part = NamePart(form, PartKind.SURNAME)
    alone = Name(form, (part,), script(form))
    return (key for key in (*query_keys(alone), own_key(part)) if key and not key.startswith("c:"))


@dataclass(frozen=True, slots=True)
class _Reached:
    """The documents of a segment that may be kin; of these, those with a name that the person's record names, and
    those of whose name a surname may be made."""

    leaf: Leaf
    documents: Documents
    stated: Documents
    lines: Documents

    @property
    def record_ids(self) -> NDArray[np.int64]:
        """The record of each document."""
        return self.leaf.columns.record_ids[self.documents]


def _looked_at(reached: _Reached, look: _Look, *, ranked: bool) -> Bits:
    documents = reached.documents
    bits = np.zeros(len(documents))
    if ranked and len(documents):
        bits = _best(reached.leaf, documents, look)
        bits[among(documents, reached.stated)] += _STATED
        bits[among(documents, reached.lines)] += _LINE
    return bits


def _reached(leaf: Leaf, look: _Look) -> _Reached:
    """Whoever bears a surname that may be the same, and others whom anything rare reaches."""
    rare, placed = leaf.found(KEYS, look.terms.rare), leaf.found(WORDS, look.terms.words)
    whole = [key for name in look.terms.named for key in sorted(keys(name)) if key.startswith(("x:", "z:"))]
    stated, lines = union(leaf, leaf.found(KEYS, whole)), union(leaf, leaf.found(KEYS, look.terms.lines))
    named = union(leaf, leaf.found(KEYS, [*look.terms.surnames, *look.terms.alike]))
    parts = [part for _, part in (*look.forms.surnames, *look.forms.maidens)]
    namesakes = named[_Names(leaf.columns, named).alike(parts, *_SURNAMES) >= NEAR]
    return _Reached(leaf, union(leaf, [namesakes, *rare, *placed, stated, lines]), stated, lines)


def _best(leaf: Leaf, documents: Documents, look: _Look) -> Bits:
    """The greatest log2 odds of any kinship for each document."""
    held = leaf.columns
    beside = _nation(held, documents, look) + _source(held, documents, look) + _words(leaf, documents, look)
    names = _Names(held, documents)
    surnames = _surnames(names, look)
    best = np.full(len(documents), _NOTHING)
    for kinship in Kinship:
        share = expected()[kinship] / look.shares.size
        bits = log2(share / (1 - share)) + surnames[kinship] + beside + _born(held, documents, look, kinship)
        bits += _sexes(held, documents, look, kinship) + _fathers(names, look, kinship)
        best = np.maximum(best, bits)
    return best


class _Names:
    """The parts of the names of some documents, by kind, and how alike they are to a part of ours."""

    def __init__(self, held: Columns, documents: Documents) -> None:
        self._table = held.parts
        self.count = len(documents)
        self._owners, names = held.names.of(documents)
        self._rows = held.name_rows[names]
        borne = np.zeros(len(self._table) + 1, np.bool_)  # the last place is that of no part
        borne[self._rows] = True
        self._numbers = np.flatnonzero(borne[:-1]).astype(np.int32)
        self._kinds = self._table.kinds(self._numbers)[0]

    def alike(self, ours: Sequence[NamePart], *kinds: PartKind) -> Bits:
        """Likeness of the nearest part of these kinds to any of ours; -1 where one side has no such part."""
        found = np.full(self.count, -1.0)
        numbers = self._numbers[np.isin(self._kinds, [NUMBER[kind] for kind in kinds])]
        if not ours or not len(numbers):
            return found
        by_number = np.full(len(self._table) + 1, -1.0)  # the last place is that of no part
        by_number[numbers] = np.max([pairs(part, self._table, numbers)[0] for part in ours], axis=0)
        np.maximum.at(found, self._owners, by_number[self._rows].max(axis=1))
        return found


def _surnames(names: _Names, look: _Look) -> dict[Kinship, Bits]:
    """What the surnames say, or the maiden names."""
    parts = [part for _, part in look.forms.surnames]
    maidens = [part for _, part in look.forms.maidens]
    alike = names.alike(parts, PartKind.SURNAME, PartKind.UNKNOWN)
    maiden = np.maximum(names.alike(parts, PartKind.MAIDEN), names.alike(maidens, PartKind.SURNAME, PartKind.MAIDEN))
    shares = [look.shares.surname(form) for form, _ in (*look.forms.surnames, *look.forms.maidens)[:_FORMS]]
    chance = min(shares, default=1.0)
    near = min(5 * chance, 0.3)
    found = {}
    for kinship in Kinship:
        bits = np.where(alike >= _LETTERS, _said(Field.SURNAME, Tie.SHARED, kinship, chance), 0.0)
        bits = np.where((alike >= NEAR) & (alike < _LETTERS), _said(Field.SURNAME, Tie.NEAR, kinship, near), bits)
        bits = np.where((alike >= 0) & (alike < NEAR), _said(Field.SURNAME, Tie.DIFFERS, kinship, 1.0), bits)
        by_maiden = _said(Field.MAIDEN, Tie.SHARED, kinship, chance)
        found[kinship] = np.where(maiden >= SAME, np.maximum(bits, by_maiden), bits)
    return found


_LETTERS = 0.9  # likeness from which on two spellings are those of one family, mostly


def _fathers(names: _Names, look: _Look, kinship: Kinship) -> Bits:
    """What patronymics say of brothers, and of parent and child."""
    nation = look.person.nation
    if kinship is Kinship.SIBLING:
        alike = names.alike([part for _, part in look.forms.patronymics], PartKind.PATRONYMIC)
        named = [name for form, _ in look.forms.patronymics for name in fathers(form)[:1]]
        chance = min((look.shares.father(name, nation) for name in named), default=1.0)
        return _graded(alike, Field.FATHER, kinship, chance)
    if kinship is Kinship.CHILD and look.person.sex != "f":
        ours = [NamePart(form, PartKind.PATRONYMIC) for form, _ in look.forms.given]
        chance = min((look.shares.father(form, nation) for form, _ in look.forms.given), default=1.0)
        return _graded(names.alike(ours, PartKind.PATRONYMIC), Field.NAMED_AFTER, kinship, chance)
    if kinship is Kinship.PARENT:
        chance = min((look.shares.given(part.form, nation) for _, part in look.forms.named_fathers), default=1.0)
        alike = names.alike([part for _, part in look.forms.named_fathers], PartKind.GIVEN)
        return _graded(alike, Field.NAMED_AFTER, kinship, chance)
    return np.zeros(names.count)


def _graded(alike: Bits, field: Field, kinship: Kinship, chance: float) -> Bits:
    bits = np.where(alike >= SAME, _said(field, Tie.SHARED, kinship, chance), 0.0)
    bits = np.where((alike >= NEAR) & (alike < SAME), _said(field, Tie.NEAR, kinship, 5 * chance), bits)
    return np.where((alike >= 0) & (alike < NEAR), _said(field, Tie.DIFFERS, kinship, 1.0), bits)


def _said(field: Field, tie: Tie, kinship: Kinship, chance: float) -> float:
    rate = rates().get((field, tie, kinship))
    return 0.0 if rate is None else log2(rate / min(max(chance, 2.0**-16), 1.0))


def _born(held: Columns, documents: Documents, look: _Look, kinship: Kinship) -> Bits:
    """What the years between two births say."""
    born = look.person.born
    if born is None:
        return np.zeros(len(documents))
    elder = {Kinship.CHILD: look.person.sex, Kinship.SPOUSE: look.person.sex}.get(kinship, "")
    first, last = held.born_from[documents].astype(int), held.born_to[documents].astype(int)
    known = (first != UNKNOWN_YEAR) & (last - first < _LONGEST)
    middle = np.where(known, (first + last) // 2, 0)
    years, places = np.unique(middle, return_inverse=True)
    told = [_age_bits(ages()[kinship, elder], born, year, look.shares) if year else 0.0 for year in years.tolist()]
    return np.where(known, np.array(told)[places], 0.0)


def _age_bits(known: Ages, ours: tuple[int, int], theirs: int, shares: Shares) -> float:
    chance = (shares.year(*ours) * shares.year(theirs, theirs)) ** 0.5
    return max(log2(known.density(theirs - ours[1], theirs - ours[0]) / chance), -9.0)


def _sexes(held: Columns, documents: Documents, look: _Look, kinship: Kinship) -> Bits:
    """Husband and wife are of two sexes; the father, not the mother, is named in the patronymic."""
    sex = held.coded("sex")[documents]
    if kinship is not Kinship.SPOUSE or not look.person.sex:
        return np.zeros(len(documents))
    mixed = 2 * look.shares.of(SEX, "m") * look.shares.of(SEX, "f")
    same = sex == held.codes.numbers.get(look.person.sex, -1)
    bits = np.where(
        same, _said(Field.SEX, Tie.SHARED, kinship, 1 - mixed), _said(Field.SEX, Tie.DIFFERS, kinship, mixed)
    )
    return np.where(sex == 0, 0.0, bits)


def _nation(held: Columns, documents: Documents, look: _Look) -> Bits:
    ours, theirs = look.person.nation, held.coded("nation")[documents]
    if not ours:
        return np.zeros(len(documents))
    same = theirs == held.codes.numbers.get(ours, -1)
    share = max(look.shares.nation(ours), _ONE_NATION)
    bits = np.where(same, log2(0.95 / share), log2(0.1 / (1 - _ONE_NATION)))
    return np.where(theirs == 0, 0.0, bits)


def _source(held: Columns, documents: Documents, look: _Look) -> Bits:
    if not look.person.source:
        return np.zeros(len(documents))
    same = held.coded("source")[documents] == held.codes.numbers.get(look.person.source, -1)
    share = look.shares.of(SOURCE, look.person.source)
    return np.where(same, log2(0.9 / share), log2(0.1 / max(1 - share, 0.05)))


def _words(leaf: Leaf, documents: Documents, look: _Look) -> Bits:
    """What the rarest word of a place says that both have."""
    best = np.zeros(len(documents))
    for word in look.terms.words:
        share = look.shares.word(word)
        if share < 0.05:
            has = among(documents, leaf.found(WORDS, [word])[0])
            best = np.maximum(best, np.where(has, log2(0.5 / share**0.6), 0.0))
    return best
