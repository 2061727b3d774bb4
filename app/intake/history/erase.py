"""Remove a record for good: its words leave every table and the disk; digest, date and reason stay.

What stays: a tombstone, the numbers, times and digests of the versions, the steps of submissions and the judgements
without words, the event in the chain. The index forgets it by the outbox.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import JSON, String, and_, event, func, or_, select, text
from sqlalchemy.orm import Session

from app.audit import note
from app.intake.bulk import store as uploads
from app.intake.draft_json import as_json
from app.intake.recorded import drafted
from app.intake.scans.store import remove
from app.intake.versions import digest_of
from app.judging.forget import forget
from app.models import (
    Batch,
    BatchFault,
    OutboxEntry,
    Record,
    RecordVersion,
    Scan,
    Source,
    Step,
    Submission,
    Tombstone,
)
from app.settings import settings
from app.tombstones import REASONS, ref_digest

ERASED = "erased"  # kind of version and event, and the reason that closes what waited about the record
KEPT = ("reference", "token", "state", "kind", "digest", "language", "field", "reason")  # codes, no words of people
UNFINISHED = ("uploaded", "running", "stopped")  # states of batches that still need their file
OPEN = ("draft", "pending", "sent_back")  # states of submissions that wait for somebody


@dataclass(frozen=True, slots=True)
class _Files:
    """Digests of scans, and of files of many rows, that hold words of the record."""

    scans: set[str] = field(default_factory=set)
    uploads: set[str] = field(default_factory=set)


class NoRecord(LookupError):
    """There is no record of that number, or it was removed already."""


def erase(session: Session, record_id: int, reason: str, by_id: int | None) -> Tombstone:
    """Remove the record in a transaction that writes; ``reason`` is a code of data/vocab/removals.csv.

    Files of scans, and the file of a finished batch that a row of it came in with, are removed once the transaction is
    committed; if the machine stops in between, `init` removes the scans.
    Raises NoRecord; ValueError at another reason.
    """
    if reason not in REASONS:
        raise ValueError(reason)
    record = session.get(Record, record_id)
    if record is None:
        raise NoRecord(record_id)
    _overwrite(session)
    stone = _tombstone(record, reason)
    session.add_all((stone, OutboxEntry(record_id=record_id)))
    files = _empty_submissions(session, record_id, by_id)
    _empty_versions(session, stone, by_id)
    _remove(session, record)
    forget(session, record_id)
    note(session, by_id, ERASED, f"record:{record_id}", reason=reason, digest=stone.digest)
    _remove_files_after(session, files)
    return stone


def _tombstone(record: Record, reason: str) -> Tombstone:
    digest = digest_of(as_json(drafted(record)))
    return Tombstone(record_id=record.id, ref_digest=ref_digest(record.source_ref), digest=digest, reason=reason)


def _empty_versions(session: Session, stone: Tombstone, by_id: int | None) -> None:
    """Of each version its digest stays; a last one says that all were erased."""
    versions = session.scalars(
        select(RecordVersion).where(RecordVersion.record_id == stone.record_id).order_by(RecordVersion.number)
    ).all()
    for version in versions:
        version.said, version.why = {}, ""
    last = versions[-1].number if versions else 0
    session.add(
        RecordVersion(
            record_id=stone.record_id, number=last + 1, by_id=by_id, how=ERASED, why=stone.reason, said={},
            digest=stone.digest,
        )
    )  # fmt: skip


def _empty_submissions(session: Session, record_id: int, by_id: int | None) -> _Files:
    """Empty those that made the record, or that speak of it and made none of their own; the files they came with.

    One that still waits is closed: there is nothing left to decide.
    """
    told = or_(
        Submission.record_id == record_id, and_(Submission.about_id == record_id, Submission.record_id.is_(None))
    )
    files = _Files()
    for scan in session.scalars(select(Scan).where(Scan.record_id == record_id)):
        files.scans.add(scan.digest)
        session.delete(scan)
    for submission in session.scalars(select(Submission).where(told)):
        files.scans.update(scan.digest for scan in submission.scans)
        files.uploads.update([submission.batch.digest] if submission.batch else [])
        _empty(session, submission)
        if submission.state in OPEN:
            submission.state = "rejected"
            submission.steps.append(Step(kind="rejected", reason=ERASED, by_id=by_id))
    session.flush()
    return files


def _empty(session: Session, submission: Submission) -> None:
    _wordless(submission)
    submission.scans.clear()
    for step in submission.steps:
        _wordless(step)
    if submission.batch_id is not None and submission.line is not None:
        of_row = (BatchFault.batch_id == submission.batch_id, BatchFault.line == submission.line)
        for fault in session.scalars(select(BatchFault).where(*of_row)):
            _wordless(fault)


def _wordless(row: Submission | Step | BatchFault) -> None:
    """Empty every column that can hold words: also one that the table gets later."""
    for column in row.__table__.columns:
        if column.key not in KEPT and isinstance(column.type, String | JSON):
            setattr(row, column.key, {} if isinstance(column.type, JSON) else "")


def _remove(session: Session, record: Record) -> None:
    """The record with its names, episodes, relatives and rows of lists; its source, where it was the last of it."""
    source_id = record.source_id
    session.delete(record)
    session.flush()
    left = session.scalar(select(func.count()).select_from(Record).where(Record.source_id == source_id))
    if not left:
        session.delete(session.get_one(Source, source_id))
        session.flush()


def _overwrite(session: Session) -> None:
    """Let SQLite write zeros over what is deleted: it leaves the words in the file otherwise."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete=ON"))


def _remove_files_after(session: Session, files: _Files) -> None:
    bind, data_dir = session.get_bind(), settings().data_dir

    @event.listens_for(session, "after_commit", once=True)
    def remove_files(_session: Session) -> None:
        with Session(bind) as later:
            for digest in sorted(files.scans):
                remove(later, digest)
            needed = select(Batch.digest).where(Batch.digest.in_(files.uploads), Batch.state.in_(UNFINISHED))
            for digest in sorted(files.uploads - set(later.scalars(needed))):
                uploads.remove(data_dir, digest)
