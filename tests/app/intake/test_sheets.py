"""Workbooks become rows; traps and damaged files are refused in words."""

from __future__ import annotations

import datetime
import tracemalloc
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.intake.files import UnreadableFile
from app.intake.readers import Row, read
from app.intake.readers.tables import open_table
from app.intake.readers.written import How, Written
from app.models import WrittenName
from tests.app.intake.test_importing import bring

HEADER = ["source_ref", "Фамилия", "Имя", "Дата рождения", "Примечание"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "list.xlsx"


def book(path: Path, *sheets: list[list[Any]], formats: dict[str, str] | None = None) -> Path:
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(f"Лист {number}")
        for row in rows:
            sheet.append(row)
        for cell, shown in (formats or {}).items():
            sheet[cell].number_format = shown
    made.save(path)
    return path


def table(path: Path, **how: str) -> tuple[tuple[str, ...], list[Written]]:
    with closing(open_table(path, How(**how))) as opened:
        return opened.headings, list(opened)


def reason(path: Path, **how: str) -> str:
    with pytest.raises(UnreadableFile) as refused:
        open_table(path, How(**how)).close()
    assert refused.value.text()
    return refused.value.reason


def drafts(path: Path) -> list[Row]:
    with read(path) as reading:
        return list(reading)


def test_rows_are_read_into_drafts_as_those_of_a_csv(file: Path) -> None:
    (row,) = drafts(book(file, [HEADER, ["а-1", "Майлин", "Беимбет", "около 1894", "писатель"]]))
    assert row.draft is not None
    assert (row.line, row.draft.source_ref, row.draft.name.surname) == (2, "а-1", "Майлин")
    assert row.draft.birth_date is not None
    assert row.draft.birth_date.edtf == "1894~"


def test_days_are_as_exact_as_they_are_shown_and_numbers_are_whole(file: Path) -> None:
    day = datetime.datetime(1937, 5, 6)  # noqa: DTZ001 (as the library gives it)
    rows: list[list[Any]] = [
        HEADER,
        ["1", "Ким", "A", day, 12.0],
        ["2", "Ким", "Б", day, 1.5],
        ["3", "Ким", "В", day, True],
    ]
    formats = {"D3": "yyyy", "D4": "mmm yyyy"}
    _, found = table(book(file, rows, formats=formats))
    assert [row.cells["Дата рождения"] for row in found] == ["1937-05-06", "1937", "1937-05"]
    assert [row.cells["Примечание"] for row in found] == ["12", "1.5", "true"]


def test_titles_merged_headings_and_numbers_of_columns_are_no_rows(file: Path) -> None:
    rows: list[list[Any]] = [
        ["Список жителей"],
        [],
        ["№ п/п", "ФИО", None, "Дата", None],
        [None, "Фамилия", "Имя", "рождения", "смерти"],
        [1, 2, 3, 4, 5],
        [1, "Ким", "Анна", 1905, 1938],
    ]
    headings, found = table(book(file, rows))
    assert headings == ("№ п/п", "Фамилия", "Имя", "Дата рождения", "Дата смерти")
    assert [(row.line, row.cells["Дата рождения"]) for row in found] == [(6, "1905")]


def test_a_header_that_stands_twice_is_told_and_no_person(file: Path) -> None:
    _, found = table(book(file, [HEADER, ["1", "Ким", "Анна", 1905, None], HEADER, ["2", "Пак", "Вера", 1906, None]]))
    assert [[fault.reason for fault in row.faults] for row in found] == [[], ["header_again"], []]


def test_of_several_sheets_the_first_that_holds_anything_or_the_one_named(file: Path) -> None:
    path = book(file, [], [HEADER, ["1", "Ким", "Анна", 1905, None]], [HEADER, ["2", "Пак", "Вера", 1906, None]])
    assert table(path)[1][0].cells["Фамилия"] == "Ким"
    assert table(path, part="Лист 3")[1][0].cells["Фамилия"] == "Пак"
    assert reason(path, part="Лист 9") == "no_such_sheet"
    with closing(open_table(path)) as opened:
        assert [remark.reason for remark in opened.remarks] == ["one_sheet"]


def test_a_row_with_three_hundred_cells_and_a_cell_of_32_kilobytes_are_kept_and_told(file: Path) -> None:
    wide = ["1", "Ким", "Анна", 1905, "я" * 32_767, *[f"x{at}" for at in range(295)]]
    _, (row,) = table(book(file, [HEADER, wide]))
    assert [fault.reason for fault in row.faults] == ["too_many_fields", "cell_cut"]
    assert len(row.cells) == 300
    assert len(row.cells["Примечание"]) == 32_767


def test_halves_of_letters_stop_neither_their_row_nor_the_list(engine: Engine, file: Path) -> None:
    bring(engine, book(file, [HEADER, ["1", "Ким_xD800_", "Анна", 1905, "_xDFFF_"], ["2", "Пак", "Вера", 1906, None]]))
    with Session(engine) as session:
        assert session.scalars(select(WrittenName.surname).order_by(WrittenName.record_id)).all() == ["Ким", "Пак"]


def test_errors_of_formulas_are_told(file: Path) -> None:
    _, (row,) = table(book(file, [HEADER, ["1", "Ким", "Анна", "#N/A", None]]))
    assert [(fault.field, fault.value, fault.reason) for fault in row.faults] == [
        ("Дата рождения", "#N/A", "formula_error")
    ]


def test_formulas_without_results_are_told(file: Path) -> None:
    with closing(open_table(book(file, [HEADER, ["1", "Ким", "Анна", "=1900+5", None]]))) as opened:
        assert [remark.reason for remark in opened.remarks] == ["no_results"]


def test_an_empty_workbook_is_said_to_be_empty(file: Path) -> None:
    assert reason(book(file, [], [])) == "empty"


def test_a_workbook_with_a_header_only_has_no_rows(file: Path) -> None:
    assert table(book(file, [HEADER])) == (tuple(HEADER), [])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "old_workbook"),
        (b"PK\x03\x04 no zip at all", "broken_workbook"),
    ],
)
def test_closed_old_and_damaged_files_are_told_apart(file: Path, content: bytes, expected: str) -> None:
    file.write_bytes(content)
    assert reason(file) == expected


