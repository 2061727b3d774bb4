"""In which encoding a family tree is written: what its bytes tell counts more than what its header says."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import ansel

from app.intake.encodings import CYRILLIC
from app.intake.files import Lines, UnreadableFile
from app.intake.readers.written import Remark

ANSEL = "gedcom"  # the name of ANSEL with GEDCOM's additions among Python's codecs
_DECLARED = re.compile(rb"^\s*1\s+CHAR\s+(\S[^\r\n]*)", re.MULTILINE)
_VERSION = re.compile(r"1 GEDC\n(?:2 (?!VERS).*\n)*2 VERS 7")
_NAMES = {  # what headers call encodings → Python's name
    "ANSEL": ANSEL, "ANSI": "cp1252", "UTF-8": "utf-8", "UTF8": "utf-8", "UNICODE": "utf-16", "UTF-16": "utf-16",
    "ASCII": "ascii", "IBMPC": "cp437", "IBM DOS": "cp850", "MSDOS": "cp850", "MACINTOSH": "mac-roman",
}  # fmt: skip
_HEAD = 20_000  # bytes within which the header lies

ansel.register()


def opened(path: Path, wanted: str) -> tuple[Lines, tuple[Remark, ...]]:
    """The lines of the file, and what is to be said of its encoding. Raises UnreadableFile.

    Trees of Windows-1251 that call themselves ANSEL or ANSI are common: their letters would come out as Latin ones.
    """
    if wanted:
        return Lines(path, ANSEL if wanted.upper() == "ANSEL" else wanted), ()
    found = Lines(path)
    declared = _declared(path)
    by_bytes = found.encoding.startswith(("utf", *CYRILLIC)) and not _is_ascii(path)
    named = "" if by_bytes else _known(declared or "ANSEL")
    if not named or named in ("ascii", "utf-8", "utf-16"):
        return found, _remarks(declared, found.encoding)
    found.close()
    try:
        return Lines(path, named), () if declared else _remarks(declared, "ANSEL")
    except UnreadableFile:
        lines = Lines(path)
        return lines, _remarks(declared, lines.encoding)


def is_seven(head: str) -> bool:
    """Whether the header, in mended form, says that the file is GEDCOM 7."""
    return _VERSION.search(head) is not None


def _remarks(declared: str, found: str) -> tuple[Remark, ...]:
    shown = found.removesuffix("-sig")
    if not declared:
        return () if shown == "utf-8" else (Remark("gedcom_unnamed_encoding", (("found", shown),)),)
    same = _known(declared).removesuffix("-sig") == shown or (shown.startswith("utf-16") and "UN" in declared.upper())
    return (
        ()
        if same or declared.upper() == "ASCII"
        else (Remark("gedcom_encoding", (("said", declared), ("found", shown))),)
    )


def _declared(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_HEAD).replace(b"\x00", b"").replace(b"\r", b"\n")
    found = _DECLARED.search(head)
    return found[1].decode("ascii", "replace").strip()[:40] if found else ""


def _known(name: str) -> str:
    try:
        return _NAMES.get(name.upper()) or codecs.lookup(name.lower().replace("windows-", "cp")).name
    except LookupError:
        return ""


def _is_ascii(path: Path) -> bool:
    with path.open("rb") as file:
        return all(block.isascii() for block in iter(lambda: file.read(1_048_576), b""))
