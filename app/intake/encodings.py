"""Tell in which encoding the bytes of a list are written: by its marks, and by how natural the letters look."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CYRILLIC = ("cp1251", "koi8-r", "cp866", "kz1048", "iso8859-5", "mac-cyrillic")  # of equals, the first
LATIN = ("cp1257", "cp1250", "cp1252")
# Letters of Russian, Ukrainian and Kazakh, those that lists hold most first; a rank costs its logarithm.
_COMMON = "аоиренвстлкмдпгубыяйчзьшюхжцфщэъёіїєґўқғңәөүұһ"
_COSTS = {letter: math.log(rank + 2) for rank, letter in enumerate(_COMMON)} | dict.fromkeys("«»–—№“”„…’\u00a0°", 2.0)
_STRANGE = 8.0
_PAIRS = 2  # letters of UTF-8 for each broken one; the best of the others has one for five
_WITHIN_WORD = re.compile(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")
_APART = re.compile(r"[^\x00-\x7f]{2}")


def detect(sample: bytes) -> str:
    """The Python name of the likeliest encoding of ``sample``, whose end may cut a letter in two."""
    marked = next((encoding for mark, encoding in MARKS if sample.startswith(mark)), "")
    return marked or _wide(sample) or _utf8(sample) or _narrow(sample)


def _utf8(sample: bytes) -> str:
    """UTF-8 also where a few bytes are damaged or a row was pasted in: no other encoding has so many of its pairs."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    lost = text.count("\ufffd")
    letters = sum(letter > "\x7f" for letter in text) - lost
    return "utf-8-sig" if not lost or letters > _PAIRS * lost else ""


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: its commas, digits and line ends have a zero byte on one side."""
    for encoding, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        if sample[side::2].count(0) * 50 > len(sample) and not sample[1 - side :: 2].count(0):
            text = sample[: len(sample) & ~1].decode(encoding, "replace")
            unseen = sum(letter < " " and letter not in "\t\r\n" for letter in text)
            if sum(letter < "\u0600" for letter in text) > 0.9 * len(text) and unseen * 100 <= len(text):
                return encoding
    return ""


def _narrow(sample: bytes) -> str:
    text = sample.decode("cp1251", "replace")
    if len(_WITHIN_WORD.findall(text)) > len(_APART.findall(text)):
        best = from_bytes(sample, cp_isolation=list(LATIN)).best()
        return best.encoding if best else LATIN[-1]
    return min(CYRILLIC, key=lambda encoding: _strangeness(sample.decode(encoding, "replace")))


def _strangeness(text: str) -> float:
    """The mean cost of the letters outside ASCII: rare letters cost much, a capital inside a word more."""
    costs = list(_costs(text))
    return sum(costs) / len(costs) if costs else 0.0


def _costs(text: str) -> Iterable[float]:
    before = " "
    for letter in text:
        if letter > "\x7f":
            cost = _COSTS.get(letter.lower(), _STRANGE)
            yield cost + (_STRANGE if letter.isupper() and before.islower() else 0.0)
        before = letter
