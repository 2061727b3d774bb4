"""Bring a list into the database: batch by batch, resumable, idempotent by source_ref, with a report of every fault."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.db import writing
from app.intake.accept import Lookup, enter, fill
from app.intake.draft import NO_REF, Draft
from app.intake.problems import Problem
from app.intake.readers import Reading, Row
from app.models import ImportRun, Record, SourceRow
from app.models.base import now

BATCH = 500  # rows a transaction: a killed run repeats at most so many

Progress = Callable[[int, int], None]  # bytes read, bytes in all


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


@dataclass(frozen=True, slots=True)
class Order:
    """What the archivist asked for: a citation for rows that bring none, whether changed rows replace, a dry run.

    ``form`` and ``encoding`` say how to read the file; '' is to be found out.
    """

    citation: str = ""
    update: bool = False
    dry_run: bool = False
    form: str = ""
    encoding: str = ""

    @property
    def how(self) -> str:
        """All of it as a text, by which a run that was cut off knows the command that it belongs to."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(slots=True)
class Report:
    """The faults found, written line by line as they are found, so that a killed run leaves what it knew."""

    file: TextIO
    _writer: Any = field(init=False)

    def __post_init__(self) -> None:
        self._writer = csv.writer(self.file)
        self._writer.writerow(["line", "field", "value", "reason", "row"])

    def add(self, row: Row, problems: tuple[Problem, ...]) -> None:
        """One line a fault; a rejected row stands there whole, to be mended and sent again."""
        said = json.dumps(row.raw, ensure_ascii=False) if any(p.rejects for p in problems) else ""
        for problem in problems:
            self._writer.writerow(
                [problem.line, problem.field, guarded(problem.value[:200]), problem.text(), guarded(said[:100_000])]
            )
        self.file.flush()


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def bring_in(engine: Engine, reading: Reading, path: Path, order: Order, report: Report) -> Iterator[tuple[int, Tally]]:
    """Import the file; yields (bytes read, tally) after each batch. Each batch is one transaction.

    A run that was killed goes on after the last batch that was committed; a file imported before changes nothing. With
    ``dry_run`` everything is read and checked and nothing written.
    """
    tally = Tally()
    rows = iter(reading)
    run_id = 0 if order.dry_run else _run(engine, path, order, reading.format).id
    while batch := list(islice(rows, BATCH)):
        if order.dry_run:
            _check(batch, tally, report)
        else:
            with writing(engine) as session:
                _Batch(session, run_id, order, tally, report).take(batch)
        yield batch[-1].position, tally
    if not order.dry_run:
        with writing(engine) as session:
            session.get_one(ImportRun, run_id).finished_at = now()


def resume_after(engine: Engine, path: Path, order: Order) -> int:
    """The line after which an unfinished import of this very file goes on; 0 where it begins at the first.

    Another command than the one that was cut off begins anew: half a list in a wrong encoding would stay otherwise.
    """
    if order.dry_run:
        return 0
    with Session(engine) as session:
        run = session.scalar(select(ImportRun).where(ImportRun.digest == _digest(path)))
        return run.line if run is not None and _goes_on(run, order) else 0


def _goes_on(run: ImportRun, order: Order) -> bool:
    return run.finished_at is None and run.how == order.how


@dataclass(frozen=True, slots=True)
class _Held:
    """The latest row that stands under a reference; ``record_id`` is None for a row of the batch under way."""

    digest: str
    run_id: int
    line: int
    record_id: int | None = None


