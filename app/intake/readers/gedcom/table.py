"""The people of a family tree, one a row (see `app.intake.readers.written.Table`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.intake.faults import Faults
from app.intake.files import LOST, MAX_LINE, Lines, UnreadableFile
from app.intake.readers.gedcom.encoding import is_seven, opened
from app.intake.readers.gedcom.events import tells
from app.intake.readers.gedcom.person import person_columns
from app.intake.readers.gedcom.records import GedcomRecord, records
from app.intake.readers.gedcom.shelf import Shelf
from app.intake.readers.gedcom.tree import BrokenRecord, tree
from app.intake.readers.written import How, Remark, Written

ALL, TOLD = "all", "told"  # parts: everybody in the tree, or those of whom it tells that they were repressed


class TreeTable:
    """A family tree, gone through twice: for what its people refer to, then for the people. Raises UnreadableFile."""

    format, separator = "gedcom", ""
    parts: tuple[str, ...] = (TOLD, ALL)
    remarks: tuple[Remark, ...]
    usual: str
    headings: tuple[str, ...] = ()

    def __init__(self, path: Path, how: How = How(), after_line: int = 0) -> None:  # noqa: B008
        if how.part not in ("", *self.parts):
            raise UnreadableFile("no_such_sheet", path=path, detail=how.part)
        first, remarks = opened(path, how.encoding)
        self._path, self._after, self.part = path, after_line, how.part or ALL
        self.encoding, self.size = first.encoding, first.size
        with closing(first):
            people, told = self._survey(first)
        if not people:
            self._shelf.close()
            raise UnreadableFile("no_people", path=path)
        self.usual = TOLD if told else ALL
        self.remarks = (*remarks, Remark("tree_people", (("people", str(people)), ("told", str(told)))))
        self._lines = Lines(path, self.encoding)

    def close(self) -> None:
        """Close the file and throw away what was kept beside it."""
        self._lines.close()
        self._shelf.close()

    def __iter__(self) -> Iterator[Written]:
        for record in records(self._lines):
            if record.tag == "INDI" and record.line > self._after and (self.part == ALL or tells(record.text)):
                yield self._written(record)

    def _survey(self, lines: Lines) -> tuple[int, int]:
        people = told = 0
        self._shelf = Shelf(self._version(lines))
        for record in records(lines):
            self._shelf.put(record)
            if record.tag == "INDI":
                people, told = people + 1, told + tells(record.text)
        self._looped = self._shelf.ancestors_of_themselves()
        return people, told

    def _version(self, lines: Lines) -> bool:
        probe = Lines(lines.path, lines.encoding)
        with closing(probe):
            head = next(records(probe), None)
        self._seven = head is not None and is_seven(head.text)
        return self._seven

    def _written(self, record: GedcomRecord) -> Written:
        faults = Faults(record.line)
        for mended in record.mended:
            faults.add("", "", mended.reason, at=mended.at)
        if record.cut:
            faults.add("", record.text[:200], "too_long", limit=MAX_LINE)
        try:
            person = tree(record.text, self._seven)
        except BrokenRecord as error:
            faults.add("", record.text[:200], "gedcom_record", detail=error)
            return Written(record.line, {"": record.text[:10_000]}, tuple(faults.problems), self._lines.position)
        person.xref = record.xref
        columns = person_columns(person, self._shelf, faults)
        if record.xref in self._looped:
            faults.add("relatives", columns.get("relatives", "")[:200], "ancestor_loop")
        for column, said in columns.items():
            if LOST in said:
                faults.add(column, said[:200], "undecodable", encoding=self.encoding.removesuffix("-sig"))
        return Written(record.line, columns, tuple(faults.problems), self._lines.position)
