"""What of a name is compared: parts less particles, initials marked, East Asian given names put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indexer.names import han, hangul
from indexer.names.name import Name, NamePart, PartKind, Script
from indexer.names.normalize import fold, script
from indexer.names.syllable import is_syllable

_ALOUD: dict[Script, Callable[[str, bool], str]] = {Script.HANGUL: hangul.aloud, Script.HAN: han.read}
SLOTS = 6  # units of a name that are compared

_SURNAMES = (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN)
_USUAL = {
    (PartKind.SURNAME, PartKind.GIVEN),
    (PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC),
}
_PLACES = ((0,), (1,), (2,))
WORDS_KEPT = 1 << 18
_LIGHT = (PartKind.PARTICLE, PartKind.CLAN)
_RUSSIAN_FATHERS = ("вич", "вна", "ич", "ична", "инична", ".")
_DAUGHTERS = ("вна", "ична")
_ABBREVIATED = 5  # letters of the longest abbreviation («конст.»)
_LONG = 5  # letters; beside so long a part a single letter is an initial


@dataclass(frozen=True, slots=True)
class Unit:
    """A part as it is compared, and which parts of the name it is made of; ``aloud``: by its sound, not its letters."""

    part: NamePart
    places: tuple[int, ...]
    aloud: bool = False


def units(name: Name) -> tuple[Unit, ...]:
    """The units of a name, at most SLOTS.

    Particles count only where the name has nothing else for a surname (Ten). Of a part alone the kind is not sure, nor
    is it without a surname: one of two given names may be it, or outside Russian writing a «patronymic» in -wicz.
    """
    return _plainly(name) if is_plain(name) else _units(name)


def is_plain(name: Name) -> bool:
    """Whether the name is as most are: in Russian letters a surname, a given name, perhaps a patronymic, no initial."""
    parts = name.parts
    return (
        tuple(part.kind for part in parts) in _USUAL
        and name.script is Script.CYRILLIC
        and "." not in name.written
        and all(_is_plain_word(part.form) for part in parts)
        and not _is_syllable(parts[0].form)
    )


@lru_cache(maxsize=WORDS_KEPT)
def _is_plain_word(form: str) -> bool:
    return len(form) > 1 and form.isalpha() and script(form) is Script.CYRILLIC and bool(fold(form))


@lru_cache(maxsize=WORDS_KEPT)
def _is_syllable(form: str) -> bool:
    return is_syllable(fold(form))


def _plainly(name: Name) -> tuple[Unit, ...]:
    """The units of such a name: its parts."""
    surname, given, *fathers = name.parts
    return (
        Unit(surname, _PLACES[0]),
        Unit(given, _PLACES[1]),
        *(Unit(_doubted(father, False), _PLACES[2]) for father in fathers),
    )


@lru_cache(maxsize=65536)
def _units(name: Name) -> tuple[Unit, ...]:
    """Those of any name."""
    bare = not any(part.kind in _SURNAMES for part in name.parts)
    found = [
        Unit(NamePart(part.form, PartKind.UNKNOWN, sure=False) if part.kind in _LIGHT else _aloud(part), (place,))
        for place, part in enumerate(name.parts)
        if fold(part.form) and (part.kind not in _LIGHT or (bare and part.kind is PartKind.PARTICLE))
    ]
    syllabic = _east_asian(found) and not _has_initials(name, found)
    whole = (_joined(found) if syllabic else _parted(_abbreviated(name, found)))[:SLOTS]
    lost = len(whole) == 1 or (bare and (len(_given(whole)) > 1 or name.script is not Script.CYRILLIC))
    aloud = name.script in _ALOUD
    return tuple(_second(whole, replace(unit, part=_doubted(unit.part, lost), aloud=aloud)) for unit in whole)


def _aloud(part: NamePart) -> NamePart:
    """The part by its sound, syllable by syllable, where it is written in Hangul or Chinese characters."""
    read = _ALOUD.get(script(part.form))
    reading = read(part.form, part.kind in _SURNAMES) if read else ""
    return replace(part, form=reading) if reading else part


def _second(whole: Sequence[Unit], unit: Unit) -> Unit:
    """The unit, of unknown kind where it is an unsure second given name: it may be the father's (Ion Grigore)."""
    first = min((_place(other) for other in _given(whole)), default=0)
    if unit.part.kind is not PartKind.GIVEN or unit.part.sure or _place(unit) == first:
        return unit
    return replace(unit, part=replace(unit.part, kind=PartKind.UNKNOWN))


