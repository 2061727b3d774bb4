"""One row of a file as it will be sent: what it says in our columns, how that is read, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.intake.bulk.mapping import said_of
from app.intake.draft import Draft
from app.intake.drafting import understand
from app.intake.problems import Problem
from app.intake.readers.written import Written
from app.intake.versions import digest_of

SOURCES = ("citation", "repository", "fonds", "source_url")
_IN_NAMES = ("name", "surname", "given_name")


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of a batch are read: the mapping (None where the file speaks in our columns), and a citation for
    rows that bring no source of their own."""

    columns: Mapping[str, str] | None = None
    citation: str = ""


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row. ``said`` are our columns → text; ``digest`` covers all that the row itself says, not the batch's citation.

    ``cells`` are as written, by heading.
    """

    line: int
    said: Mapping[str, str]
    cells: Mapping[str, str]
    draft: Draft
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    position: int = 0
    source_ref: str = ""

    @property
    def rejected(self) -> bool:
        """Whether it cannot be taken."""
        return any(problem.rejects for problem in self.problems)


def read(written: Written, plan: Plan) -> SentRow:
    """The row by the plan; nothing of it is lost."""
    said = dict(written.cells) if plan.columns is None else said_of(written.cells, plan.columns)
    digest = digest_of(dict(said))
    if plan.citation and not any(said.get(column) for column in SOURCES):
        said["citation"] = plan.citation
    if any(fault.rejects for fault in written.faults):  # not a row that could be read further
        return SentRow(written.line, said, written.cells, Draft(), written.faults, digest, written.position)
    understood = understand(said, written.line)
    found = (*(_of_name(fault, said) for fault in written.faults), *understood.problems)
    ref = said.get("source_ref", "").strip()
    return SentRow(written.line, said, written.cells, understood.draft, found, digest, written.position, ref)


def _of_name(fault: Problem, said: Mapping[str, str]) -> Problem:
    """Bytes that the encoding lacks reject a row where they stand in the name."""
    lost = fault.reason == "undecodable" and any(said.get(column, "")[:200] == fault.value for column in _IN_NAMES)
    return replace(fault, reason="undecodable_name") if lost else fault
