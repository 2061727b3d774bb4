"""A row of a list, read: what the importer judges and takes in."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.intake.draft import Draft
from app.intake.problems import Problem


@dataclass(frozen=True, slots=True)
class Share:
    """The rows that one of several processes reads: every ``of``-th lot of ``size`` rows, beginning with ``first``."""

    first: int = 0
    of: int = 1
    size: int = 1

    def holds(self, number: int) -> bool:
        """Whether the row of that number, counted from 0, is among them."""
        return number // self.size % self.of == self.first


ALL = Share()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file it begins on (from 1), the Draft (None if nothing can be accepted), what is wrong,
    the cells as written, and the bytes of the file read so far."""

    line: int
    draft: Draft | None
    problems: tuple[Problem, ...] = ()
    raw: dict[str, str] = field(default_factory=dict)
    position: int = 0
