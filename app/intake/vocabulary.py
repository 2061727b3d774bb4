"""Find the codes of a vocabulary in the wording of a source, by the written forms in data/vocab."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.tables import rows

LABELS = ("label_en", "label_ru", "label_kk", "label_lt", "label_de", "label_pl")


@dataclass(frozen=True, slots=True)
class Code:
    """One code and the pattern of all its written forms."""

    code: str
    pattern: re.Pattern[str]
    note: str = ""


@lru_cache(maxsize=16)
def codes(name: str) -> tuple[Code, ...]:
    """The codes of ``data/vocab/NAME.csv`` in file order."""
    return tuple(Code(row["code"], _pattern(row["written_forms"]), row["note"]) for row in rows(f"vocab/{name}"))


@lru_cache(maxsize=65536)
def found(name: str, wording: str) -> tuple[str, ...]:
    """The codes whose written forms stand in the wording, in the order of the table."""
    return tuple(code.code for code in codes(name) if code.pattern.search(wording))


def code_of(name: str, value: str) -> str:
    """The code that a cell names by itself, by a label in any language, or ''."""
    return _by_label(name).get(value.strip().casefold(), "")


@lru_cache(maxsize=16)
def _by_label(name: str) -> dict[str, str]:
    return {
        row[column].casefold(): row["code"] for column in reversed(("code", *LABELS)) for row in rows(f"vocab/{name}")
    }


def _pattern(written_forms: str) -> re.Pattern[str]:
    forms = (form if regular else rf"(?<!\w){re.escape(form)}(?!\w)" for form, regular in _forms(written_forms))
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def _forms(written_forms: str) -> Iterator[tuple[str, bool]]:
    """The forms apart: split on «|» outside «/…/»; slashes hold a regular expression, in which «\\/» is a slash."""
    for found_form in re.finditer(r"/((?:[^/\\]|\\.)+)/(?=\||$)|([^|]+)", written_forms):
        yield (found_form[1], True) if found_form[1] else (found_form[2].strip(), False)
