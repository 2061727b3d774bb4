"""The Moscow list as a volunteer's workbook with planted faults: each is told with its line, every good row goes in."""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import BatchFault, Submission
from tests.app.intake.bulk.conftest import Desk

SHARED = Path(os.environ.get("ESIMDER_SHARED", Path(__file__).resolve().parents[4].parent / "shared"))
LIST = SHARED / "data" / "lists" / "moscow.csv"
COLUMNS = (
    "source_ref", "name", "text", "source_url", "sex", "nation", "birth_date", "death_date", "term", "arrest_date",
    "notes",
)  # fmt: skip
WIDTH = len(COLUMNS)
TEXT, NAME, REF = COLUMNS.index("text"), COLUMNS.index("name"), 0
EACH = 13  # faults of a kind
Row = list[str]


def _put(column: str, value: str) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        row[COLUMNS.index(column)] = value

    return change


def _born_and_died(row: Row) -> None:
    _put("birth_date", "1890")(row)
    _put("death_date", "1880")(row)


def _too_old(row: Row) -> None:
    _put("birth_date", "1700")(row)
    _put("death_date", "1938")(row)


def _wide(row: Row) -> None:
    row.extend(f"more {at}" for at in range(300 - WIDTH))


PLANTED: dict[str, tuple[str, Callable[[Row], None]]] = {  # kind → the reason that must be told, the change
    "no name": ("no_name", _put("name", "")),
    "no day": ("impossible_date", _put("birth_date", "31.02.1897")),
    "no date": ("unknown_date", _put("death_date", "когда-то давно")),
    "dead before born": ("death_before_birth", _born_and_died),
    "very old": ("very_long_life", _too_old),
    "term": ("unknown_term", _put("term", "сколько дадут")),
    "nation": ("unknown_value", _put("nation", "марсианин")),
    "sex": ("unknown_value", _put("sex", "другой")),
    "wide": ("too_many_fields", _wide),
    "formula": ("formula_error", _put("notes", "#REF!")),
    "cell cut": ("cell_cut", _put("notes", "я" * 32_767)),
    "header": ("header_again", lambda row: row.__setitem__(slice(None), list(COLUMNS))),
    "same number": ("repeated_ref", lambda row: None),
    "same row": ("repeated_row", lambda row: None),
    "month": ("impossible_date", _put("arrest_date", "12.13.1937")),
}
REJECTED = {"no name", "header", "same number"}


def _workbook(path: Path, rows: list[Row]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Список")
    sheet.append(["Список жителей Москвы"])
    sheet.append([])
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([cell or None for cell in row])
    book.save(path)


def _planted(rows: list[Row]) -> dict[int, str]:
    """Change some rows; line of the workbook → kind of fault. Repeated ones take the place of rows further down."""
    chance = random.Random(5)  # noqa: S311 (the same faults each time)
    places = chance.sample(range(2_000, len(rows)), 200)
    kinds = [kind for kind in PLANTED for _ in range(EACH)] + ["no name"] * (200 - EACH * len(PLANTED))
    for at, kind in zip(places, kinds, strict=True):
        if kind == "same number":
            rows[at][REF] = rows[at - 1_900][REF]
        elif kind == "same row":
            rows[at] = list(rows[at - 1_900])
        PLANTED[kind][1](rows[at])
    return {at + 4: kind for at, kind in zip(places, kinds, strict=True)}


@pytest.mark.skipif(not LIST.exists(), reason=f"no list at {LIST}")
def test_every_planted_fault_is_told_with_its_line_and_every_good_row_goes_in(desk: Desk, tmp_path: Path) -> None:
    with LIST.open(encoding="utf-8") as file:
        rows = [
            [row["source_ref"], row["name"], row["text"], row["source_url"], *[""] * 7] for row in csv.DictReader(file)
        ]
    assert len(rows) == 8_175
    planted = _planted(rows)
    _workbook(tmp_path / "moscow.xlsx", rows)
    batch = desk.whole((tmp_path / "moscow.xlsx").read_bytes(), "moscow.xlsx")
    assert (batch.state, batch.read) == ("done", 8_175)
    with Session(desk.engine) as session:
        told = {(line, reason) for line, reason in session.execute(select(BatchFault.line, BatchFault.reason))}
        taken = set(session.scalars(select(Submission.line)))
    missed = [(line, kind) for line, kind in planted.items() if (line, PLANTED[kind][0]) not in told]
    assert missed == []
    out = {line for line, kind in planted.items() if kind in REJECTED}
    twice = {line for line, kind in planted.items() if kind == "same row"}
    assert batch.faulty == len(out)
    assert taken == set(range(4, 8_179)) - out - twice
