"""What of one name part takes part in a comparison: its spellings, the names it may stand for, its initial."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from indexer.names import lexicon, morphology, syllable
from indexer.names.base import Made, bases
from indexer.names.name import NamePart, PartKind, Script
from indexer.names.normalize import fold, script
from indexer.names.root import root
from indexer.names.translit import readings

SPELLINGS = 6  # of one part that are laid on others, at most
ECHOES = 8  # readings of one part that are looked for as they are, at most
_TURNED = 0.95  # trust in a double surname the other way round
_MEMBER = 0.85  # trust in a match with one half of a double surname
_READING = 0.98  # trust in a reading from another script, for each one likelier
_READ = 4  # readings of a part that are laid on others
_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя-")
_INITIAL_LETTERS = 5  # «дж.», «ник.», «конст.»
_ROOT = 0.9  # trust in what is left of a Turkic name
_ECHO = 0.97  # trust in a reading that another part echoes
_RANK = 0.01  # of it lost with each likelier reading
_PLAIN = str.maketrans("эй", "еи", "ьъ-' ")
_OWN_LETTERS = (Script.LATIN, Script.CYRILLIC)


# What a spelling is: the whole word, or the word without endings, and like is laid on like; what is left of a surname
# without the suffix that made it Russian, and a surname that has none, and these are laid on each other.
WHOLE, BARE, DERIVED, NATIVE = 1, 2, 4, 8
ITSELF = WHOLE | BARE
MEETS = np.array([(roles & DERIVED) << 1 | (roles & NATIVE) >> 1 for roles in range(16)], np.int8)
_BASE = 0.8  # trust in a surname without such a suffix
_MADE = {Made.DERIVED: DERIVED, Made.NATIVE: NATIVE}


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word in Latin or Cyrillic letters, what it is of the part, and our trust in it (at most 1)."""

    word: str
    roles: int
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Traits:
    """``form`` is folded; ``spellings`` are what it is laid on others by, ``echoes`` readings that count only where
    they meet one of the other part, but for soft signs and doubled letters; ``concepts`` are the given
    names that the part, or the father in it, may be; ``initial`` is the folded beginning of an abbreviated part.
    """

    form: str
    kind: PartKind
    sure: bool
    spellings: tuple[Spelling, ...]
    echoes: tuple[Spelling, ...]
    concepts: frozenset[str]
    sure_concepts: frozenset[str]
    initial: str


@lru_cache(maxsize=131072)
def traits(part: NamePart) -> Traits:
    """The traits of a part."""
    form = fold(part.form)
    initial = _initial(form)
    if initial:
        return Traits(form, part.kind, part.sure, (), (), frozenset(), frozenset(), initial)
    spellings, echoes = _spellings(form, part.kind), _echoes(form, part.kind)
    concepts, sure = _concepts(form, part.kind)
    return Traits(form, part.kind, part.sure, spellings, echoes, concepts, sure, "")


def _initial(form: str) -> str:
    """The letters of an initial: «а.», «дж.»."""
    letters = form.rstrip(".")
    if not form.endswith(".") or not letters.isalpha() or len(letters) > _INITIAL_LETTERS:
        return ""
    return letters if script(letters) in _OWN_LETTERS else next(iter(readings(letters)), "")


def _spellings(form: str, kind: PartKind) -> tuple[Spelling, ...]:
    own = (form,) if script(form) in _OWN_LETTERS else ()
    if not own or "-" in form:
        own = (*own, *_read(form))[:_READ]
    found: dict[str, Spelling] = {}
    for rank, reading in enumerate(own):
        for spelling in (*_roles(reading, kind), *_rooted(reading, kind), *_based(reading, kind)):
            before = found.get(spelling.word)
            if before:  # one word may be more than one thing
                found[spelling.word] = replace(before, roles=before.roles | spelling.roles)
            elif spelling.word:
                found[spelling.word] = replace(spelling, trust=spelling.trust * _READING**rank)
    return tuple(found.values())[:SPELLINGS]


@lru_cache(maxsize=65536)
def _read(form: str) -> tuple[str, ...]:
    """The readings of a form; of one of several syllables, those of the syllables put together, the likeliest first."""
    pieces = form.split("-")
    if len(pieces) == 1 or set(form) <= _RUSSIAN or not all(map(syllable.is_syllable, pieces)):
        return readings(form)
    chains: list[tuple[int, list[str]]] = [(0, [])]
    for piece in pieces:  # only the best go on: all of them are four times as many with each syllable
        read = tuple(enumerate(readings(piece)[:_READ]))
        longer = [(ranks + rank, [*chain, word]) for ranks, chain in chains for rank, word in read]
        chains = sorted(longer)[:ECHOES]
    return tuple(dict.fromkeys("-".join(chain) for _, chain in chains))


