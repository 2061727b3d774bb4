"""Files of every kind become rows; bad rows never stop good ones."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from app.intake.files import UnreadableFile
from app.intake.readers import Row, read

TABLE = (
    "source_ref,surname,given_name,birth_date,notes\n"
    "a-1,Шестаков,Иван,1897,\n"
    "a-2,Ёлкина,Анна,около 1905,«умерла в Карлаге»\n"
    "a-3,Бөкейханов,Әлихан,1866,\n"
)
RUSSIAN = TABLE.replace("Бөкейханов,Әлихан", "Букейханов,Алихан").replace("«", "'").replace("»", "'")
WORDS = (
    "Примеров Иван Петрович\n"
    "Родился в 1884 г., с. Новое; русский; б/п;\n"
    "Приговор: 10 лет ИТЛ\n"
    "\n"
    "Примерова Анна\n"
    "Родилась в 1905 г.; полька;\n"
)


def rows(path: Path, **how: object) -> list[Row]:
    with read(path, **how) as reading:  # type: ignore[arg-type]
        return list(reading)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_one_table_in_any_encoding_with_any_separator(file: Path, encoding: str, separator: str) -> None:
    file.write_bytes(RUSSIAN.replace(",", separator).encode(encoding))
    read_rows = rows(file)
    assert [row.draft.name.surname for row in read_rows if row.draft] == ["Шестаков", "Ёлкина", "Букейханов"]
    assert [row.line for row in read_rows] == [2, 3, 4]
    assert all(not row.problems for row in read_rows)


def test_dates_of_the_issue(file: Path) -> None:
    dates = ["около 1905", "1904/05", "31.02.1937", "в декабре 1899"]
    file.write_text("surname,birth_date\n" + "".join(f"Ким,{date}\n" for date in dates), encoding="utf-8")
    read_rows = rows(file)
    assert [row.draft.birth_date.edtf for row in read_rows if row.draft and row.draft.birth_date] == [
        "1905~", "[1904,1905]", "", "1899-12",
    ]  # fmt: skip
    (problem,) = read_rows[2].problems
    assert (problem.line, problem.field, problem.value, problem.rejects) == (4, "birth_date", "31.02.1937", False)
    assert "31.02.1937" in problem.text()


def test_a_row_without_a_name_is_rejected_and_its_neighbours_are_not(file: Path) -> None:
    file.write_text("surname,given_name,notes\nКим,,\n,,кто-то\nПак,,\n", encoding="utf-8")
    assert [(row.line, row.draft is None) for row in rows(file)] == [(2, False), (3, True), (4, False)]


def test_a_quote_never_closed_does_not_swallow_the_file(file: Path) -> None:
    file.write_text('surname,notes\nКим,"открыто\nПак,x\nЦой,"y"\n', encoding="utf-8")
    read_rows = rows(file)
    assert [row.draft.name.surname if row.draft else "" for row in read_rows] == ["", "Пак", "Цой"]
    assert [problem.reason for problem in read_rows[0].problems] == ["quote_never_closed"]
    assert "Ким" in read_rows[0].raw[""]


def test_a_field_of_ten_megabytes_is_reported_and_memory_stays_small(file: Path) -> None:
    file.write_text("surname,notes\nКим," + "я" * 10_000_000 + "\nПак,x\n", encoding="utf-8")
    tracemalloc.start()
    read_rows = rows(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(row.line, row.draft is None) for row in read_rows] == [(2, True), (3, False)]
    assert [problem.reason for problem in read_rows[0].problems] == ["too_long"]
    assert peak < 40_000_000


def test_memory_stays_flat_however_long_the_file(file: Path) -> None:
    peaks = []
    for times in (2_000, 20_000):
        file.write_text("surname,birth_date\n" + "Шестаков,1897\n" * times, encoding="utf-8")
        tracemalloc.start()
        with read(file) as reading:
            assert sum(1 for _ in reading) == times
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0] + 1_000_000


def test_rows_with_too_many_and_too_few_fields_are_kept_and_noted(file: Path) -> None:
    file.write_text("surname,given_name\nКим,Чер,лишнее\nПак\n", encoding="utf-8")
    many, few = rows(file)
    assert ([each.reason for each in many.problems], [each.reason for each in few.problems]) == (
        ["too_many_fields"],
        ["too_few_fields"],
    )
    assert many.draft is not None
    assert many.draft.extra == (("column 3", "лишнее"),)


@pytest.mark.parametrize("text", ["1,2,3\n4,5,6\n", "colour,size\nred,1\n", "просто текст без имён\nещё строка\n"])
def test_a_missing_header_is_said(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        read(file)
    assert refused.value.reason == "missing_header"


def test_a_format_that_is_not_there(file: Path) -> None:
    file.write_text(TABLE, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        read(file, "gedcom2000")
    assert refused.value.reason == "unknown_format"


def test_a_table_of_names_and_texts_is_memorial_wording(file: Path) -> None:
    file.write_text(
        "source_ref,name,text,source_url\n"
        'm-1,Примеров Иван,"род. 1884, г. Рига, латыш, б/п, токарь. Рассстрелян 17.05.1938.",http://example.org/1\n',
        encoding="utf-8",
    )
    (row,) = rows(file)
    assert row.draft is not None
    assert (row.draft.source_ref, row.draft.name.written, row.draft.nation.code) == ("m-1", "Примеров Иван", "latvian")
    assert (row.draft.fate.code, row.draft.source.urls) == ("shot", ("http://example.org/1",))


@pytest.mark.parametrize("rule", ["\n", "---\n", "\n\n\n"])
def test_a_plain_text_with_names_and_bodies(file: Path, rule: str) -> None:
    file.write_text(WORDS.replace("\n\n", f"\n{rule}"), encoding="utf-8")
    first, second = rows(file)
    assert first.draft is not None
    assert second.draft is not None
    assert (first.draft.name.written, first.draft.nation.code) == ("Примеров Иван Петрович", "russian")
    assert (second.draft.name.written, second.draft.sex, second.line) == ("Примерова Анна", "f", 4 + rule.count("\n"))


def test_a_plain_text_with_a_person_a_line(file: Path) -> None:
    file.write_text(
        "Букейханов Алихан Нурмухаметович, род. 1866, казах, литератор, расстрелян 27.09.1937\n"
        "Примеров Иван, род. 1890, русский, расстрелян 5.05.1938\n",
        encoding="utf-8",
    )
    first, second = rows(file)
    assert first.draft is not None
    assert first.draft.name.written == "Букейханов Алихан Нурмухаметович"
    assert first.draft.death_date is not None
    assert first.draft.death_date.edtf == "1937-09-27"
    assert second.draft is not None
    assert second.draft.name.written == "Примеров Иван"


def test_a_body_without_a_name_is_rejected_with_its_words(file: Path) -> None:
    file.write_text(WORDS + "\nРодился в 1900 г.; русский;\nПриговор: ВМН\n", encoding="utf-8")
    last = rows(file)[-1]
    assert last.draft is None
    assert "ВМН" in last.raw["text"]


def test_reading_goes_on_after_a_line(file: Path) -> None:
    file.write_text(TABLE, encoding="utf-8")
    assert [row.line for row in rows(file, after_line=3)] == [4]


def test_rows_without_a_reference_get_one_that_stays_the_same(file: Path) -> None:
    file.write_text("surname,given_name\nКим,Чер\nПак,Чер\n", encoding="utf-8")
    refs = [row.draft.source_ref for row in rows(file) if row.draft]
    assert refs == [row.draft.source_ref for row in rows(file) if row.draft]
    assert len(set(refs)) == 2
    assert all(refs)


def test_bytes_that_the_encoding_lacks_are_named_and_a_broken_name_is_refused(file: Path) -> None:
    file.write_bytes(
        b"surname,notes\n" + "Шестаков,хорошо\n".encode() * 4000 + b"\xd0,x\n" + "Ким,".encode() + b"\xff\n"
    )
    read_rows = rows(file)
    assert [(row.line, row.draft is None, row.problems[0].reason) for row in read_rows if row.problems] == [
        (4002, True, "undecodable_name"),
        (4003, False, "undecodable"),
    ]


def test_control_characters_are_taken_out_of_values(file: Path) -> None:
    file.write_bytes("surname,notes\nШе\x00ста\x1bков,a\x08b\n".encode() + "Ким,x\n".encode() * 50)
    first = rows(file)[0]
    assert first.draft is not None
    assert first.draft.name.surname == "Шестаков"
    assert first.draft.notes == "ab"


def test_the_preview_says_how_the_file_is_read(file: Path) -> None:
    file.write_bytes(RUSSIAN.replace(",", ";").encode("cp1251"))
    with read(file) as reading:
        assert (reading.format, reading.encoding, reading.separator) == ("csv", "cp1251", ";")
        assert [column.field for column in reading.columns][:2] == ["source_ref", "surname"]
        assert [row.position for row in reading][-1] == reading.size == file.stat().st_size
