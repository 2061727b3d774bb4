"""Whatever stands in a body, it is read in bounded time and none of it is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.faults import Faults
from app.intake.readers.memorial.rows import read_person
from app.intake.readers.tabular import read_row

LONG = 50_000
PIECES = [
    "а", " ", "\n", "(", "«", '"', ", ", ". ", "1", "1937 ", "10" + " " * 50, "в ", "ст. 58-10, ", "Приб. в ",
    "приговорен ", "Приговорен: ", "Приговор: 10 лет ИТЛ\n", "род. 1900, ", "Родился в 1900 г.\n", "отец ", "умер ",
    "расстр", "лаг", "5 мая 1937 г. ", "по обвинению ", "за что ", "😀",
    "\u202e", "e\u0301\u0302\u0303", "<b>", "' OR 1=1 --",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_fifty_kilobytes_of_anything_take_a_moment(piece: str) -> None:
    body = piece * (LONG // len(piece))
    start = time.process_time()
    draft = read_person("Пример", f"Приговорен: тройка 5 мая 1937 г.\nПриговор: {body}", Faults(1))
    read_person("Пример", body, Faults(1))
    assert time.process_time() - start < 2
    assert body in draft.wording


@pytest.mark.parametrize("column", ["nation", "term", "camps", "sentence", "fate", "birth_date", "relatives", "sex"])
@pytest.mark.parametrize("piece", ["а", " а", "1", "10 ", "|", ":", "(", "лаг"])
def test_huge_cells_take_a_moment(column: str, piece: str) -> None:
    episode = int(column in ("term", "camps", "sentence"))
    start = time.process_time()
    read_row({("surname", 0): "Ким", (column, episode): piece * (LONG // len(piece))}, {}, Faults(1))
    assert time.process_time() - start < 2


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_body_breaks_the_reader(body: str) -> None:
    assert read_person("Пример", body, Faults(1)).wording == body


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(body: str) -> None:
    assert read_person("Пример", body, Faults(1)).wording == body