def _doubted(part: NamePart, lost: bool) -> NamePart:
    """The part, unsure of its kind where another may be meant: order is free outside Russian writing, and a father's
    name in another language than Russian may stand as a surname.
    """
    if part.kind is PartKind.PATRONYMIC and fold(part.form).endswith(_DAUGHTERS):
        return part if part.sure else replace(part, sure=True)  # no surname ends so
    russian = script(part.form) is Script.CYRILLIC
    father = part.kind is PartKind.PATRONYMIC and not fold(part.form).endswith(_RUSSIAN_FATHERS)
    return replace(part, sure=False) if part.sure and (lost or not russian or father) else part


def _given(found: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in found if unit.part.kind is PartKind.GIVEN]


def is_syllabic(name: Name) -> bool:
    """Whether the name reads as one of single syllables, two or three of them."""
    return not is_plain(name) and _east_asian(_units(name))


def _has_initials(name: Name, found: Sequence[Unit]) -> bool:
    """Whether single letters beside a surname of one syllable are initials: «Ким А. И.», but not «О Дон Фа»."""
    single = [unit.part for unit in found if len(unit.part.form) == 1 and unit.part.kind not in _SURNAMES]
    return any(f"{part.form}." in name.written for part in single) or len(single) == len(found) - 1 > 1


def _joined(found: list[Unit]) -> list[Unit]:
    """The units of an East Asian name with the syllables of the given name as one."""
    if all(unit.part.kind is PartKind.GIVEN and unit.part.sure for unit in found):
        places = tuple(place for unit in found for place in unit.places)
        return [Unit(NamePart("-".join(unit.part.form for unit in found), PartKind.GIVEN), places)]
    single = [unit for unit in found if "-" not in unit.part.form]
    surname = next((unit for unit in single if unit.part.kind in _SURNAMES), None) or min(single or found, key=_place)
    rest = sorted((unit for unit in found if unit is not surname), key=_place)
    form = "-".join(unit.part.form for unit in rest)
    places = tuple(place for unit in rest for place in unit.places)
    return [
        Unit(NamePart(surname.part.form, PartKind.SURNAME, surname.part.sure), surname.places),
        Unit(NamePart(form, PartKind.GIVEN, sure=False), places),
    ]


def _place(unit: Unit) -> int:
    return unit.places[0]


def _east_asian(found: Sequence[Unit]) -> bool:
    return len(found) > 1 and all(is_syllable(piece) for unit in found for piece in fold(unit.part.form).split("-"))


def _parted(found: list[Unit]) -> list[Unit]:
    """The units with each given name of a double one by itself, but for an East Asian one."""
    parted: list[Unit] = []
    for unit in found:
        pieces = [piece for piece in unit.part.form.split("-") if piece]
        double = (
            unit.part.kind is PartKind.GIVEN
            and len(pieces) > 1
            and not all(is_syllable(fold(piece)) for piece in pieces)
        )
        parted.extend(
            Unit(replace(unit.part, form=piece), unit.places) for piece in (pieces if double else [unit.part.form])
        )
    return parted


def _abbreviated(name: Name, found: list[Unit]) -> list[Unit]:
    """The units with a full stop after initials, which tells them from names of one letter (У, И, О)."""
    long = any(len(unit.part.form) >= _LONG for unit in found) or _has_initials(name, found)
    return [
        Unit(replace(unit.part, form=f"{unit.part.form}."), unit.places) if _is_initial(name, unit.part, long) else unit
        for unit in found
    ]


def _is_initial(name: Name, part: NamePart, long: bool) -> bool:
    form = part.form
    if part.kind is PartKind.SURNAME or not form.isalpha() or len(form) > _ABBREVIATED:
        return False
    return f"{form}." in name.written or (long and len(form) == 1)