def _echoes(form: str, kind: PartKind) -> tuple[Spelling, ...]:
    """The bare readings of a form, plain, each with the trust of its rank."""
    found: dict[str, Spelling] = {}
    for rank, reading in enumerate(_read(form)):
        if reading != form:
            for spelling in _roles(reading, kind):
                if spelling.roles & BARE:
                    word = plain(spelling.word)
                    found.setdefault(word, Spelling(word, BARE, spelling.trust * _ECHO - _RANK * rank))
    return tuple(found.values())[:ECHOES]


@lru_cache(maxsize=262144)
def plain(word: str) -> str:
    """The word without what readings differ in by habit: soft signs, doubled letters, э for е, й for и."""
    letters = word.translate(_PLAIN)
    return "".join(letter for place, letter in enumerate(letters) if place == 0 or letters[place - 1] != letter)


def _roles(word: str, kind: PartKind) -> tuple[Spelling, ...]:
    """The word whole, and without what says nothing of the name itself."""
    if kind is PartKind.PATRONYMIC:
        fathers = sorted(morphology.father(word), key=lambda name: (len(name), name))
        standing = morphology.stem(word)  # a father's name may stand as a surname
        return (*(Spelling(name, BARE) for name in fathers), Spelling(standing, WHOLE if fathers else BARE | WHOLE))
    stem = word if kind is PartKind.GIVEN else morphology.stem(word)
    korean = syllable.bare(word)
    if korean != word and kind is not PartKind.GIVEN:
        return (Spelling(word, BARE | WHOLE), Spelling(korean, BARE, _MEMBER))
    if stem == word:
        return (Spelling(word, BARE | WHOLE), *_members(word, kind))
    return (Spelling(stem, BARE), Spelling(word, WHOLE), *_members(word, kind))


def _rooted(word: str, kind: PartKind) -> tuple[Spelling, ...]:
    """The root of a Turkic name whose ending or beginning is often dropped."""
    stems = morphology.father(word) if kind is PartKind.PATRONYMIC else (morphology.stem(word),)
    roots = (root(stem, kind) for stem in sorted(stems))
    return tuple(Spelling(found, BARE, _ROOT) for found in roots if found)


def _based(word: str, kind: PartKind) -> tuple[Spelling, ...]:
    """The name in a surname that a clerk may have made Russian, or left as it was."""
    if kind is PartKind.PATRONYMIC:
        return tuple(Spelling(name, NATIVE, _BASE) for name in sorted(morphology.father(word)))
    if kind is PartKind.GIVEN:  # but Ivan Petrov is not Иванов Пётр
        return () if lexicon.concepts(word) else (Spelling(word, NATIVE, _BASE),)
    return tuple(Spelling(base, _MADE[made], _BASE) for base, made in bases(morphology.stem(word)))


def _members(word: str, kind: PartKind) -> tuple[Spelling, ...]:
    """The surnames of a double surname, and both the other way round."""
    members = word.split("-")
    if kind not in (PartKind.SURNAME, PartKind.MAIDEN) or len(members) != 2 or min(map(len, members)) <= 3:
        return ()
    turned = Spelling(morphology.stem("-".join(reversed(members))), BARE, _TURNED)
    trusts = (_MEMBER, _MEMBER - _RANK)  # who leaves one surname off leaves off the second
    return (
        turned,
        *(Spelling(morphology.stem(each), BARE, trust) for each, trust in zip(members, trusts, strict=True)),
    )


def _concepts(form: str, kind: PartKind) -> tuple[frozenset[str], frozenset[str]]:
    """The given names that the part, or the father in it, may be, and those that it is beyond doubt."""
    if kind in (PartKind.SURNAME, PartKind.MAIDEN):
        return frozenset(), frozenset()
    names = morphology.father(form) if kind is PartKind.PATRONYMIC else (form,)
    return (
        frozenset().union(*(lexicon.concepts(name) for name in names)),
        frozenset().union(*(lexicon.sure_concepts(name) for name in names)),
    )
