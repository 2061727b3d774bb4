"""Files that cannot be read say why; files that can are read line by line in constant memory."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.intake.files import MAX_LINE, SAMPLE, Lines, UnreadableFile

Make = Callable[[Path], object]
RUSSIAN = "фамилия,имя\nШестаков,Иван\n"


def workbook() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("reason", "make"),
    [
        ("no_such_file", lambda path: None),
        ("directory", lambda path: path.mkdir()),
        ("empty", lambda path: path.write_bytes(b"")),
        ("empty", lambda path: path.write_bytes(b" \n\r\n\t\n")),
        ("binary", lambda path: path.write_bytes(bytes(range(256)) * 40)),
        ("binary", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))),
        ("binary", lambda path: path.write_bytes(workbook())),
        ("not_permitted", os.mkfifo),
    ],
)
def test_a_file_of_which_nothing_can_be_read_says_why(reason: str, make: Make, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    make(path)
    with pytest.raises(UnreadableFile) as refused:
        Lines(path)
    assert refused.value.reason == reason
    assert "list.csv" in str(refused.value)


@pytest.mark.parametrize(
    ("encoding", "reason"),
    [
        ("klingon", "unknown_encoding"),
        ("hex", "unknown_encoding"),
        ("rot13", "unknown_encoding"),
        ("utf-8", "wrong_encoding"),
        ("utf-16", "wrong_encoding"),
        ("utf-32", "wrong_encoding"),
        ("idna", "wrong_encoding"),
    ],
)
def test_an_encoding_that_is_asked_for_wins_or_is_refused(encoding: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(RUSSIAN, encoding="cp1251")
    with pytest.raises(UnreadableFile) as refused:
        Lines(path, encoding)
    assert refused.value.reason == reason


def test_an_explicit_encoding_is_not_second_guessed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("имя\nЖ\n".encode("koi8-r"))
    lines = Lines(path, "koi8-r")
    assert [line.text for line in lines] == ["имя", "Ж"]
    lines.close()


def test_a_text_in_utf_8_is_not_read_in_another_encoding_though_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(RUSSIAN, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        Lines(path, "cp1251")
    assert refused.value.reason == "wrong_encoding"


@pytest.mark.parametrize("written", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_that_is_asked_for_needs_no_mark(written: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(RUSSIAN.encode(written))
    lines = Lines(path, "utf-16")
    assert [line.text for line in lines] == RUSSIAN.splitlines()
    lines.close()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_their_numbers_whatever_the_encoding(encoding: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes((RUSSIAN * 20).replace("\n", end).encode(encoding))
    lines = Lines(path)
    read = [(line.number, line.text) for line in lines]
    lines.close()
    assert read[:2] == [(1, "фамилия,имя"), (2, "Шестаков,Иван")]
    assert len(read) == 40


def test_an_encoding_that_shows_only_far_down_is_found(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"surname\n" + b"Schmidt\n" * SAMPLE + "Шестаков\n".encode("cp1251") * 40)
    lines = Lines(path)
    last = [line.text for line in lines][-1]
    lines.close()
    assert last == "Шестаков"


def test_a_line_of_ten_megabytes_is_cut_and_reading_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("surname\n" + "я" * 10_000_000 + "\nШестаков\n", encoding="utf-8")
    lines = Lines(path)
    read = list(lines)
    lines.close()
    assert [(line.number, line.too_long) for line in read] == [(1, False), (2, True), (3, False)]
    assert len(read[1].text) == MAX_LINE + 1
    assert read[2].text == "Шестаков"
