"""What an import did: rows counted by what became of them, and a file of every fault."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from app.intake.problems import Problem
from app.intake.ready import Ready


@dataclass(slots=True)
class Tally:
    """Rows of one run: read = accepted + updated + already + rejected; ``warnings`` are faults of accepted rows."""

    read: int = 0
    accepted: int = 0
    updated: int = 0
    already: int = 0
    rejected: int = 0
    warnings: int = 0
    unread: int = 0  # rows of which some words could not be read; they are kept verbatim
    resumed_after: int = 0  # line at which an earlier run was cut off


@dataclass(slots=True)
class Report:
    """The faults found, written line by line as they are found, so that a killed run leaves what it knew."""

    file: TextIO
    tally: Tally = field(default_factory=Tally)
    _writer: Any = field(init=False)

    def __post_init__(self) -> None:
        self._writer = csv.writer(self.file)
        self._writer.writerow(["line", "field", "value", "reason", "row"])

    def count(self, row: Ready, problems: Sequence[Problem]) -> bool:
        """Count the row and tell its problems; returns whether it can be accepted."""
        rejected = not row.ref or any(problem.rejects for problem in problems)
        self.tally.read += 1
        self.tally.unread += row.unread
        self.tally.rejected += rejected
        self.tally.warnings += 0 if rejected else len(problems)
        if problems:
            self._add(row, problems)
        return not rejected

    def _add(self, row: Ready, problems: Sequence[Problem]) -> None:
        """One line a fault; a rejected row stands there whole, to be mended and sent again."""
        said = row.said if any(p.rejects for p in problems) else ""
        for problem in problems:
            self._writer.writerow(
                [problem.line, problem.field, guarded(problem.value[:200]), problem.text(), guarded(said[:100_000])]
            )
        self.file.flush()


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
