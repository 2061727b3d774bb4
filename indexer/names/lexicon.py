"""Given names across languages, with their short forms: which forms are one name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from indexer.names.compound import compound
from indexer.names.name import Relation, Script
from indexer.names.normalize import fold, script
from indexer.names.tables import rows, split
from indexer.names.translit import readings

SHORT = "short"
_MOST_MADE = 4  # names made of two that the readings of one spelling may be
_READINGS_TRIED = 3  # later readings of a foreign spelling hit given names by chance


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a form stands for: a given name (``concept``), and whether it is a short form of it.

    ``sure`` is false where the form is more often another name, or may be several: Слава of Вячеслав, Борис of Борух.
    """

    concept: str
    sex: str
    short: bool
    sure: bool


def _load() -> dict[str, frozenset[Meaning]]:
    table: defaultdict[str, dict[str, Meaning]] = defaultdict(dict)
    for row in rows("given"):
        short = row["kind"] == SHORT
        for form in split(row["forms"]):
            meanings = table[fold(form)]
            meaning = Meaning(row["concept"], row["sex"], short, row["sure"] == "yes")
            known = meanings.setdefault(row["concept"], meaning)
            # A form that is both is no mere short form; one that is sure in one language is sure.
            if (known.sure, not known.short) < (meaning.sure, not meaning.short):
                meanings[row["concept"]] = meaning
    return {form: frozenset(meanings.values()) for form, meanings in table.items()}


_FORMS = _load()
_LOOSE_LETTERS = str.maketrans("йэы", "иеи", "ьъ-'")
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
_SHORTEST_LOOSE = 3
_NOTHING: frozenset[Meaning] = frozenset()


@lru_cache(maxsize=262144)
def meanings(form: str) -> frozenset[Meaning]:
    """The given names that the form may be; a spelling not in the table is looked up by its likeliest readings.

    Names of Muslims that are made of two need not be in the table: Ахметжан is a name by itself, and may be an Ахмет.
    """
    folded = fold(form)
    words = (folded, *readings(folded))
    found = next((word for word in words[: 1 + _READINGS_TRIED] if word in _FORMS), "")
    known = _FORMS.get(found, _NOTHING)
    if found != folded and script(folded) is Script.HEBREW:
        known = known or _FORMS.get(_unpointed(folded), _NOTHING)
    spelt = (found,) if known and script(found) is Script.CYRILLIC else words
    made = {meaning.concept: meaning for word in dict.fromkeys(spelt) for meaning in _made(word)}
    more = (meaning for concept, meaning in made.items() if concept not in {name.concept for name in known})
    return known | frozenset(islice(more, _MOST_MADE))


def _made(word: str) -> tuple[Meaning, ...]:
    """What a name made of two stands for: itself beyond doubt, and perhaps one of its members."""
    found = compound(word) if script(word) is Script.CYRILLIC else None
    if found is None:
        return ()
    whole = (Meaning(name, found.sex, short=False, sure=True) for name in sorted(found.whole))
    return (*whole, *(Meaning(name, found.sex, short=True, sure=False) for name in sorted(found.members)))


def _unpointed(word: str) -> str:
    """A Hebrew or Yiddish word without its points, as many write it: פּרץ as פרץ."""
    bare = (letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return "".join(bare)


@lru_cache(maxsize=262144)
def concepts(form: str) -> frozenset[str]:
    """The ids of the given names that the form may be: Ян, Johann and Ваня all belong to «ivan». Empty when unknown."""
    return frozenset(meaning.concept for meaning in meanings(form))


@lru_cache(maxsize=262144)
def sure_concepts(form: str) -> frozenset[str]:
    """Those of ``concepts`` that the form stands for beyond doubt.

    Two forms that share one of these are the same given name; two that share only another one may be: Слава and
    Вячеслав, Борис and Борух, Friedrich and Федор.
    """
    return frozenset(meaning.concept for meaning in meanings(form) if meaning.sure)


def is_given(form: str) -> bool:
    """Whether the form is a given name that the table knows."""
    return bool(meanings(form))


def loosened(word: str) -> str:
    """A Cyrillic word without what spellings of one name differ in: signs, double letters, й and ы for и, э for е."""
    return _DOUBLED.sub(r"\1", word.translate(_LOOSE_LETTERS))


_LOOSENED = frozenset(loose for loose in map(loosened, _FORMS) if len(loose) >= _SHORTEST_LOOSE)


@lru_cache(maxsize=65536)
def resembles(form: str) -> bool:
    """Whether any reading of the form is a given name but for double letters, signs and the like."""
    return any(loosened(reading) in _LOOSENED for reading in readings(form))


def listed(form: str) -> bool:
    """Whether the table has the form as it is written, and not only one of its readings."""
    return fold(form) in _FORMS


def sex(form: str) -> str:
    """«m» or «f» when all given names that the form may be are of that sex, else ''."""
    told = {meaning.sex for meaning in meanings(form)}
    return told.pop() if len(told) == 1 else ""


def relation(left: str, right: str) -> Relation | None:
    """How two forms are one given name: IDENTICAL, TRANSLITERATION, SHORT_FORM, TRANSLATION, or None when they are not.

    Symmetric. A short form shares a name with the full form it belongs to (Саша, Александр), and two short forms of one
    name are one as well; Саша alone tells no sex.
    """
    if fold(left) == fold(right):
        return Relation.IDENTICAL
    ours = {meaning.concept: meaning.short for meaning in meanings(left)}
    theirs = {meaning.concept: meaning.short for meaning in meanings(right)}
    shared = ours.keys() & theirs.keys()
    if not shared:
        return None
    if set(readings(left)[:_READINGS_TRIED]) & set(readings(right)[:_READINGS_TRIED]):
        return Relation.TRANSLITERATION
    if all(ours[concept] or theirs[concept] for concept in shared):
        return Relation.SHORT_FORM
    return Relation.TRANSLATION
