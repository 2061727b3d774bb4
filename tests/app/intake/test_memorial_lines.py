"""The grammar of Memorial's wording, held by made-up lines that an archivist can extend (tests/golden)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.dates import HistoricalDate
from app.intake.draft import Coded, Draft
from app.intake.faults import Faults
from app.intake.readers.memorial.rows import read_person

GOLDEN = Path(__file__).parents[2] / "golden" / "memorial_lines.csv"
with GOLDEN.open(encoding="utf-8", newline="") as table:
    LINES = list(csv.DictReader(table))


def read(line: dict[str, str]) -> Draft:
    return read_person(line["name"], line["text"], Faults(1))


def said(draft: object, path: str) -> str:
    """The value at a path such as ``episodes.0.measure``: a code, an EDTF date, a text, or several."""
    value = draft
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    if isinstance(value, Coded):
        return value.code
    if isinstance(value, HistoricalDate):
        return value.edtf
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def test_there_are_at_least_forty_lines_and_all_are_made_up() -> None:
    assert len(LINES) >= 40
    assert {line["source"] for line in LINES} == {"made up"}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["what"])
def test_a_line_is_read_field_by_field(line: dict[str, str]) -> None:
    expected = dict(pair.split("=", 1) for pair in line["expected"].split("|"))
    draft = read(line)
    assert {path: said(draft, path) for path in expected} == expected


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["what"])
def test_the_wording_is_kept(line: dict[str, str]) -> None:
    draft = read(line)
    assert (draft.wording, draft.name.written) == (line["text"], line["name"])


@pytest.mark.parametrize("mark", ["\u200f", "\u202e", "\ufeff", "\x00", "\u00ad"])
def test_letters_that_nobody_sees_hide_no_label(mark: str) -> None:
    text = f"{mark}Родился в 1900 г., д. Ива{mark}новка; русский;\n{mark}Приговор: ВМН"
    draft = read({"name": "Иванов Иван", "text": text})
    assert draft.birth_date is not None
    assert (draft.birth_date.edtf, draft.birth_place, draft.nation.code) == ("1900", "д. Ивановка", "russian")
    assert draft.episodes[0].measure.code == "death"
    assert draft.wording == text
