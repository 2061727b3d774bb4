"""A table of any format, row by row as it is written: the cells under their headings, before anybody has read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.intake.problems import Problem

MAX_COLUMNS = 1_000  # cells of a row beyond are not kept


@dataclass(frozen=True, slots=True)
class Written:
    """One row: the line of the file it begins on (from 1), heading → cell without the empty ones, what is wrong with
    the row as a row, and how far the file is read (in the units of `Table.size`)."""

    line: int
    cells: Mapping[str, str]
    faults: tuple[Problem, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True)
class How:
    """How somebody wants a file to be read; '' is to be found out.

    ``part``: the sheet of a workbook, or which people of a family tree.
    """

    format: str = ""
    encoding: str = ""
    separator: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be said of the whole file; ``reason`` is a key of `app.intake.problems.REASONS`."""

    reason: str
    params: tuple[tuple[str, str], ...] = ()


class Table(Protocol):
    """An open file whose rows can be gone through once, in constant memory.

    ``parts`` are what can be chosen as ``part``, ``usual`` the one that a volunteer most likely means; ``headings`` are
    unlike each other; ``size`` 0 if it is not known.
    """

    format: str
    encoding: str
    separator: str
    part: str
    parts: tuple[str, ...]
    usual: str
    headings: tuple[str, ...]
    remarks: tuple[Remark, ...]
    size: int

    def __iter__(self) -> Iterator[Written]: ...

    def close(self) -> None:
        """Close the file."""
        ...


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table, the line they stand on, and how many of the rows looked at they take up."""

    headings: tuple[str, ...]
    line: int
    rows: int
    second: tuple[str, ...] = field(default=())  # the cells of the lower of two header rows, as written


def unlike(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings with a number where one stands again, and a name where there is none."""
    seen: set[str] = set()
    said = []
    for at, heading in enumerate(headings, start=1):
        name = heading or f"column {at}"
        count = 1
        while name in seen:
            count += 1
            name = f"{heading or f'column {at}'} ({count})"
        seen.add(name)
        said.append(name)
    return tuple(said)
