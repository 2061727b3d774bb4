"""Cut the wording of a date into kinds of words, one letter each; the words stand in data/vocab/date_words.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.tables import rows

Lexeme = tuple[str, str]

LETTERS = {
    "month": "M", "season": "S", "about": "A", "uncertain": "U", "before": "B", "after": "F", "between": "W",
    "and": "&", "or": "O", "begin": "P", "middle": "P", "end": "P", "half1": "P", "half2": "P", "julian": "J",
    "gregorian": "G", "noise": "",
}  # fmt: skip
_SIGNS = {"~": ("A", "about"), "?": ("U", "uncertain")} | {sign: (sign, sign) for sign in "-/.()"}
_IGNORED = frozenset(" ,;:«»\"'„“”[]\u00a0\t\n")
_FOLD = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"ё": "е"})
_LEXEME = re.compile(r"([0-9]+)|([^\W\d_]+)\.?|(.)", re.DOTALL)
_DECADE = "\ue000"  # private-use characters stand for what was found before the cutting
_PHRASE = 0xE001


@dataclass(frozen=True, slots=True)
class Lexed:
    """A wording in kinds: Y four digits, D one or two, X a decade, M month, S season, A about … and their values."""

    kinds: str
    values: tuple[str, ...]


def lex(wording: str) -> Lexed:
    """The kinds and values of a wording; what is in no table becomes «!», which no form of a date contains."""
    text = wording.lower().translate(_FOLD).rstrip(".;, ")
    if not text.isascii() or any(letter.isalpha() for letter in text):
        text = _decades().sub(rf" \1{_DECADE} ", text)
        text = _phrases().sub(_phrase_mark, text)
    lexemes: list[Lexeme] = []
    for digits, word, sign in _LEXEME.findall(text):
        if sign == _DECADE:
            lexemes[-1] = ("X", f"{lexemes[-1][1]}X")
        else:
            lexemes.append(_number(digits) if digits else _word(word) if word else _sign(sign))
    said = [lexeme for lexeme in lexemes if lexeme[0]]
    return Lexed("".join(kind for kind, _ in said), tuple(value for _, value in said))


def _number(digits: str) -> Lexeme:
    kind = "Y" if len(digits) == 4 else "D" if len(digits) <= 2 else "!"
    return kind, digits


def _word(word: str) -> Lexeme:
    return _words().get(word, ("!", word))


def _sign(sign: str) -> Lexeme:
    if sign in _IGNORED:
        return "", sign
    number = ord(sign) - _PHRASE
    if 0 <= number < len(_phrase_list()):
        return _words()[_phrase_list()[number]]
    return _SIGNS.get(sign, ("!", sign))


@lru_cache(maxsize=1)
def _words() -> dict[str, Lexeme]:
    return {
        row["form"]: (LETTERS[row["meaning"]], row["value"] or row["meaning"])
        for row in rows("vocab/date_words")
        if row["meaning"] != "decade"
    }


@lru_cache(maxsize=1)
def _phrase_list() -> tuple[str, ...]:
    return tuple(sorted((form for form in _words() if not form.isalpha()), key=len, reverse=True))


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    spelt = (r"(?:\.\s*|\s+)".join(map(re.escape, phrase.split())) for phrase in _phrase_list())
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'({form})' for form in spelt)})(?!\w)\.?")


def _phrase_mark(found: re.Match[str]) -> str:
    return f" {chr(_PHRASE + (found.lastindex or 1) - 1)} "


@lru_cache(maxsize=1)
def _decades() -> re.Pattern[str]:
    endings = "|".join(re.escape(row["form"]) for row in rows("vocab/date_words") if row["meaning"] == "decade")
    return re.compile(rf"\b([0-9]{{3}})0\s?-?\s?(?:{endings})(?!\w)")
