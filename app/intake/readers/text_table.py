"""The rows of a delimited text (CSV, TSV …), whatever its encoding, with titles above its header or without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from app.intake.columns import known_headings
from app.intake.delimited import Cells, Delimited, separator_of
from app.intake.faults import Faults
from app.intake.files import LOST, MAX_LINE, Line, Lines, UnreadableFile
from app.intake.readers.heading import LOOKED_AT, find_header, is_numbering, repeats
from app.intake.readers.written import MAX_COLUMNS, How, Remark, Written

_GUARDED = ("'=", "'+", "'-", "'@", "'\t")  # cells that a table of bad rows guards against spreadsheets


class TextTable:
    """A delimited text (see `app.intake.readers.written.Table`). Raises UnreadableFile."""

    format = "csv"
    part = usual = ""
    parts: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __init__(self, path: Path, how: How = How(), after_line: int = 0) -> None:  # noqa: B008
        self._lines = Lines(path, how.encoding)
        self._after = after_line
        self.encoding, self.size = self._lines.encoding, self._lines.size
        numbered = iter(self._lines)
        first = list(islice((line for line in numbered if line.text.strip()), LOOKED_AT))
        try:
            self._find(path, first, how.separator)
        except UnreadableFile:
            self._lines.close()
            raise
        self._rows = Delimited(chain(first, numbered), self.separator)

    def close(self) -> None:
        """Close the file."""
        self._lines.close()

    def __iter__(self) -> Iterator[Written]:
        self._rows.columns = max(len(self.headings), 1)
        for row in self._rows:
            if row.line > max(self._after, self._header_end):
                if row.line == self._first_row and is_numbering(row.cells):
                    continue
                if row.reason or any(cell.strip() for cell in row.cells):
                    yield self._written(row)

    def _find(self, path: Path, first: Sequence[Line], separator: str) -> None:
        if not first:
            raise UnreadableFile("empty", path=path)
        self.separator = separator or _separator(first)
        rows = [(row.line, row.cells) for row in Delimited(iter(first), self.separator) if row.cells]
        header = find_header(rows)
        if header is None:
            raise UnreadableFile("missing_header", path=path, detail=first[0].text[:120])
        if len(header.headings) > MAX_COLUMNS:
            raise UnreadableFile("too_wide", path=path, limit=MAX_COLUMNS)
        self._header, self.headings = header, header.headings
        self._header_end = rows[header.rows - 1][0]
        self._first_row = rows[header.rows][0] if header.rows < len(rows) else 0

    def _written(self, row: Cells) -> Written:
        faults = Faults(row.line)
        position = self._lines.position
        if not row.cells:
            faults.add("", row.text[:200], row.reason, limit=MAX_LINE)
            return Written(row.line, {"": row.text[:10_000]}, tuple(faults.problems), position)
        if repeats(row.cells, self._header):
            faults.add("", "", "header_again")
            return Written(row.line, {}, tuple(faults.problems), position)
        if len(row.cells) > MAX_COLUMNS:
            faults.add("", row.text[:200], "too_long", limit=MAX_LINE)
            return Written(row.line, {"": row.text[:10_000]}, tuple(faults.problems), position)
        self._count(row, faults)
        named = {self._heading(at): said for at, cell in enumerate(row.cells) if (said := _unguarded(cell.strip()))}
        for heading, cell in named.items():
            if LOST in cell:
                faults.add(heading, cell[:200], "undecodable", encoding=self.encoding.removesuffix("-sig"))
        return Written(row.line, named, tuple(faults.problems), position)

    def _count(self, row: Cells, faults: Faults) -> None:
        """Empty cells at the end are nobody's mistake."""
        expected, found = len(self.headings), _width(row.cells)
        if row.reason:
            faults.add("", row.text[:200], row.reason)
        if found > expected:
            faults.add("", "", "too_many_fields", found=found, expected=expected)
        elif len(row.cells) < expected:
            faults.add("", "", "too_few_fields", found=len(row.cells), expected=expected)

    def _heading(self, at: int) -> str:
        return self.headings[at] if at < len(self.headings) else f"column {at + 1}"


def _separator(first: Iterable[Line]) -> str:
    """The separator by the line that has most known headings with one: titles stand above the header."""
    known = known_headings()

    def worth(line: Line) -> int:
        cells = line.text.split(separator_of(line.text, known))
        return sum(cell.strip().strip('"').strip().lower() in known for cell in cells) * 1_000 + len(cells)

    return separator_of(max(first, key=worth).text, known)


def _width(cells: Sequence[str]) -> int:
    return max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARDED) else cell
