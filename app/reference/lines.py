"""The lines of a reference file: each knows where it stands, so that what is wrong can be named to who wrote it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.edtf import NoSuchDay, NotEdtf, bounds
from app.models import Labels

LANGUAGES = ("en", "ru", "kk", "lt", "de", "pl")
TRANSLATED = LANGUAGES[1:]  # the columns of the files under texts/; the English stands in the table itself


class BrokenRow(ValueError):
    """A line that cannot be loaded: ``file`` (as under data/), ``line`` from 1, ``column`` ('' for all), ``reason``."""

    def __init__(self, file: str, line: int, column: str, reason: str) -> None:
        where = f", column «{column}»" if column else ""
        super().__init__(f"{file}.csv, line {line}{where}: {reason}")
        self.file, self.line, self.column, self.reason = file, line, column, reason


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its ``file``, the line ``number`` it begins on, its ``position`` among the rows, its cells."""

    file: str
    number: int
    position: int
    cells: Mapping[str, str]

    def broken(self, column: str, reason: str) -> BrokenRow:
        """The error to raise about this line."""
        return BrokenRow(self.file, self.number, column, reason)

    def text(self, column: str) -> str:
        """The cell without outer spaces, '' where it is empty. A column that the header lacks is an error."""
        if column not in self.cells:
            raise self.broken(column, "the header has no such column")
        return self.cells[column].strip()

    def required(self, column: str) -> str:
        """The cell, which must say something."""
        if not (value := self.text(column)):
            raise self.broken(column, "must not be empty")
        return value

    def parts(self, column: str) -> list[str]:
        """The values of a cell that holds several, parted by «|»."""
        return [part.strip() for part in self.text(column).split("|") if part.strip()]

    def sources(self, column: str) -> list[str]:
        """Who states it: at least one, each once."""
        self.required(column)
        return list(dict.fromkeys(self.parts(column)))

    def degrees(self, column: str, limit: float) -> float | None:
        """A coordinate in degrees within ±limit, None where it is empty."""
        value = self.text(column)
        try:
            degrees = float(value) if value else None
        except ValueError:
            raise self.broken(column, f"«{value}» is no number") from None
        if degrees is not None and not -limit <= degrees <= limit:
            raise self.broken(column, f"«{value}» is outside ±{limit:g} degrees")
        return degrees

    def count(self, column: str) -> int:
        """A whole number, 0 where it is empty."""
        value = self.text(column)
        if value and not (value.isascii() and value.isdigit()):
            raise self.broken(column, f"«{value}» is no whole number")
        return int(value or 0)

    def edtf(self, column: str) -> str:
        """A date as EDTF, which must be there."""
        value = self.required(column)
        try:
            bounds(value)
        except (NotEdtf, NoSuchDay):
            raise self.broken(column, f"«{value}» is no EDTF date (1937, 1937-08, 1937-08-15, 1941/1945 …)") from None
        return value

    def labels(self, prefix: str) -> Labels:
        """The texts of ``prefix_en``, ``prefix_ru`` … that are filled, by language; English or Russian must be."""
        found = {tag: self.cells.get(f"{prefix}_{tag}", "").strip() for tag in LANGUAGES}
        if not (found["en"] or found["ru"]):
            raise self.broken(f"{prefix}_en", "a name in English or Russian is needed")
        return {tag: text for tag, text in found.items() if text}

    def translations(self) -> Labels:
        """The texts of the columns ``ru``, ``kk`` … that are filled, by language; all may be empty."""
        found = {tag: self.text(tag) for tag in TRANSLATED}
        return {tag: text for tag, text in found.items() if text}


def read_lines(data: Path, file: str) -> list[Line]:
    """The rows of ``data/FILE.csv``; FileNotFoundError where there is none, BrokenRow for what is no such table."""
    rows = csv.reader(_text(data, file).splitlines(keepends=True), strict=True)
    header: list[str] = []
    lines: list[Line] = []
    for number, cells in _numbered(rows, file):
        if not header:
            header = _header(cells, file)
        elif cells:
            if len(cells) != len(header):
                raise BrokenRow(file, number, "", f"{len(cells)} fields, the header has {len(header)}")
            lines.append(Line(file, number, len(lines), dict(zip(header, cells, strict=True))))
    if not header:
        raise BrokenRow(file, 1, "", "the file is empty")
    return lines


def _numbered(rows: Iterator[list[str]], file: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on."""
    begins = 1
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise BrokenRow(
                file, begins, "", f"no row of a CSV file ({error}); is a quotation mark left open?"
            ) from error
        yield begins, cells
        begins = rows.line_num + 1  # type: ignore[attr-defined]


def _text(data: Path, file: str) -> str:
    raw = (data / f"{file}.csv").read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenRow(file, raw[: error.start].count(b"\n") + 1, "", "the file must be saved as UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if any(ord(letter) < 32 and letter not in "\t\r" for letter in line):
            raise BrokenRow(file, number, "", "holds a control character")
    return text


def _header(cells: list[str], file: str) -> list[str]:
    header = [cell.strip() for cell in cells]
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise BrokenRow(file, 1, twice, "stands twice in the header")
    return header
