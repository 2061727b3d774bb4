"""The rows of a file, one a person, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from app.intake.draft import Draft
from app.intake.problems import Problem

FORMATS = ("csv", "memorial")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file it begins on (from 1), the Draft (None if nothing can be accepted), what is wrong,
    the cells as written, and the bytes of the file read so far."""

    line: int
    draft: Draft | None
    problems: tuple[Problem, ...] = ()
    raw: dict[str, str] = field(default_factory=dict)
    position: int = 0


class Reading:
    """An open file that yields Rows; a context manager. ``size`` is in bytes; ``format``, ``encoding``, ``separator``
    and ``columns`` say how the file is being read, for a preview."""

    format: str
    encoding: str
    separator: str
    columns: tuple[str, ...]
    size: int

    def __iter__(self) -> Iterator[Row]:
        raise NotImplementedError

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""


def read(path: Path, format: str = "", encoding: str = "", after_line: int = 0) -> Reading:  # noqa: A002
    """Open a file for reading row by row; rows that begin on a line up to ``after_line`` are passed over (resume).

    Raises `app.intake.files.UnreadableFile` at once where nothing can be read. Memory stays constant.
    """
    raise NotImplementedError
