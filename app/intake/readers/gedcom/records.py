"""Cut the lines of a GEDCOM file into its records, each mended to the form that the libraries ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from app.intake.files import Line

MAX_RECORD = 2_000_000  # characters of one person; what comes after is passed over
MAX_LEVEL = 90
_LINE = re.compile(r"\s*(?P<level>\d{1,3})\s+(?:(?P<xref>@[^@\s][^@]*@)\s+)?(?P<tag>[A-Za-z0-9_]+)(?: (?P<value>.*))?")
_TEXTS = ("CONC", "CONT")
_NOT_IN_XREF = re.compile(r"[^A-Za-z0-9_]")


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done to a line: a reason of a Problem, and the line."""

    reason: str
    at: int


@dataclass(slots=True)
class GedcomRecord:
    """One record of level 0: the line it begins on, its tag and reference, its lines in good form, and what was mended.

    ``cut``: it is longer than MAX_RECORD, and its end is missing.
    """

    line: int
    tag: str
    xref: str
    lines: list[str]
    mended: list[Mended] = field(default_factory=list)
    cut: bool = False
    length: int = 0

    @property
    def text(self) -> str:
        """The record as GEDCOM."""
        return "\n".join(self.lines) + "\n"


def records(lines: Iterable[Line]) -> Iterator[GedcomRecord]:
    """The records in file order. A line in no form is read on as text, one that skips a level as deep as it can be."""
    record: GedcomRecord | None = None
    level, tag = 0, ""
    for line in lines:
        if not line.text.strip():
            continue
        found = _LINE.fullmatch(line.text)
        if found and int(found["level"]) == 0:
            if record:
                yield record
            record = GedcomRecord(line.number, found["tag"].upper(), found["xref"] or "", [])
            level, tag = 0, record.tag
            _add(record, f"0 {_reference(record.xref)}{record.tag}{_said(found['value'])}")
        elif record:
            level, tag = _go_on(record, line, found, (level, tag))
    if record:
        yield record


def _go_on(record: GedcomRecord, line: Line, found: re.Match[str] | None, before: tuple[int, str]) -> tuple[int, str]:
    """Add the line; the level and tag that the next one follows."""
    level, tag = before
    deeper = level if tag in _TEXTS else level + 1
    if found is None or line.too_long:
        record.mended.append(Mended("gedcom_line", line.number))
        record.cut = record.cut or line.too_long
        _add(record, f"{deeper} CONT {line.text.strip()[:MAX_RECORD]}")
        return deeper, "CONT"
    wanted, this = int(found["level"]), found["tag"].upper()
    deepest = min(deeper, MAX_LEVEL)
    if wanted > deepest or (this in _TEXTS and wanted != deepest):
        record.mended.append(Mended("gedcom_level", line.number))
        wanted = deepest
    _add(record, f"{wanted} {this}{_said(found['value'])}")
    return wanted, this


def _add(record: GedcomRecord, line: str) -> None:
    record.length += len(line)
    if record.length > MAX_RECORD:
        record.cut = True
    else:
        record.lines.append(normalize("NFC", line))  # ANSEL writes accents as letters of their own


def _reference(xref: str) -> str:
    """The reference in letters that both libraries take; pointers to it keep the file's own."""
    return f"@{_NOT_IN_XREF.sub('_', xref.strip('@')).upper() or 'X'}@ " if xref else ""


def _said(value: str | None) -> str:
    return f" {value}" if value else ""
