"""Names in the order of their own alphabet: І after Ы for a Kazakh, after И for a Ukrainian; Ł after L, never after Z.

One list holds names of many alphabets, so all share one order: the Latin letters, then the Cyrillic ones, then others.
Letters that only some alphabets have stand behind the letter of the common alphabet that they follow there; those that
a dictionary files as another letter (German ä as a, Lithuanian ą as a and y as i) stand among its words.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from app.config import DATA

TABLE = DATA / "vocab" / "alphabets.csv"
STARTS = {"Latn": 0x100, "Cyrl": 0x200}  # where the places of a script begin: two bytes each, and below other scripts
ROOM = 8  # places for a letter of the common alphabet and those that follow it
_LAST_LATIN = "\u024f"
_HYPHENS = "-‐‑–—"
_SAME, _AS_IS = "\x01", "\x02"  # below all letters and spaces: looked at where all letters are alike


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Letters in their order; ``told_by``: those of them that show which alphabet a name is written in.

    ``as_if``: letters that its dictionaries file as another one, and look at only between names otherwise the same.
    """

    id: str
    script: str
    letters: tuple[str, ...]
    told_by: frozenset[str]
    as_if: Mapping[str, str]


def order(text: str, language: str = "") -> str:
    """A text that sorts as the name does, letter by letter; capitals, accents and ё make no difference.

    ``language``: that of the name where it is known; else the letters tell it. Sorts alike as text and as UTF-8.
    """
    letters = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    chosen = _alphabet(letters, language)
    key = letters.translate(_table(chosen)).strip()
    finer = _finer(chosen)
    if finer.keys().isdisjoint(letters):
        return key
    return key + _SAME + "".join(finer.get(letter, _AS_IS) for letter in letters).rstrip(_AS_IS)


def _alphabet(letters: str, language: str) -> str:
    if any(alphabet.id == language and alphabet.told_by for alphabet in _alphabets()):
        return language
    if _telling().isdisjoint(letters):
        return ""
    return next((alphabet.id for alphabet in _alphabets() if alphabet.told_by.intersection(letters)), "")


class _Table(dict[int, str]):
    """Letters with their places in one alphabet, as ``str.translate`` takes them; each looked for once."""

    def __init__(self, places: dict[str, str]) -> None:
        self._places = places

    def __missing__(self, code: int) -> str:
        self[code] = _place(chr(code), self._places)
        return self[code]


@lru_cache(maxsize=32)
def _table(chosen: str) -> _Table:
    return _Table(_places(chosen))


@lru_cache(maxsize=32)
def _finer(chosen: str) -> Mapping[str, str]:
    """What tells names apart that differ only in letters filed as another one: i, then į, then y."""
    as_if = next((alphabet.as_if for alphabet in _alphabets() if alphabet.id == chosen), {})
    return {letter: chr(ord(_AS_IS) + number) for number, letter in enumerate(as_if, start=1)}


def _place(letter: str, places: dict[str, str]) -> str:
    if letter in places:
        return places[letter]
    if letter.isspace() or letter in _HYPHENS:
        return " " if letter.isspace() else "-"  # «Ким А.» before «Ким-Ли», and that before «Кимов»
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare not in places and bare.isalpha() and bare <= _LAST_LATIN:
        return "".join(places.get(plain, "") for plain in anyascii(bare).lower())
    return places.get(bare, bare if bare.isalnum() else "")


def _places(chosen: str) -> dict[str, str]:
    """Letter → its place: those of the chosen alphabet, then what the others say of letters that it lacks."""
    found: dict[str, str] = {}
    for alphabet in sorted(_alphabets(), key=lambda alphabet: alphabet.id != chosen):
        mine = _own_places(alphabet, moved=alphabet.id == chosen)
        found = mine | found
    return found


def _own_places(alphabet: Alphabet, *, moved: bool) -> dict[str, str]:
    """The places of one alphabet's letters; a common letter that it moves (Lithuanian y) counts only if ``moved``."""
    common = next(other.letters for other in _alphabets() if other.script == alphabet.script)
    found: dict[str, str] = {}
    at, behind = 0, 0
    for number, letter in enumerate(alphabet.letters):
        later = [common.index(other) for other in alphabet.letters[number + 1 :] if other in common]
        if moved and letter in alphabet.as_if:
            found[letter] = found[alphabet.as_if[letter]]
            continue
        stays = letter in common and all(common.index(letter) < place for place in later)
        if stays:
            at, behind = common.index(letter), 0
        else:
            behind += 1
        if stays or moved or letter not in common:
            found[letter] = chr(STARTS[alphabet.script] + at * ROOM + behind)
    return found


@cache
def _telling() -> frozenset[str]:
    """The letters that show any alphabet."""
    return frozenset[str]().union(*(alphabet.told_by for alphabet in _alphabets()))


@cache
def _alphabets() -> tuple[Alphabet, ...]:
    """As in the table: the common alphabets of the scripts stand first."""
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return tuple(
            Alphabet(
                row["id"],
                row["script"],
                tuple(row["letters"].split()),
                frozenset(row["told_by"].split()),
                dict(pair.split("=") for pair in row["as_if"].split()),
            )
            for row in csv.DictReader(rows)
        )
