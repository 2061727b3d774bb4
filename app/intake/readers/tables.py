"""Open a table by what the file is, not by how it is called: a workbook, a family tree, or delimited text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from app.intake.files import UnreadableFile
from app.intake.readers.gedcom.table import TreeTable
from app.intake.readers.sheet import SheetTable
from app.intake.readers.text_table import TextTable
from app.intake.readers.workbook import OLE, closed_by
from app.intake.readers.written import How, Table

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TREE = re.compile(rb"\s*0\s+HEAD\s*(\r|\n)")
_MARKS = b"\xef\xbb\xbf\xff\xfe"
Opening = Callable[[Path, How, int], Table]
TABLES: dict[str, Opening] = {"xlsx": SheetTable, "gedcom": TreeTable, "csv": TextTable}


def kind_of(path: Path) -> str:
    """xlsx, gedcom, or csv for every other text. Raises UnreadableFile for old, closed or unreadable files."""
    try:
        with path.open("rb") as file:
            head = file.read(4_096)
    except (OSError, ValueError):
        return "csv"  # its reader says what is the matter
    if head.startswith(OLE):
        raise UnreadableFile(closed_by(path), path=path)
    if head.startswith(_ZIP):
        return "xlsx"
    return "gedcom" if _TREE.match(head.lstrip(_MARKS).replace(b"\x00", b"")) else "csv"


def open_table(path: Path, how: How = How(), after_line: int = 0) -> Table:  # noqa: B008
    """The table of the file; rows up to ``after_line`` are passed over. Raises UnreadableFile."""
    form = kind_of(path)
    if how.format and how.format != form:
        raise UnreadableFile("other_format", path=path, wanted=how.format.upper(), found=form.upper())
    return TABLES[form](path, how, after_line)
