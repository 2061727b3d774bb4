"""Read what somebody typed or a table holds, column by column, into a Draft: one reader for forms and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.intake.checks import problems
from app.intake.draft import Draft
from app.intake.faults import Faults
from app.intake.further import with_further_sources
from app.intake.problems import Problem
from app.intake.readers.tabled import read_written


@dataclass(frozen=True, slots=True)
class Understood:
    """The draft that the columns give, and what is doubtful in them."""

    draft: Draft
    problems: tuple[Problem, ...]


def understand(said: Mapping[str, str], line: int = 0) -> Understood:
    """The reading of ``said``: column of the contract (DESIGN section 6; «sentence.2» too) → text as typed.

    Columns that are not known go to the draft's ``extra``, and sources beyond the first; nothing is dropped.
    """
    faults, columns = Faults(line), with_further_sources(said)
    draft = read_written(columns, faults)
    return Understood(draft, (*faults.problems, *problems(draft, line)))
