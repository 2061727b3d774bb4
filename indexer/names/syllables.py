"""Chinese and Japanese names, written syllable by syllable: pinyin and Wade-Giles by Palladius, Hepburn and kana by
Polivanov, Korean surnames in Latin letters as the Koryo-saram write them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.names.hangul import surname_spellings
from indexer.names.normalize import fold
from indexer.names.tables import rows

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}  # to hiragana
_LONG = str.maketrans(
    {"ō": "o", "ū": "u", "ā": "a", "ī": "i", "ē": "e", "ô": "o", "û": "u", "â": "a", "î": "i", "ê": "e"}
)
_LENGTHENED = re.compile(r"ou|oo|uu")
_DOUBLED = re.compile(r"([kgsztdbpr])\1")
_BEFORE_LABIAL = re.compile(r"н(?=[бпм])")
_AFTER_VOWEL = re.compile(r"(?<=[аоуэея])и")


@dataclass(frozen=True, slots=True)
class Syllabary:
    """The syllables of a spelling with what they stand for."""

    table: dict[str, str]
    longest: int
    letters: frozenset[str]

    def read(self, word: str) -> str:
        """The word read syllable by syllable, '' when it does not consist of such syllables.

        The longest syllable that leaves a readable rest wins: guan-gen, not gua-n-gen.
        """
        if not self.letters.issuperset(word):
            return ""
        rest = ["" for _ in word] + [""]
        readable = [False for _ in word] + [True]
        last = len(word)  # the readable place found last, going back
        for start in range(len(word) - 1, -1, -1):
            if last - start > self.longest:
                return ""
            for length in range(min(self.longest, len(word) - start), 0, -1):
                sound = self.table.get(word[start : start + length])
                if sound is not None and readable[start + length]:
                    rest[start], readable[start], last = sound + rest[start + length], True, start
                    break
        return rest[0]


def _read(name: str, key: str, value: str) -> Syllabary:
    table = {row[key]: row[value] for row in rows(f"syllables/{name}")}
    return Syllabary(table, max(map(len, table)), frozenset("".join(table)))


_PINYIN = _read("pinyin", "syllable", "russian")
_WADE_GILES = _read("wade_giles", "syllable", "russian")
_POLIVANOV = _read("hepburn", "syllable", "russian")
_POPULAR = _read("hepburn", "syllable", "popular")
_SURNAMES = frozenset(fold(row["russian"]) for row in rows("chinese_surnames"))
# Letters that Chinese names begin syllables with and names of Europe hardly do: Xi, Qiu, Zhang, Hsi, Tse-tung.
_LOOKS_CHINESE = re.compile(r"(?:^|[aeiou]|[aeiou]ng?)-?(?:x|q|zh|hs|tz'?u|ts'?e)|^[a-z']+-[a-z']+$")
_KANA = {row["kana"]: row["hepburn"] for row in rows("syllables/kana")}


def _japanese(word: str) -> Iterable[tuple[str, float]]:
    """Hepburn by Polivanov and as Soviet papers often put it (ши, чи, джи, е)."""
    plain = _DOUBLED.sub(r"\1", _LENGTHENED.sub(lambda pair: pair.group()[0], word.translate(_LONG)))
    plain = plain.replace("tch", "ch").replace("'", "").replace("mb", "nb").replace("mp", "np").replace("mm", "nm")
    for syllabary, weight in ((_POLIVANOV, 1.0), (_POPULAR, 0.7)):
        reading = _BEFORE_LABIAL.sub("м", syllabary.read(plain))
        if reading:
            yield reading, weight
            yield _AFTER_VOWEL.sub("й", reading), weight * 0.8


def chinese(word: str) -> str:
    """A folded Latin word read as pinyin by Palladius, '' when it is none."""
    return _PINYIN.read(word)


def japanese(word: str) -> str:
    """A folded Hepburn word read by Polivanov, '' when it is none."""
    return next((reading for reading, _ in _japanese(word)), "")


def _chinese(word: str) -> Iterable[tuple[str, float]]:
    plain = word.replace("ü", "v").replace("v", "ü")
    toneless = "".join(
        letter for letter in unicodedata.normalize("NFD", plain) if letter not in "\u0300\u0301\u0304\u030c\u0302\u0306"
    )
    for syllabary, weight in ((_PINYIN, 1.0), (_WADE_GILES, 0.6)):
        reading = syllabary.read(unicodedata.normalize("NFC", toneless))
        if reading:
            yield reading, weight
            yield reading.replace("э", "е").replace("нь", "н"), weight * 0.8


def _romaji(kana: str) -> str:
    """Hepburn of a word in kana; what is no kana is dropped."""
    word = kana.translate(_KATAKANA)
    romaji, doubled, start = "", False, 0
    while start < len(word):
        length = 2 if word[start : start + 2] in _KANA else 1
        sound = _KANA.get(word[start : start + length], "")
        romaji += (sound[:1] if doubled else "") + sound
        doubled = word[start] == "っ"
        start += length
    return romaji


def weighed(word: str) -> dict[str, float]:
    """Readings of a folded word of Latin letters or kana as an East Asian name, weighed; {} when it is none."""
    latin = word if word.isascii() or not _has_kana(word) else _romaji(word)
    found: dict[str, float] = {}
    share = 3.0 if latin != word else 1.0
    for place, reading in enumerate(surname_spellings(latin)):
        found[reading] = max(found.get(reading, 0.0), 12.0 * 0.8**place)
    for reading, weight in (*_chinese(latin.replace("-", "")), *_japanese(latin.replace("-", ""))):
        found[reading] = found.get(reading, 0.0) + share * 4.0 * weight
    return found


def systematic(word: str) -> frozenset[str]:
    """Readings of a folded Latin word that looks Chinese: they follow a system, however rare their letters are."""
    found = frozenset(reading for reading, _ in _chinese(word.replace("-", "")))
    return found if _LOOKS_CHINESE.search(word) else found & _SURNAMES


def _has_kana(word: str) -> bool:
    return any("\u3040" <= letter <= "\u30ff" for letter in word)
