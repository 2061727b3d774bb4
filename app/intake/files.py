"""Open a list as lines of text whatever its encoding, in constant memory, or say clearly why that cannot be done."""

from __future__ import annotations

import codecs
import errno
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from app.intake.encodings import MARKS, detect
from app.intake.problems import N_

SAMPLE = 65_536
MAX_LINE = 1_048_576  # characters; a longer line is reported and passed over
LOST = "\ufffd"  # stands for bytes that the encoding does not have
_MAX_LOST = 0.02  # share of lost letters above which the encoding is the wrong one
_UTF_8 = frozenset({"utf-8", "utf-8-sig", "utf_8_sig"})
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1a\x1b"))
# In no text on purpose; NUL breaks databases, and halves of letters break whatever writes UTF-8.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_KINDS = (
    (b"PK\x03\x04", "XLSX, ODS or ZIP"), (b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "XLS or DOC"), (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"), (b"\x1f\x8b", "GZIP"), (b"SQLite format 3", "SQLite"), (b"{\\rtf", "RTF"),
)  # fmt: skip

REASONS = {
    "no_such_file": N_("There is no file %(path)s."),
    "directory": N_("%(path)s is a folder, not a file."),
    "not_permitted": N_("The file %(path)s may not be read (%(detail)s)."),
    "empty": N_("The file %(path)s is empty."),
    "binary": N_("%(path)s is no text file (%(detail)s). Save it as CSV or plain text."),
    "unknown_encoding": N_("There is no encoding named %(encoding)s."),
    "wrong_encoding": N_("%(path)s is not written in %(encoding)s."),
    "missing_header": N_("%(path)s has no header row that names a surname or given name; its first row: %(detail)s"),
    "unknown_format": N_("There is no format named %(detail)s."),
    "same_column": N_("The header of %(path)s names the column %(detail)s twice."),
    "password": N_("%(path)s is closed by a password. Save it without one and send it again."),
    "old_workbook": N_("%(path)s is in the format of old Excel (.xls) or Word. Save it as .xlsx or CSV."),
    "other_format": N_("%(path)s is no %(wanted)s, but %(found)s."),
    "other_zip": N_("%(path)s is packed, but is no workbook of Excel (.xlsx). Save the table as .xlsx or CSV."),
    "broken_workbook": N_("%(path)s looks like a workbook of Excel, but is damaged (%(detail)s)."),
    "zip_bomb": N_("%(path)s would become too large when unpacked. Cut it into several files, or save it as CSV."),
    "no_such_sheet": N_("%(path)s has no sheet named «%(detail)s»."),
    "too_wide": N_("%(path)s has more than %(limit)s columns."),
    "no_people": N_("%(path)s is a family tree without people."),
}


def without_unseen(text: str) -> str:
    """The text without control characters and halves of letters; line breaks and tabs stay."""
    return _UNSEEN.sub("", text)


class UnreadableFile(Exception):
    """Nothing can be read from the file; ``reason`` is a key of REASONS."""

    def __init__(self, reason: str, **params: object) -> None:
        self.reason = reason
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(self.text())

    def __reduce__(self) -> tuple[Callable[[], UnreadableFile], tuple[()]]:
        """By which it comes from one process to another."""
        return partial(type(self), self.reason, **self.params), ()

    def text(self, translated: str = "") -> str:
        """The message filled in; ``translated`` is the message id in the reader's language."""
        return (translated or REASONS[self.reason]) % self.params


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, from 1, without its end and control characters; of one beyond MAX_LINE only the beginning."""

    number: int
    text: str
    too_long: bool = False


class Lines:
    """The lines of an open text file; ``encoding`` and ``size`` (bytes) say what it is, ``position`` how far we are."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        """Raises UnreadableFile."""
        self.path, self.wanted = path, encoding
        with _open(path) as raw:
            self.encoding = _encoding(path, raw, encoding)
            self.size = raw.seek(0, io.SEEK_END)
        self._raw = _open(path)
        self._text = io.TextIOWrapper(self._raw, self.encoding, errors="replace", newline=None)

    @property
    def position(self) -> int:
        """The bytes read so far, to the next block."""
        return self._raw.tell() if not self._raw.closed else self.size

    def close(self) -> None:
        """Close the file."""
        self._text.close()

    def __iter__(self) -> Iterator[Line]:
        number = 0
        while text := self._text.readline(MAX_LINE + 1):
            number += 1
            too_long = len(text) > MAX_LINE and not text.endswith("\n")
            if too_long:
                self._pass_over()
            yield Line(number, without_unseen(text).rstrip("\n"), too_long)

    def _pass_over(self) -> None:
        rest = "x"
        while rest and not rest.endswith("\n"):
            rest = self._text.readline(MAX_LINE)


def _open(path: Path) -> BinaryIO:
    """The file as bytes. Pipes and devices are refused: they wait or never end, and cannot be read twice."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise UnreadableFile("not_permitted", path=path, detail="no regular file")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableFile("no_such_file", path=path) from error
    except IsADirectoryError as error:
        raise UnreadableFile("directory", path=path) from error
    except (OSError, ValueError) as error:
        detail = errno.errorcode.get(getattr(error, "errno", 0) or 0, str(error))
        raise UnreadableFile("not_permitted", path=path, detail=detail) from error


def _encoding(path: Path, raw: BinaryIO, wanted: str) -> str:
    sample = raw.read(SAMPLE)
    if not sample.strip():
        raise UnreadableFile("empty", path=path)
    if wanted:
        return _checked(path, sample, wanted)
    kind = next((kind for magic, kind in _KINDS if sample.startswith(magic)), "")
    encoding = "" if kind else detect(_telling(sample, raw))
    controls = 0 if encoding.startswith(("utf-16", "utf-32")) else len(sample) - len(sample.translate(None, _CONTROLS))
    if kind or controls * 100 > len(sample):
        raise UnreadableFile("binary", path=path, detail=kind or f"{controls} control characters")
    return encoding


def _telling(sample: bytes, raw: BinaryIO) -> bytes:
    """A part of the file that tells its encoding: the first with a byte beyond ASCII."""
    part = sample
    while part and part.isascii():
        part = raw.read(SAMPLE)
    return part if part and part is not sample and not sample.startswith(tuple(mark for mark, _ in MARKS)) else sample


def _checked(path: Path, sample: bytes, wanted: str) -> str:
    """The encoding that the archivist named, if the bytes can be that."""
    found = detect(sample)
    try:
        "".encode(wanted)  # raises LookupError for codecs that are no encodings of text, too
        name = codecs.lookup(wanted).name
        if name == "utf-16" and found.startswith("utf-16"):
            name = found  # with or without a mark
        text = codecs.getincrementaldecoder(name)("replace").decode(sample)
    except LookupError as error:
        raise UnreadableFile("unknown_encoding", encoding=wanted) from error
    except UnicodeError as error:
        raise UnreadableFile("wrong_encoding", path=path, encoding=wanted) from error
    misread = found == "utf-8-sig" and not sample.isascii() and name not in _UTF_8
    if misread or text.count(LOST) > max(1, len(text) * _MAX_LOST):
        raise UnreadableFile("wrong_encoding", path=path, encoding=wanted)
    return "utf-8-sig" if name == "utf-8" else name
