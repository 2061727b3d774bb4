"""Cut lines into the cells of a delimited file; a broken row costs that row only, never those after it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.intake.files import MAX_LINE, Line

SEPARATORS = (",", ";", "\t", "|")
MAX_LINES = 2_000  # of one quoted field; beyond, its quotation mark counts as never closed


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row and the line it begins on; or none, the line's text, and why (a reason of a Problem)."""

    line: int
    cells: tuple[str, ...]
    text: str = ""
    reason: str = ""


class Delimited:
    """The rows of delimited text. ``columns``, once known, is the most cells that a row over several lines may have."""

    def __init__(self, lines: Iterator[Line], separator: str) -> None:
        self._lines = lines
        self._waiting: deque[Line] = deque()
        self.separator = separator
        self.columns = 0

    def __iter__(self) -> Iterator[Cells]:
        csv.field_size_limit(2 * MAX_LINE)  # the module's limit of 131,072 would break long rows that we accept
        while line := self._take():
            if line.text.strip() or line.too_long:
                yield self._row(line)

    def _take(self) -> Line | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def _row(self, line: Line) -> Cells:
        if line.too_long:
            return Cells(line.number, (), line.text[:200], "too_long")
        if '"' not in line.text:
            return Cells(line.number, tuple(line.text.split(self.separator)), line.text)
        cells = self._strict(line.text)
        if cells is not None:
            return Cells(line.number, cells, line.text)
        return self._over_lines(line) or self._mended(line)

    def _strict(self, text: str) -> tuple[str, ...] | None:
        """The cells, or None where the quotation marks do not come out even."""
        try:
            return tuple(next(csv.reader([text], delimiter=self.separator, strict=True)))
        except csv.Error:
            return None

    def _over_lines(self, first: Line) -> Cells | None:
        """The row, if its quoted field closes on a later line; else the lines looked at wait to be read again."""
        if not self._open_at_end(first.text):
            return None
        taken: list[Line] = []
        length = len(first.text)
        while len(taken) < MAX_LINES and length < MAX_LINE and (line := self._take()):
            taken.append(line)
            length += len(line.text)
            if '"' not in line.text:
                continue
            text = "\n".join([first.text, *(each.text for each in taken)])
            cells = self._strict(text)
            if cells is not None and len(cells) <= (self.columns or len(cells)):
                return Cells(first.number, cells, text)
            if not self._open_at_end(text):
                break
        self._waiting.extendleft(reversed(taken))
        return None

    def _open_at_end(self, text: str) -> bool:
        """Whether the text ends inside a quoted field."""
        try:
            next(csv.reader([text], delimiter=self.separator, strict=True))
        except csv.Error as error:
            return "unexpected end of data" in str(error)
        return False

    def _mended(self, line: Line) -> Cells:
        """A line whose marks do not come out even: never closed, or not doubled inside a field."""
        if self._open_at_end(line.text):
            return Cells(line.number, (), line.text, "quote_never_closed")
        cells = tuple(next(csv.reader([line.text], delimiter=self.separator)))
        return Cells(line.number, cells, line.text, "quotes_mended")


def separator_of(header: str, known: Sequence[str]) -> str:
    """The separator of a header line: the one that yields most known column names, then most columns."""

    def yields(separator: str) -> tuple[int, int]:
        cells = [cell.strip().strip('"').strip().lower() for cell in header.split(separator)]
        return sum(cell in known for cell in cells), len(cells)

    return max(SEPARATORS, key=yields)
