"""Read a written name: which part is the surname, the given name, the patronymic, the maiden name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from indexer.names import evidence
from indexer.names.han import COMPOUND_SURNAMES
from indexer.names.hangul import is_surname
from indexer.names.name import Name, NamePart, PartKind, Script
from indexer.names.normalize import clean, script
from indexer.names.particles import use
from indexer.names.reading import initial, read
from indexer.names.tokens import Word, Written, take_apart

_ORDER = (PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC, PartKind.MAIDEN)
_TOLD = 2.0  # points from which a word in brackets is a given name or a patronymic
_COMPOUND_SURNAMES = frozenset({"남궁", "황보", "제갈", "선우", "독고", "사공", "서문"}) | COMPOUND_SURNAMES


def parse(text: str) -> Name:
    """The name as written, in free order; of several readings the main one. Never fails, whatever the text."""
    return variants(text)[0]


@lru_cache(maxsize=16384)
def variants(text: str) -> tuple[Name, ...]:
    """The readings of a written name, the main one first; brackets («Артузов (Фраучи)») and «он же» give others."""
    written = take_apart(text)
    main = _main(text, written)
    asides = [_variant(main, written.words[:place], other) for place, other in written.asides]
    aliases = [_variant(main, written.words, alias) for alias in written.aliases]
    return tuple(dict.fromkeys([main, *asides, *aliases]))


def build(written: str = "", *, surname: str = "", given: str = "", patronymic: str = "", maiden: str = "") -> Name:
    """The name of a record's fields; ``written`` is what the source says, else the fields in their order.

    A full name that stands in one field is parsed; a patronymic that stands with the given name is told by its ending.
    Readings in brackets are left to ``variants``.
    """
    text = written or " ".join(value for value in (surname, given, patronymic) if value)
    if surname and not (given or patronymic) and len(clean(surname).split()) > 1:
        return Name(text, parse(surname).parts + _field(maiden, PartKind.MAIDEN), script(text))
    parts = _field(surname, PartKind.SURNAME) + _given(given, alone=not patronymic)
    parts += _field(patronymic, PartKind.PATRONYMIC) + _field(maiden, PartKind.MAIDEN)
    tied = any(part.kind is PartKind.PARTICLE for part in parts)  # else they stand in their order
    return Name(text, _in_order(parts) if tied else parts, script(text))


def _given(text: str, alone: bool) -> tuple[NamePart, ...]:
    parts = _field(text, PartKind.GIVEN)
    if alone and len(parts) > 1 and evidence.of_word(parts[-1].form).patronymic > _TOLD:
        return (*parts[:-1], NamePart(parts[-1].form, PartKind.PATRONYMIC))
    return parts


@lru_cache(maxsize=131072)
def _field(text: str, kind: PartKind) -> tuple[NamePart, ...]:
    """The words of one field, all of its kind but the particles."""
    if text.isalpha() and len(text) > 1:
        form = clean(text)
        return (NamePart(form, kind),)
    words = take_apart(text).words
    uses = [use(words, place) for place in range(len(words))]
    return tuple(
        NamePart(word.form, kind if told is None else PartKind.PARTICLE) for word, told in zip(words, uses, strict=True)
    )


def _in_order(parts: Iterable[NamePart]) -> tuple[NamePart, ...]:
    """Surname, given names, patronymic, maiden name, then the others, each kind as written."""
    return tuple(sorted(parts, key=lambda part: _ORDER.index(part.kind) if part.kind in _ORDER else len(_ORDER)))


def _main(text: str, written: Written) -> Name:
    writing = script(text)
    parts = _syllabic(written.words, writing) or read(written.words)
    parts += tuple(NamePart(form, PartKind.MAIDEN) for form in written.maiden)
    parts += tuple(NamePart(form, PartKind.CLAN) for form in written.clans)
    return Name(text, _in_order(parts), writing)


def _syllabic(words: list[Word], writing: Script) -> tuple[NamePart, ...]:
    """An East Asian name in one word, surname first: 홍범도, Юнь-Лин-Сек. () when the words are no such name."""
    form = words[0].form if words else ""
    if len(words) == 2 and _leads(form, writing):
        return _surname_first(form, words[1].form, sure=True)
    if len(words) != 1:
        return ()
    if writing in {Script.HANGUL, Script.HAN} and len(form) > 1:
        first = 2 if form[:2] in _COMPOUND_SURNAMES and len(form) > 2 else 1
        return _surname_first(form[:first], form[first:], sure=len(form) <= first + 2)
    surname, _, given = form.partition("-")
    if "-" in given and evidence.is_syllable(surname) and len(form) <= 3 * 6:
        return _surname_first(surname, given, sure=evidence.is_east_asian_surname(surname))
    return ()


def _leads(form: str, writing: Script) -> bool:
    """Whether the first of two words is a surname: any of Chinese characters, or a Korean one."""
    return writing is Script.HAN or (writing is Script.HANGUL and is_surname(form))


def _surname_first(surname: str, given: str, sure: bool) -> tuple[NamePart, ...]:
    return NamePart(surname, PartKind.SURNAME, sure), NamePart(given, PartKind.GIVEN, sure)


def _variant(main: Name, before: list[Word], other: str) -> Name:
    """The main name with the parts that another reading puts in their place."""
    written = take_apart(other)
    if not written.words:
        return main
    if len(written.words) == 1:
        word = written.words[0]
        new: tuple[NamePart, ...] = (NamePart(word.form, _replaced_kind(main, before, word)),)
        replaced = {new[0].kind}
    else:
        new = read(written.words)
        replaced = {part.kind for part in new}
        if PartKind.SURNAME in replaced and len(replaced) > 1:
            replaced |= {PartKind.GIVEN, PartKind.PATRONYMIC}
        elif PartKind.GIVEN in replaced:
            replaced.add(PartKind.PATRONYMIC)
    kept = tuple(part for part in main.parts if part.kind not in replaced | {PartKind.UNKNOWN})
    return Name(main.written, _in_order(new + kept), main.script)


def _replaced_kind(main: Name, before: list[Word], word: Word) -> PartKind:
    """Which part a single word in brackets stands for: by its look, else the one that it follows."""
    told = evidence.of_word(word.form)
    last = before[-1].form if before else ""
    follows = next((part.kind for part in main.parts if part.form == last), PartKind.SURNAME)
    if told.patronymic > _TOLD and follows is not PartKind.SURNAME:
        return PartKind.PATRONYMIC
    if follows is PartKind.PATRONYMIC:
        return PartKind.GIVEN if told.given >= _TOLD and told.given > told.surname else PartKind.SURNAME
    if initial(word) or follows is PartKind.UNKNOWN:
        return PartKind.SURNAME
    return follows
