"""Ways in which a name is written otherwise, made from the records themselves: how well each is found.

Each treatment turns a record's name into the words that somebody may type; a name it does not fit is passed over. The
choices are made by hash, so that every run asks the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from app.evaluation.sets import Folder, Question
from indexer.names.name import Name, PartKind
from indexer.names.translit import apply

SAMPLE = 200  # questions of each treatment
_KAZAKH = str.maketrans({"к": "қ", "г": "ғ", "у": "ұ", "н": "ң", "о": "ө", "х": "һ"})
_OCR = {"п": "н", "и": "н", "ш": "ин", "о": "с", "е": "с", "ц": "п", "л": "п", "ь": "ы", "в": "в", "т": "г"}
_NEIGHBOURS = dict(zip("йцукенгшщзхфывапролджэячсмитьбю", "цукенгшщзхъывапролджэячсмитьбю.", strict=True))
_GENDER = (("ский", "ская"), ("цкий", "цкая"), ("ов", "ова"), ("ев", "ева"), ("ин", "ина"))

Treatment = Callable[[Name, int], str]


def treatments(folder: Folder) -> dict[str, tuple[Question, ...]]:
    """Questions by treatment: the changed name of a sample of records; whoever bears the same name is right, too."""
    bearers: dict[str, list[str]] = {}
    for ref, entry in zip(folder.refs, folder.entries, strict=True):
        bearers.setdefault(entry.names[0].written.casefold(), []).append(ref)
    names = [entry.names[0] for entry in folder.entries if entry.names[0].first(PartKind.GIVEN)]
    return {
        label: tuple(_questions(names, bearers, label, treat)) for label, treat in TREATMENTS.items()
    }  # fmt: skip


def _questions(names: list[Name], bearers: dict[str, list[str]], label: str, treat: Treatment) -> Iterator[Question]:
    found = 0
    for name in sorted(names, key=lambda name: _hash(label, name.written)):
        typed = treat(name, _hash(label, name.written))
        if typed and typed.casefold() != name.written.casefold():
            yield Question(typed, frozenset(bearers[name.written.casefold()]), frozenset())
            found += 1
        if found == SAMPLE:
            return


def _hash(*texts: str) -> int:
    return int.from_bytes(hashlib.sha256("\x1f".join(texts).encode()).digest()[:8], "big")


def _forms(name: Name) -> tuple[str, str, str]:
    return name.first(PartKind.SURNAME), name.first(PartKind.GIVEN), name.first(PartKind.PATRONYMIC)


def _scheme(scheme: str) -> Treatment:
    return lambda name, _: apply(scheme, " ".join(filter(None, _forms(name))))


def _initials(name: Name, _: int) -> str:
    surname, given, patronymic = _forms(name)
    return f"{surname} {given[0]}. {patronymic[0]}." if surname and given and patronymic else ""


def _no_patronymic(name: Name, _: int) -> str:
    surname, given, patronymic = _forms(name)
    return f"{surname} {given}" if surname and patronymic else ""


def _other_order(name: Name, _: int) -> str:
    surname, given, patronymic = _forms(name)
    return f"{given} {patronymic} {surname}".replace("  ", " ") if surname else ""


def _gender(name: Name, _: int) -> str:
    surname, given, _rest = _forms(name)
    for man, woman in _GENDER:
        if surname.endswith(woman):
            return f"{surname.removesuffix(woman)}{man} {given}"
        if surname.endswith(man):
            return f"{surname.removesuffix(man)}{woman} {given}"
    return ""


def _at(text: str, place: int, change: Callable[[str], str]) -> str:
    return text[:place] + change(text[place]) + text[place + 1 :]


def _slip(change: Callable[[str], str]) -> Treatment:
    """One letter of the surname, not the first, changed."""

    def treat(name: Name, number: int) -> str:
        surname, given, patronymic = _forms(name)
        if len(surname) < 5:
            return ""
        return " ".join(filter(None, (_at(surname, 1 + number % (len(surname) - 1), change), given, patronymic)))

    return treat


def _kazakh(name: Name, _: int) -> str:
    return " ".join(filter(None, _forms(name))).translate(_KAZAKH)


TREATMENTS: dict[str, Treatment] = {
    "scheme: BGN/PCGN": _scheme("bgn"),
    "scheme: ISO 9": _scheme("iso9"),
    "scheme: German": _scheme("german"),
    "scheme: Polish": _scheme("polish"),
    "scheme: French": _scheme("french"),
    "other ending of gender": _gender,
    "initials": _initials,
    "patronymic missing": _no_patronymic,
    "given name first": _other_order,
    "slip of the finger": _slip(lambda letter: _NEIGHBOURS.get(letter, letter)),
    "letter left out": _slip(lambda letter: ""),
    "slip of reading": _slip(lambda letter: _OCR.get(letter, letter)),
    "Kazakh letters": _kazakh,
}
