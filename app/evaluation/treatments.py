"""Ways in which a name is written otherwise, made from the records themselves: how well each is found.

Each treatment turns a record's name into the words that somebody may type; a name it does not fit is passed over. The
choices are made by hash, so that every run asks the same. Whoever bears all of the name that the words still tell is
right; who is written exactly as the words say is left out of the ranking.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.evaluation.forms import FULL, SHORT, forms
from app.evaluation.sets import Folder, Question
from app.messages import N_
from indexer.entry import Entry
from indexer.names.name import PartKind
from indexer.names.translit import apply
from indexer.names.units import is_syllabic

SAMPLE = 200  # questions of each treatment
TURKIC = ("kazakh", "kyrgyz", "uzbek", "turkmen", "uyghur", "tatar", "crimean-tatar", "bashkir", "azerbaijani")
_KAZAKH = str.maketrans({"к": "қ", "г": "ғ", "у": "ұ", "х": "һ", "К": "Қ", "Г": "Ғ", "У": "Ұ", "Х": "Һ"})
_MISREAD = {"п": "н", "и": "н", "ш": "ин", "о": "с", "е": "с", "ц": "п", "л": "п", "ь": "ы", "т": "г", "а": "о"}
_NEIGHBOURS = dict(zip("йцукенгшщзхфывапролджэячсмитьбю", "цукенгшщзхъывапролджэячсмитьбю.", strict=True))
_GENDER = (("ский", "ская"), ("цкий", "цкая"), ("ов", "ова"), ("ев", "ева"), ("ин", "ина"))

Forms = tuple[str, str, str]  # surname, given name, patronymic
Change = Callable[[Entry, int], str]


@dataclass(frozen=True, slots=True)
class Treatment:
    """``change``: an entry and a number to choose by → what is typed, or ''; ``told``: what that still tells."""

    change: Change
    told: Callable[[Forms], Forms] = lambda parts: parts


def treatments(folder: Folder) -> dict[str, tuple[Question, ...]]:
    """Questions by treatment, of a sample of records each; Chinese and Korean names are not written by these rules."""
    named = [entry for entry in folder.entries if parts_of(entry)[1] and not is_syllabic(entry.names[0])]
    bearers = _bearers(folder, lambda parts: joined(*parts))
    return {
        label: tuple(_questions(label, named, _bearers(folder, treatment.told), bearers))
        for label, treatment in TREATMENTS.items()
    }


def parts_of(entry: Entry) -> Forms:
    """Surname, given name and patronymic of an entry, '' where it has none."""
    surname, given, patronymic = (
        " ".join(part.form for part in entry.names[0].of(kind))
        for kind in (PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC)
    )
    return surname, given, patronymic


def chosen(*texts: str) -> int:
    """A number by which to choose: the same for the same texts in every run."""
    return int.from_bytes(hashlib.sha256("\x1f".join(texts).encode()).digest()[:8], "big")


def joined(*parts: str) -> str:
    """The parts that are there, as one types them."""
    return " ".join(filter(None, parts))


def _bearers(folder: Folder, told: Callable[[Forms], object]) -> defaultdict[object, frozenset[str]]:
    found: defaultdict[object, set[str]] = defaultdict(set)
    for ref, entry in zip(folder.refs, folder.entries, strict=True):
        surname, given, patronymic = (part.casefold() for part in parts_of(entry))
        found[told((surname, given, patronymic))].add(ref)
    return defaultdict(frozenset, {key: frozenset(refs) for key, refs in found.items()})


def _questions(
    label: str,
    entries: list[Entry],
    alike: defaultdict[object, frozenset[str]],
    written: defaultdict[object, frozenset[str]],
) -> Iterator[Question]:
    treatment, found = TREATMENTS[label], 0
    for entry in sorted(entries, key=lambda entry: chosen(label, entry.names[0].written)):
        surname, given, patronymic = (part.casefold() for part in parts_of(entry))
        typed = treatment.change(entry, chosen(label, entry.names[0].written))
        if typed and typed.casefold() != joined(surname, given, patronymic):
            relevant = alike[treatment.told((surname, given, patronymic))]
            yield Question(typed, relevant, written[typed.casefold()] - relevant)
            found += 1
        if found == SAMPLE:
            return


def _scheme(scheme: str) -> Change:
    return lambda entry, _: apply(scheme, joined(*parts_of(entry)))


def _given_form(language: str, kind: str, scheme: str = "") -> Change:
    """Another form of the given name, the rest by a scheme where one is named."""

    def change(entry: Entry, number: int) -> str:
        surname, given, patronymic = parts_of(entry)
        others = [form for form in forms(given, language, kind) if form.casefold() != given.casefold()]
        if not others:
            return ""
        other = others[number % len(others)]
        return joined(apply(scheme, surname), other) if scheme else joined(surname, other, patronymic)

    return change


def _initials(entry: Entry, _: int) -> str:
    surname, given, patronymic = parts_of(entry)
    return f"{surname} {given[0]}. {patronymic[0]}." if surname and given and patronymic else ""


def _no_patronymic(entry: Entry, _: int) -> str:
    surname, given, patronymic = parts_of(entry)
    return joined(surname, given) if surname and patronymic else ""


def _given_first(entry: Entry, _: int) -> str:
    surname, given, patronymic = parts_of(entry)
    return joined(given, patronymic, surname) if surname else ""


def _gender(entry: Entry, _: int) -> str:
    surname, given, patronymic = parts_of(entry)
    for man, woman in _GENDER:
        if surname.endswith(woman):
            return joined(surname.removesuffix(woman) + man, given, patronymic)
        if surname.endswith(man):
            return joined(surname.removesuffix(man) + woman, given, patronymic)
    return ""


def _slip(change: Callable[[str], str]) -> Change:
    """One letter of the surname, not the first, changed."""

    def slipped(entry: Entry, number: int) -> str:
        surname, given, patronymic = parts_of(entry)
        if len(surname) < 5:
            return ""
        place = 1 + number % (len(surname) - 1)
        return joined(surname[:place] + change(surname[place]) + surname[place + 1 :], given, patronymic)

    return slipped


def _kazakh(entry: Entry, _: int) -> str:
    return joined(*parts_of(entry)).translate(_KAZAKH) if entry.nation in TURKIC else ""


def _short(parts: Forms) -> Forms:
    return parts[0], parts[1], ""


def _first_letters(parts: Forms) -> Forms:
    return parts[0], parts[1][:1], parts[2][:1]


TREATMENTS: dict[str, Treatment] = {
    N_("in Latin letters as British and American maps write Russian"): Treatment(_scheme("bgn")),
    N_("in Latin letters by the international standard (ISO 9)"): Treatment(_scheme("iso9")),
    N_("as Germans write Russian"): Treatment(_scheme("german")),
    N_("as Poles write Russian"): Treatment(_scheme("polish")),
    N_("as the French write Russian"): Treatment(_scheme("french")),
    N_("as Lithuanians write Russian"): Treatment(_scheme("lithuanian")),
    N_("as Latvians write Russian"): Treatment(_scheme("latvian")),
    N_("surname in German letters, given name in its German form"): Treatment(
        _given_form("de", FULL, "german"), _short
    ),
    N_("given name in its short form"): Treatment(_given_form("ru", SHORT)),
    N_("Kazakh letters in a Turkic name"): Treatment(_kazakh),
    N_("surname with the ending of the other sex"): Treatment(_gender),
    N_("initials only"): Treatment(_initials, _first_letters),
    N_("father's name left out"): Treatment(_no_patronymic, _short),
    N_("given name first"): Treatment(_given_first),
    N_("a neighbouring key struck"): Treatment(_slip(lambda letter: _NEIGHBOURS.get(letter, letter))),
    N_("a letter left out"): Treatment(_slip(lambda letter: "")),
    N_("a letter misread in an old paper"): Treatment(_slip(lambda letter: _MISREAD.get(letter, letter))),
}
