"""The consonants of a name by class of sound: what is left when scripts, clerks and ears have done their work."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from indexer.names.correspondence import Writing, alphabets, between
from indexer.names.lattice import lay
from indexer.names.name import Script
from indexer.names.normalize import fold, script
from indexer.names.translit import readings

_JOINED = (  # one sound written with two letters, or two that clerks took for one
    ("дж", "ж"),
    ("чж", "ж"),
    ("тш", "ч"),
    ("тч", "ч"),
    ("дч", "ч"),
    ("сч", "щ"),
    ("тс", "ц"),
    ("дс", "ц"),
    ("тц", "ц"),
    ("дц", "ц"),
    ("дз", "з"),
    ("хв", "ф"),
    ("стн", "сн"),
    ("здн", "зн"),
)
_CLASSES = {
    "B": "бп",
    "V": "вф",
    "G": "гкхґғқһ",
    "D": "дт",
    "S": "зсц",
    "Z": "жшщч",
    "L": "л",
    "M": "м",
    "N": "нң",
    "R": "р",
}
_VOWEL = " "  # parts two sounds of one class
_CLASS = {ord(letter): name for name, letters in _CLASSES.items() for letter in letters}
SHORT, LONG = 3, 5  # consonants of codes of which a slip leaves enough, and of those that need more than their ends
_SILENT = dict.fromkeys(map(ord, "ьъ-' "))
_TWO_LETTERS = re.compile("|".join(written for written, _ in _JOINED))
_DOUBLED = re.compile(r"(\w)\1+")


class _Classes(dict[int, str | None]):
    """Letter → class of sound, nothing for a silent one; whatever is no consonant is a vowel."""

    def __missing__(self, code: int) -> str:
        return _VOWEL


_SOUNDS = _Classes({**_CLASS, **_SILENT})


@lru_cache(maxsize=131072)
def skeleton(reading: str) -> str:
    """The classes of the consonants of a Cyrillic reading, doubled ones once: «гофман» and «хоффман» → «GVMN».

    A name of vowels only («Юи», «О») is its own skeleton, so that it can be found at all.
    """
    if _TWO_LETTERS.search(reading):
        for written, sound in _JOINED:
            reading = reading.replace(written, sound)
    found = _DOUBLED.sub(r"\1", reading.translate(_SOUNDS)).replace(_VOWEL, "")
    return found or "".join(letter for letter in reading if letter.isalpha())


@lru_cache(maxsize=131072)
def skeletons(form: str, most: int) -> tuple[str, ...]:
    """The skeletons of the likeliest readings of a name part in any script, at most ``most``."""
    found = (skeleton(reading) for reading in likeliest(form))
    return tuple(dict.fromkeys(code for code in found if code))[:most]


@lru_cache(maxsize=131072)
def likeliest(form: str) -> tuple[str, ...]:
    """The readings of a form; of a Latin one those first that its letters stand for most often."""
    word, found = fold(form), tuple(readings(form))
    if len(found) < 2 or script(word) is not Script.LATIN:
        return found
    costs = lay(word, alphabets()[Writing.CYRILLIC].pack(found), between(Writing.LATIN, Writing.CYRILLIC))
    return tuple(found[place] for place in np.argsort(costs, kind="stable"))


def slips(code: str, asked: bool = False) -> tuple[str, ...]:
    """Codes that a code with one slip still shares with the right one, marked so that they are none of the whole.

    The code itself and with each consonant left out; its two ends when it is long. A search (``asked``) has both near
    the border, for its code may be a consonant longer or shorter than that of the record.
    """
    found: list[str] = []
    if len(code) >= SHORT and len(code) <= LONG + asked:
        found += [f"{code}*", *(f"{code[:place]}{code[place + 1 :]}*" for place in range(len(code)))]
    if len(code) > LONG - asked:
        found += [f"{code[:SHORT]}-", f"-{code[-SHORT:]}"]
    return tuple(dict.fromkeys(found))