class _Batch:
    """The rows of one transaction."""

    def __init__(self, session: Session, run_id: int, order: Order, tally: Tally, report: Report) -> None:
        self.session, self.order, self.tally, self.report = session, order, tally, report
        self.run = session.get_one(ImportRun, run_id)
        self.lookup = Lookup.read(session)
        self.filled: list[tuple[Record, SourceRow]] = []

    def take(self, rows: list[Row]) -> None:
        """Accept or reject each row, and note how far the file is done."""
        accepted, rejected = self.tally.accepted, self.tally.rejected
        known = self._known([row.draft.source_ref for row in rows if row.draft])
        for row in rows:
            self._take_row(row, known)
        enter(self.session, [record for record, _ in self.filled])
        for record, written in self.filled:
            written.record_id = record.id
            self.session.add(written)
        self.run.line, self.run.read = rows[-1].line, self.run.read + len(rows)
        self.run.accepted += self.tally.accepted - accepted
        self.run.rejected += self.tally.rejected - rejected

    def _take_row(self, row: Row, known: dict[str, _Held]) -> None:
        draft, problems = row.draft, row.problems
        digest = _row_digest(row, self.run.format)
        held = known.get(draft.source_ref) if draft else None
        if draft and held:
            problems = (*problems, *self._doubts(row, draft, held, digest))
        _count(self.tally, row, problems, self.report)
        if draft is None or any(problem.rejects for problem in problems):
            return
        if held and held.digest == digest:
            self.tally.already += 1
            return
        record = self.session.get_one(Record, held.record_id) if held else Record()
        fill(self.session, record, _cited(draft, self.order.citation), self.lookup)
        self.filled.append((record, SourceRow(run_id=self.run.id, line=row.line, digest=digest, row=row.raw)))
        known[draft.source_ref] = _Held(digest, self.run.id, row.line)
        self.tally.accepted, self.tally.updated = self.tally.accepted + (not held), self.tally.updated + bool(held)

    def _doubts(self, row: Row, draft: Draft, held: _Held, digest: str) -> Iterator[Problem]:
        """What is to be said of a row whose reference is here already.

        Another row of this file: a slip; of an earlier one, or this one read otherwise: a change to be confirmed. The
        same words twice, with no reference of their own, may be two persons.
        """
        ref, line = draft.source_ref, (("line", str(held.line)),)
        repeated = held.run_id == self.run.id and held.line != row.line
        if repeated and held.digest != digest:
            yield Problem(row.line, "source_ref", ref, "repeated_ref", line)
        elif repeated and ref.startswith(NO_REF):
            yield Problem(row.line, "source_ref", "", "repeated_row", line)
        elif held.digest != digest and not self.order.update:
            yield Problem(row.line, "source_ref", ref, "changed_row")

    def _known(self, refs: list[str]) -> dict[str, _Held]:
        latest = (
            select(Record.source_ref, SourceRow.digest, SourceRow.run_id, SourceRow.line, Record.id)
            .join(SourceRow, SourceRow.record_id == Record.id)
            .where(Record.source_ref.in_(refs))
            .order_by(SourceRow.id)
        )
        return {
            ref: _Held(digest, run, line, record) for ref, digest, run, line, record in self.session.execute(latest)
        }


def _check(rows: list[Row], tally: Tally, report: Report) -> None:
    """Count what would be accepted, writing nothing."""
    for row in rows:
        _count(tally, row, row.problems, report)
        tally.accepted += row.draft is not None and not any(problem.rejects for problem in row.problems)


def _count(tally: Tally, row: Row, problems: tuple[Problem, ...], report: Report) -> None:
    tally.read += 1
    tally.unread += bool(row.draft and row.draft.unread)
    rejected = row.draft is None or any(problem.rejects for problem in problems)
    tally.rejected += rejected
    tally.warnings += 0 if rejected else len(problems)
    if problems:
        report.add(row, problems)


def _cited(draft: Draft, citation: str) -> Draft:
    if not citation or draft.source.citation:
        return draft
    return replace(draft, source=replace(draft.source, citation=citation))


def _run(engine: Engine, path: Path, order: Order, form: str) -> ImportRun:
    """The run of this very file, begun now if it is the first time or does not go on where it was cut off."""
    digest = _digest(path)
    with writing(engine) as session:
        run = session.scalar(select(ImportRun).where(ImportRun.digest == digest))
        if run is None:
            run = ImportRun(digest=digest)
            session.add(run)
        if not _goes_on(run, order):
            run.line = run.read = run.accepted = run.rejected = 0
        run.filename, run.format, run.how, run.finished_at = path.name, form, order.how, None
        return run


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _row_digest(row: Row, form: str) -> str:
    """A row is the same if its cells are and it was read in the same way."""
    said = json.dumps([form, row.raw], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
