"""Find the codes of a vocabulary in the wording of a source, by the written forms in data/vocab."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.tables import rows

BARE_TERM = "term_only"
LONGEST = 3_000  # letters of a wording that are searched
_ENDLESS = re.compile(r"\w{60,}")  # no word, and slow to search
_CAPITAL = re.compile(r"(?<!\\)[A-ZА-ЯЁІ]")  # but for the one of «\\W»
_DIGITS = str.maketrans("123456789", "000000000")
_NUMBER = re.compile(r"\d")
_QUANTITY = re.compile(r"\{[\d,]+\}|0\?")
LABELS = ("label_en", "label_ru", "label_kk", "label_lt", "label_de", "label_pl")


@dataclass(frozen=True, slots=True)
class Code:
    """One code, the pattern of all its written forms, and its rank: of several codes the lowest is the main one."""

    code: str
    rank: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A code found in a wording and where its first form stands."""

    code: str
    rank: int
    start: int
    end: int


@lru_cache(maxsize=16)
def codes(name: str) -> tuple[Code, ...]:
    """The codes of ``data/vocab/NAME.csv`` in file order."""
    return tuple(Code(row["code"], int(row["rank"]), _pattern(row["written_forms"])) for row in rows(f"vocab/{name}"))


def first_code(name: str, wording: str) -> str:
    """The code whose rank is lowest, or ''; quicker than all that are found where no two codes share a rank."""
    return _first_code(name, _even(name, wording))


@lru_cache(maxsize=65536)
def _first_code(name: str, text: str) -> str:
    text = _ENDLESS.sub(" ", text)
    return next((code.code for code in _by_rank(name) if code.pattern.search(text)), "")


def _even(name: str, wording: str) -> str:
    """The wording in small letters; the digits alike where the vocabulary asks for none, so that terms and days that
    differ are looked up once. Every letter keeps its place.
    """
    text = wording[:LONGEST].lower()
    return text if _asks_for_digits(name) else text.translate(_DIGITS)


@lru_cache(maxsize=16)
def _asks_for_digits(name: str) -> bool:
    return any(_NUMBER.search(_QUANTITY.sub("", code.pattern.pattern)) for code in codes(name))


@lru_cache(maxsize=16)
def _by_rank(name: str) -> tuple[Code, ...]:
    return tuple(sorted(codes(name), key=lambda code: code.rank))


@lru_cache(maxsize=16384)  # lists say the same words again and again
def found(name: str, wording: str) -> tuple[Found, ...]:
    """The codes whose written forms stand in the wording: by rank, then by where they stand."""
    return _found(name, _even(name, wording))


@lru_cache(maxsize=65536)
def _found(name: str, text: str) -> tuple[Found, ...]:
    text = _ENDLESS.sub(" ", text)
    hits = [
        Found(code.code, code.rank, hit.start(), hit.end())
        for code in codes(name)
        if (hit := code.pattern.search(text))
    ]
    return tuple(sorted(hits, key=lambda hit: (hit.rank, hit.start)))


def main_code(name: str, wording: str) -> str:
    """The main code of a wording, or ''."""
    hits = found(name, wording)
    return hits[0].code if hits else ""


@lru_cache(maxsize=16384)
def code_of(name: str, value: str) -> str:
    """The code that a cell names by itself, by a label in any language, or ''."""
    return _by_label(name).get(value.strip().casefold(), "")


@lru_cache(maxsize=16384)
def measures_in(wording: str) -> tuple[str, ...]:
    """The measures of a wording, the main one first; a bare term is one only where no kind of measure is named."""
    hits = found("measures", wording)
    named = any(hit.rank < _rank_of_bare_term() for hit in hits)
    return tuple(hit.code for hit in hits if not (named and hit.code == BARE_TERM))


@lru_cache(maxsize=1)
def _rank_of_bare_term() -> int:
    return next(code.rank for code in codes("measures") if code.code == BARE_TERM)


def says_nothing(wording: str) -> bool:
    """Whether a cell only says that nothing is known: «нет данных», «н/д», «—»."""
    return wording.casefold().strip(" .") in _absent()


@lru_cache(maxsize=1)
def _absent() -> frozenset[str]:
    return frozenset(row["form"].strip(".") for row in rows("vocab/absent_words"))


@lru_cache(maxsize=16)
def _by_label(name: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for row in rows(f"vocab/{name}"):
        for label in (*row.get("aliases", "").split("|"), *(row[column] for column in LABELS), row["code"]):
            labels.setdefault(label.casefold(), row["code"])
    labels.pop("", None)
    return labels


def _pattern(written_forms: str) -> re.Pattern[str]:
    """All forms in small letters: half as slow to search in small letters as with case ignored."""
    forms = (form if regular else rf"(?<!\w){re.escape(form)}(?!\w)" for form, regular in _forms(written_forms))
    return re.compile(_CAPITAL.sub(lambda letter: letter[0].lower(), "|".join(f"(?:{form})" for form in forms)))


def _forms(written_forms: str) -> Iterator[tuple[str, bool]]:
    """The forms apart: split on «|» outside «/…/»; slashes hold a regular expression, in which «\\/» is a slash."""
    for found_form in re.finditer(r"/((?:[^/\\]|\\.)+)/(?=\||$)|([^|]+)", written_forms):
        yield (found_form[1], True) if found_form[1] else (found_form[2].strip(), False)
