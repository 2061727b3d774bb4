"""The rows of a file, one a person, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType

from app.intake.checks import problems
from app.intake.columns import NAMES, Column, fold_heading, known_headings, read_header
from app.intake.delimited import Cells, Delimited, separator_of
from app.intake.draft import Draft, fingerprint
from app.intake.faults import Faults
from app.intake.files import LOST, MAX_LINE, Line, Lines, UnreadableFile
from app.intake.readers.memorial.clauses import clauses
from app.intake.readers.memorial.rows import Block, blocks, read_memorial_row, read_person
from app.intake.readers.row import ALL, Row
from app.intake.readers.tabled import TabledReading
from app.intake.readers.tables import kind_of, open_table
from app.intake.readers.tabular import read_cells, read_row
from app.intake.readers.written import How

FORMATS = ("csv", "memorial", "xlsx", "gedcom")
_IN_LINES = ("csv", "memorial")
_PEEK = 60  # lines looked at to tell a list in words from a table without a header


class Reading:
    """An open file that yields Rows, once; a context manager.

    ``size`` is in bytes; ``format``, ``encoding``, ``separator`` ('' for plain text) and ``columns`` say how the file
    is being read, for a preview. ``again`` opens the same rows anew, also in another process, which may want only a
    ``share`` of them.
    """

    def __init__(self, lines: Lines, wanted: str, after_line: int) -> None:
        self.again: Again = partial(read, lines.path, wanted, lines.wanted, after_line)
        self.share = ALL
        self._lines = lines
        self._after = after_line
        self.encoding, self.size = lines.encoding, lines.size
        self.columns: tuple[Column, ...] = ()
        self.separator = ""
        numbered = iter(lines)
        peeked = list(_first(numbered))
        whole = chain(peeked, numbered)
        if self._find_header(peeked, wanted):
            self.format = "memorial" if self._tells_in_words() and wanted != "csv" else "csv"
            self._rows = self._of_table(Delimited(whole, self.separator))
        elif wanted == "csv" or not _in_words(peeked, wanted):
            raise UnreadableFile("missing_header", path=lines.path, detail=_head(peeked)[:120])
        else:
            self.format = "memorial"
            self._rows = self._of_text(whole)

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._lines.close()

    def _find_header(self, peeked: Sequence[Line], wanted: str) -> bool:
        head = _head(peeked)
        self.separator = separator_of(head, known_headings())
        cells = next(iter(Delimited(iter([Line(1, head)]), self.separator)), Cells(1, ())).cells
        self.columns = read_header(cells)
        found = {column.field for column in self.columns} & NAMES
        if not found or (wanted != "csv" and len(self.columns) == 1 and not self._is_heading(head)):
            self.columns, self.separator = (), ""
            return False
        return True

    def _is_heading(self, head: str) -> bool:
        return fold_heading(head) in known_headings()

    def _tells_in_words(self) -> bool:
        fields = {column.field for column in self.columns}
        return {"name", "text"} <= fields or ({"surname", "text"} <= fields)

    def _of_table(self, table: Delimited) -> Iterator[Row]:
        rows = iter(table)
        next(rows)  # the header
        table.columns = len(self.columns)
        self._headings = [column.heading or f"column {at}" for at, column in enumerate(self.columns, start=1)]
        for at, cells in enumerate(cells for cells in rows if cells.line > self._after):
            if self.share.holds(at):
                yield self._row(cells)

    def _row(self, cells: Cells) -> Row:
        faults = Faults(cells.line)
        if not cells.cells:
            faults.add("", cells.text[:200], cells.reason, limit=MAX_LINE)
            return Row(cells.line, None, tuple(faults.problems), {"": cells.text[:10_000]}, self._lines.position)
        self._count(cells, faults)
        known, extra = read_cells(self.columns, cells.cells)
        reader = read_memorial_row if self.format == "memorial" else read_row
        raw = {
            heading: cell
            for heading, cell in zip(self._headings, cells.cells, strict=False)
            if cell and not cell.isspace()
        }
        beyond = enumerate(cells.cells[len(self._headings) :], start=len(self._headings) + 1)
        raw |= {f"column {at}": cell for at, cell in beyond if cell.strip()}
        return self._finished(reader(known, extra, faults), raw, faults)

    def _count(self, cells: Cells, faults: Faults) -> None:
        found, expected = len(cells.cells), len(self.columns)
        if cells.reason:
            faults.add("", cells.text[:200], cells.reason)
        if found != expected:
            faults.add(
                "", "", "too_many_fields" if found > expected else "too_few_fields", found=found, expected=expected
            )

    def _of_text(self, lines: Iterator[Line]) -> Iterator[Row]:
        for at, block in enumerate(block for block in blocks(lines) if block.line > self._after):
            if self.share.holds(at):
                yield self._person(block)

    def _person(self, block: Block) -> Row:
        faults = Faults(block.line)
        raw = {"name": block.name, "text": block.body}
        if block.reason:
            faults.add("", block.body, block.reason, limit=MAX_LINE)
            return Row(block.line, None, tuple(faults.problems), raw, self._lines.position)
        return self._finished(read_person(block.name, block.body, faults), raw, faults)

    def _finished(self, draft: Draft, raw: dict[str, str], faults: Faults) -> Row:
        """The row with its reference and all that is wrong with it."""
        for column, value in raw.items():
            if LOST in value:
                lost = "undecodable_name" if any(LOST in str(name) for name in draft.names[:1]) else "undecodable"
                faults.add(column, value[:200], lost, encoding=self.encoding.removesuffix("-sig"))
        if not draft.source_ref:
            draft = replace(draft, source_ref=fingerprint(raw))
        found = (*faults.problems, *problems(draft, faults.line))
        rejected = any(problem.rejects for problem in found)
        return Row(faults.line, None if rejected else draft, found, raw, self._lines.position)


Opened = Reading | TabledReading
Again = Callable[[], Opened]


def read(path: Path, format: str = "", encoding: str = "", after_line: int = 0) -> Opened:  # noqa: A002
    """Open a file for reading row by row; rows that begin on a line up to ``after_line`` are passed over (resume).

    Raises `app.intake.files.UnreadableFile` at once where nothing can be read. Memory stays constant.
    """
    if format and format not in FORMATS:
        raise UnreadableFile("unknown_format", detail=format)
    if format not in _IN_LINES and (format or kind_of(path) != "csv"):
        return _tabled(path, How(format, encoding), after_line)
    lines = Lines(path, encoding)
    try:
        return Reading(lines, format, after_line)
    except UnreadableFile:
        lines.close()
        raise


def _tabled(path: Path, how: How, after_line: int) -> TabledReading:
    table = open_table(path, how, after_line)
    try:
        return TabledReading(table, path, partial(read, path, how.format, how.encoding, after_line))
    except UnreadableFile:
        table.close()
        raise


def _first(lines: Iterator[Line]) -> Iterator[Line]:
    held = 0
    for line in lines:
        yield line
        held += len(line.text)
        if line.number >= _PEEK or held > MAX_LINE:
            return


def _head(peeked: Sequence[Line]) -> str:
    """The first line that says something."""
    return next((line.text for line in peeked if line.text.strip()), "")


def _in_words(peeked: Sequence[Line], wanted: str) -> bool:
    """Whether the lines hold labels of a body; a text that is said to be such a list is taken at its word."""
    return wanted == "memorial" or sum(len(clauses(line.text[:2000])) > 1 for line in peeked) * 10 > len(peeked)
