"""What becomes of the rows of a batch: taken as new, as a correction or in place of one that waits; or here already.

The same reference or the same words of the same submitter are never doubled:

- the words are here already → counted so, nothing changes (also where they were rejected: the answer stands there);
- the reference waits for an archivist, with other words → the row takes its place, as a step of the same submission;
- the reference was accepted, with other words → what differs becomes a correction of that record;
- the reference was rejected or withdrawn → the row is new;
- the reference is that of a record that another brought in → here already, and the row is told so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.intake.bulk.mapping import base
from app.intake.bulk.rows import SentRow
from app.intake.problems import Problem
from app.intake.submitting.fields import SOURCES
from app.models import Batch, Record, SourceRow, Submission
from app.tombstones import Removed, removed_refs

WAITING = ("pending", "sent_back")
ACCEPTED = "accepted"
_NOT_CORRECTED = (*SOURCES, "source_ref", "text", "licence")


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CORRECTION = "correction"
    UPDATE = "update"
    ALREADY = "already"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what becomes of it. ``said`` is what its submission says, ``held_id`` the submission that it changes,
    ``about_id`` the record that it corrects."""

    row: SentRow
    fate: Fate
    problems: tuple[Problem, ...]
    said: Mapping[str, str]
    held_id: int | None = None
    about_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """A submission of the same person: where it came from and how it stands."""

    id: int
    state: str
    line: int | None
    record_id: int | None
    digest: str
    in_this_batch: bool


def judge(session: Session, batch: Batch, rows: Sequence[SentRow]) -> list[Judged]:
    """The rows judged in their order, against the database and one another."""
    judge = _Judge(session, batch, [row for row in rows if not row.rejected])
    return [judge.judged(row) for row in rows]


class _Judge:
    def __init__(self, session: Session, batch: Batch, rows: Sequence[SentRow]) -> None:
        self._session, self._batch = session, batch
        refs = {row.source_ref for row in rows if row.source_ref}
        self._removed: Mapping[str, Removed] = removed_refs(session, refs)
        mine = Submission.submitter_id == batch.submitter_id
        self._by_digest = self._held(Submission.digest, {row.digest for row in rows}, mine)
        self._by_ref = self._held(Submission.source_ref, refs, mine)
        self._records = _records(session, refs)
        self._lines: dict[str, tuple[int, str]] = {}  # of these rows: digest and reference → line and digest

    def judged(self, row: SentRow) -> Judged:
        """The row, its fate and all that is to be told of it."""
        if row.rejected:
            return Judged(row, Fate.FAULTY, row.problems, row.said)
        doubt = next(self._doubts(row), None)
        if doubt:
            fate = Fate.FAULTY if doubt.rejects else Fate.ALREADY
            return Judged(row, fate, (*row.problems, doubt), row.said)
        judged = self._fate(row)
        if judged.fate is not Fate.ALREADY:
            self._lines[row.digest] = row.line, row.digest
            self._lines[f"ref:{row.source_ref}"] = row.line, row.digest
        return judged

    def _doubts(self, row: SentRow) -> Iterator[Problem]:
        """Removed on request; a slip within the file; a reference that belongs to another's record."""
        ref, line = row.source_ref, row.line
        if gone := self._removed.get(ref):
            params = (("day", f"{gone.day:%Y-%m-%d}"), ("why", gone.words(self._batch.language or "en")))
            yield Problem(line, "source_ref", ref, "removed_on", params)
        for other, digest in self._in_file(row):
            if digest == row.digest:
                yield Problem(line, "source_ref" if ref else "", ref, "repeated_row", (("line", str(other)),))
            else:
                yield Problem(line, "source_ref", ref, "repeated_ref", (("line", str(other)),))
        anothers = ref in self._records and ref not in self._by_ref and row.digest not in self._by_digest
        if anothers and self._records[ref] != dict(row.cells):
            yield Problem(line, "source_ref", ref, "record_here")

    def _in_file(self, row: SentRow) -> Iterator[tuple[int, str]]:
        """The line and digest of an earlier row of this file with the same words or reference."""
        held = self._by_digest.get(row.digest)
        if held and held.in_this_batch and held.line is not None:
            yield held.line, held.digest
        if row.digest in self._lines:
            yield self._lines[row.digest]
        named = self._by_ref.get(row.source_ref) if row.source_ref else None
        if named and named.in_this_batch and named.line is not None:
            yield named.line, named.digest
        if row.source_ref and f"ref:{row.source_ref}" in self._lines:
            yield self._lines[f"ref:{row.source_ref}"]

    def _fate(self, row: SentRow) -> Judged:
        named = self._by_ref.get(row.source_ref) if row.source_ref else None
        here = row.source_ref in self._records and named is None
        if row.digest in self._by_digest or here:
            return Judged(row, Fate.ALREADY, row.problems, row.said)
        if named and named.state in WAITING:
            return Judged(row, Fate.UPDATE, row.problems, row.said, held_id=named.id)
        if named and named.state == ACCEPTED and named.record_id:
            return self._correction(row, named)
        return Judged(row, Fate.NEW, row.problems, row.said)

    def _correction(self, row: SentRow, named: _Held) -> Judged:
        """Only what the row says otherwise than it did, and where it is known from."""
        before = self._session.get_one(Submission, named.id).said
        differs = {column: text for column, text in row.said.items() if before.get(column) != text}
        changed = {column: text for column, text in differs.items() if base(column) not in _NOT_CORRECTED}
        if not changed:
            return Judged(row, Fate.ALREADY, row.problems, row.said)
        source = {column: text for column, text in row.said.items() if base(column) in SOURCES}
        return Judged(row, Fate.CORRECTION, row.problems, changed | source, named.id, named.record_id)

    def _held(
        self, column: InstrumentedAttribute[str], values: Iterable[str], mine: ColumnElement[bool]
    ) -> dict[str, _Held]:
        """By that column the last submission of the same person, withdrawn ones and drafts left out."""
        wanted = (
            select(column, Submission.id, Submission.state, Submission.line, Submission.record_id, Submission.digest,
                   Submission.batch_id)
            .where(mine, column.in_(sorted(values)), Submission.state.not_in(("draft", "withdrawn")))
            .order_by(Submission.id)
        )  # fmt: skip
        return {
            value: _Held(number, state, line, record_id, digest, batch_id == self._batch.id)
            for value, number, state, line, record_id, digest, batch_id in self._session.execute(wanted)
        }


def _records(session: Session, refs: Iterable[str]) -> dict[str, dict[str, str]]:
    """The records of these references, each with the row of the list that it came from, if it came from one."""
    wanted = (
        select(Record.source_ref, SourceRow.row)
        .outerjoin(SourceRow, SourceRow.record_id == Record.id)
        .where(Record.source_ref.in_(sorted(refs)))
        .order_by(SourceRow.id)
    )
    return {ref: dict(row or {}) for ref, row in session.execute(wanted)}
