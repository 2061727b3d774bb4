"""The spellings a search has tried: what each part of a name may be in other letters, endings and languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from app.messages import N_
from app.search.plausible import plausible
from indexer.names import lexicon, morphology, translit
from indexer.names.name import Name, NamePart, PartKind, Script
from indexer.names.normalize import fold, script
from indexer.names.tables import rows, split

MOST = 6  # forms shown of one way to write; the search itself knows more
SCHEMES = ("simple", "german", "polish", "lithuanian", "scholarly")  # how Cyrillic was put into Latin letters
LANGUAGES = ("ru", "kk", "uk", "de", "pl", "lt", "lv", "et", "en", "ko", "he", "ka")  # given names, in this order
FAR_FROM_HERE = frozenset({"en"})  # no clerk shortened Генрих to Hank
CYRILLIC = N_("in Russian letters")
LATIN = N_("in Latin letters")
ENDING = N_("its stem, whatever the ending")
MEANING = N_("the same name in other languages")
SHORT = N_("short forms")
FATHER = N_("made of the name")
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_GIVEN = (PartKind.GIVEN, PartKind.UNKNOWN)
_SURNAMES = (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write a part otherwise: what it is (a message), and the forms."""

    said: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A part of the name, and the ways it was looked for; never empty."""

    part: NamePart
    ways: tuple[Way, ...]


def spellings(name: Name) -> tuple[Tried, ...]:
    """The readings of every part that has any beside itself; initials and particles have none."""
    tried = (Tried(part, tuple(_ways(part))) for part in name.parts if part.kind is not PartKind.PARTICLE)
    return tuple(one for one in tried if one.ways)


def in_russian_letters(name: Name) -> str:
    """The likeliest reading of a name in other letters, '' where it is in Russian letters or cannot be read."""
    if name.script is Script.CYRILLIC:
        return ""
    read = [next(iter(_cyrillic(part)), "") for part in name.parts]
    return " ".join(map(_capital, read)) if all(read) else ""


def _ways(part: NamePart) -> Iterator[Way]:
    told = {fold(part.form)}
    for said, forms in _all_ways(part):
        new = tuple(form for form in dict.fromkeys(map(_capital, forms)) if fold(form) not in told)[:MOST]
        told.update(map(fold, new))
        if new:
            yield Way(said, new)


def _all_ways(part: NamePart) -> Iterator[tuple[str, Iterable[str]]]:
    if len(fold(part.form).strip(".")) < 2:
        return
    cyrillic = script(part.form) is Script.CYRILLIC
    yield CYRILLIC, _cyrillic(part)
    if cyrillic:
        latin = (translit.romanize(part.form, scheme) for scheme in SCHEMES)
        yield LATIN, (form for form in latin if not _CYRILLIC_LETTER.search(form))
    if part.kind in _SURNAMES:
        yield ENDING, (morphology.stem(form) for form in (part.form, *_cyrillic(part)[:1]))
    if part.kind in _GIVEN:
        yield MEANING, _same(part.form, short=False)
        yield SHORT, _same(part.form, short=True)
    if part.kind is PartKind.PATRONYMIC:
        yield FATHER, sorted(morphology.father(part.form))


def _cyrillic(part: NamePart) -> list[str]:
    """The readings, the likeliest first; of a given name those that are names come before all others."""
    return sorted(plausible(part.form), key=lambda form: part.kind in _GIVEN and not lexicon.listed(form))


def _same(form: str, *, short: bool) -> Iterator[str]:
    """The leading form of the given name in each language, or its short forms: those of its own languages first."""
    for concept in sorted(lexicon.sure_concepts(form)):
        for language in _tongues(concept, form) if short else LANGUAGES:
            forms = _given().get((concept, short), {}).get(language, ())
            yield from forms[: 2 if short else 1]


def _tongues(concept: str, form: str) -> list[str]:
    """The languages that know the name in this form, then the others; English ones only of an English name."""
    own = {
        language
        for (owner, _), forms in _given().items() if owner == concept
        for language, known in forms.items() if fold(form) in map(fold, known)
    }  # fmt: skip
    asked = [language for language in LANGUAGES if language in own or language not in FAR_FROM_HERE]
    return sorted(asked, key=lambda language: language not in own)


@cache
def _given() -> dict[tuple[str, bool], dict[str, tuple[str, ...]]]:
    """(Name, whether short) → language → forms, those that are sure, as the table has them."""
    found: defaultdict[tuple[str, bool], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in rows("given"):
        if row["sure"] == "yes":
            owner = found[row["concept"], row["kind"] == lexicon.SHORT]
            owner[row["language"]] = owner.get(row["language"], ()) + split(row["forms"])
    return found


def _capital(form: str) -> str:
    return "-".join(member[:1].title() + member[1:] for member in form.split("-"))
