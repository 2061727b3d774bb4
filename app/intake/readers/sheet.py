"""The rows of a sheet of an XLSX workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from app.intake.faults import Faults
from app.intake.files import MAX_LINE, UnreadableFile, without_unseen
from app.intake.readers.heading import LOOKED_AT, Numbered, find_header, is_numbering, repeats
from app.intake.readers.workbook import BROKEN, lacks_results, open_workbook
from app.intake.readers.written import MAX_COLUMNS, How, Remark, Written

MAX_ROWS = 1_048_576  # of a sheet; a file may claim more
MAX_CELL = 32_767  # characters that a cell of Excel holds
_ESCAPED = re.compile(r"_x([0-9A-F]{4})_")  # characters that XML lacks, as Excel writes them
_FORMAT_TEXTS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
Cell = tuple[str, bool]  # its text, and whether it is an error of a formula


class SheetTable:
    """One sheet of a workbook, the first that holds anything if none is named (see `app.intake.readers.written.Table`).

    Titles above the header are passed over; of merged cells the first one bears the value. Raises UnreadableFile.
    """

    format, encoding, separator, usual = "xlsx", "", "", ""
    part: str
    parts: tuple[str, ...]
    headings: tuple[str, ...]
    remarks: tuple[Remark, ...]
    size: int

    def __init__(self, path: Path, how: How = How(), after_line: int = 0) -> None:  # noqa: B008
        self._path, self._after = path, after_line
        with ExitStack() as stack:
            self._book = open_workbook(path, stack)
            try:
                self._choose(how.part)
            except BROKEN as error:
                raise UnreadableFile("broken_workbook", path=path, detail=type(error).__name__) from error
            self._open = stack.pop_all()

    def close(self) -> None:
        """Close the workbook."""
        self._open.close()

    def __iter__(self) -> Iterator[Written]:
        rows = _numbered(self._sheet)
        for line, cells in rows:
            if line > max(self._after, self._header_end) and any(text for text, _ in cells):
                texts = [text for text, _ in cells]
                if not (is_numbering(texts) and line == self._header_end + 1):
                    yield self._written(line, cells, texts)

    def _choose(self, part: str) -> None:
        sheets = {sheet.title: sheet for sheet in self._book.worksheets}
        self.parts = tuple(sheets)
        if part and part not in sheets:
            raise UnreadableFile("no_such_sheet", path=self._path, detail=part)
        for name in (part,) if part else self.parts:
            sheet = sheets[name]
            said = int(sheet.max_row or 0)
            sheet.reset_dimensions()  # what a file says of its size need not be so
            first = [(line, tuple(text for text, _ in cells)) for line, cells in _first(sheet)]
            header = find_header(first)
            if header:
                self._take(name, sheet, first)
                self.size = min(said, MAX_ROWS)
                return
        raise UnreadableFile("empty", path=self._path)

    def _take(self, name: str, sheet: Any, first: Sequence[Numbered]) -> None:
        header = find_header(first)
        assert header is not None  # noqa: S101 (seen by the one who calls)
        if len(header.headings) > MAX_COLUMNS:
            raise UnreadableFile("too_wide", path=self._path, limit=MAX_COLUMNS)
        self.part, self._sheet, self._header = name, sheet, header
        self.headings = header.headings
        self._header_end = first[header.rows - 1][0]
        self.remarks = tuple(self._said_of_book())

    def _said_of_book(self) -> Iterator[Remark]:
        if len(self.parts) > 1:
            yield Remark("one_sheet", (("sheet", self.part), ("count", str(len(self.parts) - 1))))
        if lacks_results(self._path):
            yield Remark("no_results")

    def _written(self, line: int, cells: Sequence[Cell], texts: Sequence[str]) -> Written:
        faults = Faults(line)
        expected, found = len(self.headings), _width(texts)
        if repeats(texts, self._header):
            faults.add("", "", "header_again")
            return Written(line, {}, tuple(faults.problems), line)
        if found > MAX_COLUMNS or sum(map(len, texts)) > MAX_LINE:
            faults.add("", " ".join(texts)[:200], "too_long", limit=MAX_LINE)
            return Written(line, {}, tuple(faults.problems), line)
        if found > expected:
            faults.add("", "", "too_many_fields", found=found, expected=expected)
        named = {self._heading(at): text for at, text in enumerate(texts) if text}
        for at, (text, wrong) in enumerate(cells):
            if wrong:
                faults.add(self._heading(at), text, "formula_error")
            elif len(text) >= MAX_CELL:
                faults.add(self._heading(at), text[:200], "cell_cut", limit=MAX_CELL)
        return Written(line, named, tuple(faults.problems), line)

    def _heading(self, at: int) -> str:
        return self.headings[at] if at < len(self.headings) else f"column {at + 1}"


def _first(sheet: Any) -> list[tuple[int, tuple[Cell, ...]]]:
    """The first rows that say anything, within the beginning of the sheet."""
    rows = ((line, cells) for line, cells in islice(_numbered(sheet), 1_000) if any(text for text, _ in cells))
    return list(islice(rows, LOOKED_AT + 1))


def _numbered(sheet: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    rows: Iterable[Sequence[Any]] = sheet.iter_rows(max_row=MAX_ROWS)
    for line, row in enumerate(rows, start=1):
        yield line, tuple((_text(cell), cell.data_type == "e") for cell in row[: MAX_COLUMNS + 1])


def _width(texts: Sequence[str]) -> int:
    return max((at for at, text in enumerate(texts, start=1) if text), default=0)


def _text(cell: Any) -> str:
    """What the cell says: a day in ISO form as exact as it is shown, a whole number without a decimal point."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
        return without_unseen(unescaped).strip()
    if isinstance(value, datetime | date):
        return _day(value, cell.number_format or "")
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def _day(value: datetime | date, number_format: str) -> str:
    """«yyyy» shows a year only, «mmm yyyy» a month: the rest of the day is Excel's, not the writer's."""
    shown = _FORMAT_TEXTS.sub("", number_format).lower()
    if "y" in shown and "d" not in shown:
        return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat()[:10]
