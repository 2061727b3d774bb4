"""Open an XLSX workbook that a stranger sent: what may be a trap is refused before it is unpacked, macros never run."""

from __future__ import annotations

import re
import zlib
from contextlib import ExitStack
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from app.intake.files import UnreadableFile

MAX_UNPACKED = 500_000_000  # bytes of all parts together
MAX_RATIO = 150  # unpacked to packed; tables of repeated rows reach about 60
SMALL = 10_000_000  # bytes; below, the ratio says nothing
MAX_PARTS = 5_000
ENCRYPTED = 0x1  # flag of a ZIP part
OLE = b"\xd0\xcf\x11\xe0"  # begins files of old Excel, and workbooks that a password closes
LOOKED_THROUGH = 2_000_000  # bytes of a sheet
_NO_RESULT = re.compile(rb"<f(?:\s[^>]*)?>[^<]*</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# A workbook that is not well-formed breaks the library anywhere, in one of these ways.
BROKEN = (
    BadZipFile, InvalidFileException, ParseError, zlib.error, EOFError, OSError, KeyError, IndexError, ValueError,
    TypeError, AttributeError, AssertionError, NotImplementedError, OverflowError, RecursionError,
)  # fmt: skip


def open_workbook(path: Path, stack: ExitStack) -> Workbook:
    """The workbook, formulas as the results that were saved, rows read one by one; ``stack`` closes it.

    XML is parsed by defusedxml: entities and external files are refused. Raises UnreadableFile.
    """
    _look_at(path)
    file = stack.enter_context(path.open("rb"))  # the library refuses names that do not end in .xlsx
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False, keep_vba=False)
        stack.callback(book.close)
        return book
    except BROKEN as error:
        raise UnreadableFile("broken_workbook", path=path, detail=type(error).__name__) from error


def lacks_results(path: Path) -> bool:
    """Whether formulas were saved without what they come to, as programs do that are no spreadsheet."""
    with ZipFile(path) as packed:
        sheets = [part for part in packed.namelist() if part.startswith("xl/worksheets/") and part.endswith(".xml")]
        for name in sheets:
            with packed.open(name) as part:
                if _NO_RESULT.search(part.read(LOOKED_THROUGH)):
                    return True
    return False


def closed_by(path: Path) -> str:
    """The reason why an OLE file cannot be read: a password, or the old format."""
    with path.open("rb") as file:
        return "password" if _PACKAGE in file.read(1_000_000) + _tail(path) else "old_workbook"


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 1_000_000))
        return file.read()


def _look_at(path: Path) -> None:
    try:
        with ZipFile(path) as packed:
            parts = packed.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile("broken_workbook", path=path, detail=type(error).__name__) from error
    if _may_burst(parts):
        raise UnreadableFile("zip_bomb", path=path)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise UnreadableFile("password", path=path)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise UnreadableFile("other_zip", path=path)


def _may_burst(parts: list[ZipInfo]) -> bool:
    """Whether unpacking may fill memory or disk; `zipfile` never gives more of a part than it is said to hold."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    return len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked / packed > MAX_RATIO)
