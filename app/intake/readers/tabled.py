"""The rows of a workbook or family tree as the importer takes them: each with its Draft and all that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any

from app.intake.checks import problems
from app.intake.columns import NAMES, Column, read_header
from app.intake.draft import Draft, fingerprint
from app.intake.faults import Faults
from app.intake.files import UnreadableFile
from app.intake.readers.memorial.rows import read_memorial_row
from app.intake.readers.row import ALL, Row
from app.intake.readers.tabular import read_cells, read_row
from app.intake.readers.written import Table, Written


class TabledReading:
    """An open table that yields Rows, once; a context manager, as `app.intake.readers.reading.Reading` is."""

    def __init__(self, table: Table, name: object, again: Callable[[], Any]) -> None:
        """Raises UnreadableFile where no heading tells of a name."""
        self._table, self.again, self.share = table, again, ALL
        self.format, self.encoding, self.separator, self.size = table.format, table.encoding, "", table.size
        self.columns: tuple[Column, ...] = read_header(table.headings)
        fields = {column.field for column in self.columns}
        if self.columns and not fields & NAMES:
            raise UnreadableFile("missing_header", path=name, detail=", ".join(table.headings)[:120])

    def __iter__(self) -> Iterator[Row]:
        return (self._row(written) for at, written in enumerate(self._table) if self.share.holds(at))

    def __enter__(self) -> TabledReading:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._table.close()

    def _row(self, written: Written) -> Row:
        raw = dict(written.cells)
        if any(fault.rejects for fault in written.faults):
            return Row(written.line, None, written.faults, raw, written.position)
        faults = Faults(written.line)
        draft = read_written(raw, faults)
        if not draft.source_ref:
            draft = replace(draft, source_ref=fingerprint(raw))
        found = (*written.faults, *faults.problems, *problems(draft, written.line))
        rejected = any(problem.rejects for problem in found)
        return Row(written.line, None if rejected else draft, found, raw, written.position)


def read_written(raw: Mapping[str, str], faults: Faults) -> Draft:
    """The Draft of cells under their headings; a name beside a text is a list in words."""
    columns = read_header(tuple(raw))
    known, extra = read_cells(columns, tuple(raw.values()))
    in_words = ("text", 0) in known and (("name", 0) in known or ("surname", 0) in known)
    return read_memorial_row(known, extra, faults) if in_words else read_row(known, extra, faults)
