"""Bring a written name to a form that can be compared, without leaving its script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import groupby

from indexer.names.name import Script
from indexer.names.tables import rows

LONGEST = 300  # letters; no name on record is longer, and everything after this point is work for nothing
RAW_LONGEST = 4 * LONGEST  # read no further: marks and invisible characters may be dropped from it
MARKS_A_LETTER = 2  # Vietnamese and Kazakh Latin need two marks on a letter; more is decoration

_BLOCKS: tuple[tuple[int, int, Script], ...] = (
    (0x0041, 0x024F, Script.LATIN),
    (0x0250, 0x02AF, Script.LATIN),
    (0x0370, 0x03FF, Script.GREEK),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0530, 0x058F, Script.ARMENIAN),
    (0x0590, 0x05FF, Script.HEBREW),
    (0x0600, 0x077F, Script.ARABIC),
    (0x08A0, 0x08FF, Script.ARABIC),
    (0x10A0, 0x10FF, Script.GEORGIAN),
    (0x1100, 0x11FF, Script.HANGUL),
    (0x1C80, 0x1C8F, Script.CYRILLIC),
    (0x1C90, 0x1CBF, Script.GEORGIAN),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x1F00, 0x1FFF, Script.GREEK),
    (0x2D00, 0x2D2F, Script.GEORGIAN),
    (0x2DE0, 0x2DFF, Script.CYRILLIC),
    (0x3040, 0x30FF, Script.KANA),
    (0x3130, 0x318F, Script.HANGUL),
    (0x31F0, 0x31FF, Script.KANA),
    (0x3400, 0x9FFF, Script.HAN),
    (0xA640, 0xA69F, Script.CYRILLIC),
    (0xAC00, 0xD7FF, Script.HANGUL),
    (0xF900, 0xFAFF, Script.HAN),
    (0xFB1D, 0xFB4F, Script.HEBREW),
    (0xFB50, 0xFDFF, Script.ARABIC),
    (0xFE70, 0xFEFF, Script.ARABIC),
    (0xFF66, 0xFF9D, Script.KANA),
)
_APOSTROPHES = "'`´ʹʼʻʽˈ‘’‛′ʾʿ"
_HYPHENS = "‐‑‒–—―−⁃﹘﹣－־"
_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-"))
_OLD_SPELLING = re.compile(r"[ѣѳѵ]|ъ\b")
_OLD_LETTERS = str.maketrans({"ѣ": "е", "і": "и", "ѳ": "ф", "ѵ": "и"})
# Marks left by themselves, but for those that make a letter of Yiddish: אַ אָ פּ פֿ.
_LOOSE_MARK = re.compile(
    r"(?<!א)[\u05b7\u05b8]|(?<!פ)[\u05bc\u05bf]|[\u0591-\u05b6\u05b9-\u05bb\u05bd\u05c1-\u05c7]"
    r"|[\u0300-\u036f\u0483-\u0489\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_RUSSIAN = re.compile(r"[а-яёА-ЯЁ]+(?:[ -][а-яёА-ЯЁ]+)*")  # most of all: words that are clean as they stand
_SETTLED = re.compile(r"[а-яё .,-]*", re.IGNORECASE)  # nothing in such a text can change again
_ROUNDS = 4
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_TWINS = {row["latin"]: row["cyrillic"] for row in rows("homoglyphs")}
_DIGIT_INSIDE = re.compile(r"(?<=[^\W\d_])\d(?=[^\W\d_])")
_DIGITS = {
    script: {row["digit"]: row[column] for row in rows("digits") if row[column]}
    for script, column in ((Script.LATIN, "latin"), (Script.CYRILLIC, "cyrillic"))
}
_TO_CYRILLIC = str.maketrans(_TWINS)
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _TWINS.items()})
_CYRILLIC_TWINS = frozenset(_TWINS.values())


@lru_cache(maxsize=4096)
def _block(letter: str) -> Script:
    if not letter.isalpha():
        return Script.OTHER
    code = ord(letter)
    return next((script for first, last, script in _BLOCKS if first <= code <= last), Script.OTHER)


def script(text: str) -> Script:
    """The writing system of most letters; OTHER when there is no letter that we can place. Any kana makes it KANA."""
    if _RUSSIAN.fullmatch(text):
        return Script.CYRILLIC
    counts = Counter(map(_block, text[:RAW_LONGEST]))
    counts.pop(Script.OTHER, None)
    if counts[Script.KANA]:
        return Script.KANA
    return counts.most_common(1)[0][0] if any(counts.values()) else Script.OTHER


def clean(text: str) -> str:
    """The text in NFC without what no name holds: control, invisible and direction characters, heaped-up marks.

    Letters of the other alphabet, and digits, that only look right are mended inside a word, spaces collapsed; at most
    300 letters are kept. Cleaning twice changes nothing more.
    """
    if len(text) <= LONGEST and _RUSSIAN.fullmatch(text):
        return text
    return _clean(text[:RAW_LONGEST])


@lru_cache(maxsize=65536)
def _clean(text: str) -> str:
    if text.isascii() and text.isprintable() and not _DIGIT_INSIDE.search(text):
        return " ".join(text.split())[:LONGEST].strip()
    cleaned = _cleaned(text)
    for _ in range(_ROUNDS):  # letters that mend or compose may bring others together
        if _SETTLED.fullmatch(cleaned) or (again := _cleaned(cleaned)) == cleaned:
            break
        cleaned = again
    return cleaned


def _cleaned(text: str) -> str:
    visible = "".join(_visible(letter) for letter in unicodedata.normalize("NFC", text)).strip()
    kept = _DIGIT_INSIDE.sub(_letter_meant, unicodedata.normalize("NFC", _unheaped(visible)))
    return " ".join(_WORD.sub(lambda word: _mended(word.group()), kept).split())[:LONGEST].strip()


def _letter_meant(digit: re.Match[str]) -> str:
    """The letter that a digit between two letters was read from: Kowa1czyk, Гӏапур typed as Г1апур."""
    before = digit.string[digit.start() - 1]
    return _DIGITS[Script.CYRILLIC if _block(before) is Script.CYRILLIC else Script.LATIN].get(
        digit.group(), digit.group()
    )


def _visible(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Zs", "Zl", "Zp"} or letter in "\t\n\r\v\f":
        return " "
    return "" if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Me"} else letter


def _unheaped(text: str) -> str:
    """The text with the marks of each letter dropped where there are more of them than any spelling puts there."""
    pieces: list[str] = []
    for is_mark, run in groupby(
        unicodedata.normalize("NFD", text), key=lambda letter: unicodedata.combining(letter) > 0
    ):
        marks_or_letters = "".join(run)
        if not is_mark or (len(marks_or_letters) <= MARKS_A_LETTER and pieces):
            pieces.append(marks_or_letters)
    return "".join(pieces)


def _mended(word: str) -> str:
    """A word of mixed Latin and Cyrillic letters in the alphabet that it was meant in."""
    latin = [letter for letter in word if _block(letter) is Script.LATIN]
    cyrillic = [letter for letter in word if _block(letter) is Script.CYRILLIC]
    if not latin or not cyrillic:
        return word
    latin_only = sum(letter not in _TWINS for letter in latin)
    cyrillic_only = sum(letter not in _CYRILLIC_TWINS for letter in cyrillic)
    to_cyrillic = (cyrillic_only, -latin_only, len(cyrillic)) >= (latin_only, -cyrillic_only, len(latin))
    return word.translate(_TO_CYRILLIC if to_cyrillic else _TO_LATIN)


@lru_cache(maxsize=262144)
def fold(form: str) -> str:
    """The form for comparison in its own script: lower case, ё as е, letters of before 1918 as today's, one kind of
    apostrophe and of hyphen. Letters that tell names apart in a living alphabet (ә, і, ґ, ė, ł) stay.

    Folding twice changes nothing more.
    """
    if len(form) <= LONGEST and "ъ" not in form and "Ъ" not in form and _RUSSIAN.fullmatch(form):
        return form.lower().replace("ё", "е")
    folded = _folded(form)
    for _ in range(_ROUNDS):  # letters that Unicode holds equal to others may need a second look when mixed
        if _SETTLED.fullmatch(folded) or (again := _folded(folded)) == folded:
            break
        folded = again
    return folded


def _folded(form: str) -> str:
    text = clean(unicodedata.normalize("NFKC", form[:RAW_LONGEST]))
    lowered = text.lower().translate(_PLAIN).replace("ё", "е").replace("ß", "ss")
    if _OLD_SPELLING.search(lowered):
        lowered = re.sub(r"ъ\b", "", lowered.translate(_OLD_LETTERS))
    return " ".join(_LOOSE_MARK.sub("", unicodedata.normalize("NFC", lowered)).split())
