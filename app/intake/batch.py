"""Judge the rows of a list against the database and one another, and take those in that nothing speaks against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.intake.accept import Lookup, enter
from app.intake.corrected import refill
from app.intake.draft import NO_REF, Draft
from app.intake.entering import enter_all
from app.intake.problems import Problem
from app.intake.ready import Ready, Told
from app.intake.report import Report
from app.intake.versions import Change, keep, keep_first
from app.models import ImportRun, Record, RecordVersion, SourceRow
from app.tombstones import Removed, removed_refs


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


@dataclass(frozen=True, slots=True)
class Held:
    """The latest row that stands under a reference; ``record_id`` is None while it has none.

    ``corrected``: whether the record says what no list brought in: a correction, a submission.
    """

    digest: str
    run_id: int
    line: int
    record_id: int | None = None
    corrected: bool = False


class Trial:
    """Rows judged and counted, as `Batch` does, and nothing written: of a dry run that may last many batches."""

    def __init__(self, session: Session, run: ImportRun, order: Order, report: Report) -> None:
        self.session, self.run, self.order, self.report, self.tally = session, run, order, report, report.tally
        self._seen: dict[str, Held] = {}  # of this run, in no database yet

    def take(self, rows: Sequence[Ready]) -> None:
        """Accept or reject each row."""
        refs = {row.ref for row in rows if row.ref}
        known = _known(self.session, refs) | {ref: self._seen[ref] for ref in refs & self._seen.keys()}
        removed = removed_refs(self.session, refs)
        for row in rows:
            self._judge(row, known, removed)

    def _judge(self, row: Ready, known: dict[str, Held], removed: Mapping[str, Removed]) -> None:
        held = known.get(row.ref) if row.ref else None
        this = Held(row.digest, self.run.id, row.line)
        doubts = tuple(_doubts(row.ref, this, held, self.order)) if held else ()
        if row.ref in removed:
            doubts = (_removed(row.line, row.ref, removed[row.ref]),)
        if not self.report.count(row, (*row.problems, *doubts)):
            return
        if held and held.digest == this.digest:
            self.tally.already += 1
            return
        self.tally.accepted, self.tally.updated = self.tally.accepted + (not held), self.tally.updated + bool(held)
        known[row.ref] = this
        self._keep(row, this, held)

    def _keep(self, row: Ready, this: Held, _held: Held | None) -> None:
        self._seen[row.ref] = this


class Batch(Trial):
    """The rows of one transaction, taken in: new ones all at once, those that changed one by one."""

    def __init__(self, session: Session, run_id: int, order: Order, report: Report) -> None:
        super().__init__(session, session.get_one(ImportRun, run_id), order, report)
        self._new: list[tuple[Ready, Told]] = []
        self._renewed: list[Record] = []

    def take(self, rows: Sequence[Ready]) -> None:
        """Accept or reject each row, and note how far the file is done."""
        accepted, rejected = self.tally.accepted, self.tally.rejected
        super().take(rows)
        enter_all(self.session, self._new, self.run.id)
        enter(self.session, self._renewed)
        self.run.line, self.run.read = rows[-1].line, self.run.read + len(rows)
        self.run.accepted += self.tally.accepted - accepted
        self.run.rejected += self.tally.rejected - rejected

    def _keep(self, row: Ready, this: Held, held: Held | None) -> None:
        if held:
            record = self.session.get_one(Record, held.record_id)
            self._renew(record, row.draft)
            said = json.loads(row.said)
            self.session.add(
                SourceRow(run_id=this.run_id, record_id=record.id, line=row.line, digest=this.digest, row=said)
            )
            self._renewed.append(record)
        elif row.told:
            self._new.append((row, row.told))

    def _renew(self, record: Record, draft: Draft) -> None:
        """What the record said before stays as a version."""
        keep_first(self.session, record)
        refill(self.session, record, draft, self._lookup)
        self.session.flush()
        keep(self.session, record, Change(None, "imported"))

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup.read(self.session)


def _known(session: Session, refs: Iterable[str]) -> dict[str, Held]:
    """What the database holds under these references."""
    changed = (
        select(RecordVersion.id).where(RecordVersion.record_id == Record.id, RecordVersion.how != "imported").exists()
    )
    row = (func.coalesce(SourceRow.digest, ""), func.coalesce(SourceRow.run_id, -1), func.coalesce(SourceRow.line, 0))
    latest = (
        select(Record.source_ref, *row, Record.id, changed)
        .outerjoin(SourceRow, SourceRow.record_id == Record.id)  # none where a volunteer brought it in
        .where(Record.source_ref.in_(refs))
        .order_by(SourceRow.id)
    )
    found = session.execute(latest)
    return {ref: Held(digest, run, line, record, how) for ref, digest, run, line, record, how in found}


def _doubts(ref: str, this: Held, held: Held, order: Order) -> Iterator[Problem]:
    """What is to be said of a row whose reference is here already.

    Another row of this file: a slip; of an earlier one, or this one read otherwise: a change to be confirmed. The same
    words twice, with no reference of their own, may be two persons.
    """
    line = (("line", str(held.line)),)
    repeated = held.run_id == this.run_id and held.line != this.line
    if repeated and held.digest != this.digest:
        yield Problem(this.line, "source_ref", ref, "repeated_ref", line)
    elif repeated and ref.startswith(NO_REF):
        yield Problem(this.line, "source_ref", "", "repeated_row", line)
    elif held.digest != this.digest and not order.update:
        yield Problem(this.line, "source_ref", ref, "changed_row")
    elif held.digest != this.digest and held.corrected:
        yield Problem(this.line, "source_ref", ref, "corrected_here")


def _removed(line: int, ref: str, removed: Removed) -> Problem:
    told = (("day", removed.day.isoformat()), ("why", removed.words("en")))
    return Problem(line, "source_ref", ref, "removed_on", told)