def test_a_zip_of_something_else(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    assert reason(file) == "other_zip"


def test_a_workbook_cut_off_in_the_middle(file: Path) -> None:
    whole = book(file, [HEADER, *[[str(at), "Ким", "Анна", 1905, None] for at in range(500)]]).read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert reason(file) == "broken_workbook"


def test_what_would_burst_when_unpacked_is_not_unpacked(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/sharedStrings.xml", b"0" * 60_000_000)
    tracemalloc.start()
    assert reason(file) == "zip_bomb"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_entities_in_its_xml_are_refused(file: Path) -> None:
    book(file, [HEADER, ["1", "Ким", "Анна", 1905, None]])
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    with zipfile.ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = bomb + parts["xl/worksheets/sheet1.xml"].partition(b"?>")[2].strip()
    with zipfile.ZipFile(file, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    assert reason(file) == "broken_workbook"


def test_what_it_says_of_its_size_is_not_believed(file: Path) -> None:
    book(file, [HEADER, ["1", "Ким", "Анна", 1905, None]])
    with zipfile.ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b'ref="A1:E2"', b'ref="A1:XFD1048576"')
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'r="2"', b'r="99999999999"', 1)
    with zipfile.ZipFile(file, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    assert table(file)[1] == []  # the row lies outside of any sheet


def test_a_file_is_what_it_holds_and_not_what_it_is_called(tmp_path: Path) -> None:
    text = tmp_path / "list.xlsx"
    text.write_text("Фамилия;Имя\nКим;Анна\n", encoding="cp1251")
    assert table(text)[1][0].cells == {"Фамилия": "Ким", "Имя": "Анна"}
    workbook = book(tmp_path / "other.xlsx", [HEADER, ["1", "Ким", "Анна", 1905, None]]).rename(tmp_path / "list.csv")
    assert table(workbook)[1][0].cells["Фамилия"] == "Ким"
    assert reason(text, format="xlsx") == "other_format"


def test_reading_goes_on_after_a_line(file: Path) -> None:
    path = book(file, [HEADER, *[[str(at), "Ким", "Анна", 1905, None] for at in range(5)]])
    with closing(open_table(path, How(), 4)) as opened:
        assert [row.line for row in opened] == [5, 6]
