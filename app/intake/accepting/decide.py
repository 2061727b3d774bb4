"""Decide on a submission: accept, send back with a question, reject. Once, by one who did not submit it.

Each is one transaction that writes (`app.db.writing`): what fails in the middle leaves nothing half-written. Two at
once: the second meets AlreadyDecided, or SQLAlchemy's StaleDataError where it had read the submission before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import note
from app.intake.accept import Lookup, enter, fill
from app.intake.corrected import correct, correction_of
from app.intake.drafting import understand
from app.intake.versions import Change, digest_of, keep
from app.judging.judge import Decision, judge
from app.models import Record, Step, Submission
from indexer.matching.verdict import Verdict

WAITING = "pending"
LONGEST_WORDS = 5_000  # letters to the submitter


class OwnSubmission(PermissionError):
    """Whoever submitted it cannot decide on it."""


class AlreadyDecided(ValueError):
    """It waits for no decision: another has decided, or the submitter took it back. ``step`` tells who and when."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(submission.state)
        self.state = submission.state
        self.step = submission.steps[-1] if submission.steps else None


class NoRecord(LookupError):
    """The record that it speaks of is here no longer."""


class RefTaken(ValueError):
    """Another record has the reference that it gives; ``record_id`` says which."""

    def __init__(self, ref: str, record_id: int) -> None:
        super().__init__(ref)
        self.ref, self.record_id = ref, record_id


class NoWords(ValueError):
    """A question or a refusal without a word would leave the submitter in the dark."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How it is accepted: ``edits`` column → what the archivist wrote ('' takes the column out), ``living`` yes, no or
    '' where the dates tell, ``checked`` as `Record.checked`, ``words`` to the submitter, ``why`` to everybody who reads
    the history of the record, ``about_id`` the record of the person, of whom the submitter did not know that there is
    one: it becomes an addition to it. ``lookup``: read once where many are accepted."""

    edits: Mapping[str, str] = field(default_factory=dict)
    living: str = ""
    checked: str = "accepted"
    words: str = ""
    why: str = ""
    about_id: int | None = None
    lookup: Lookup | None = None


def accept(session: Session, submission: Submission, by_id: int, how: Acceptance = Acceptance()) -> Record:
    """Let it become a record, or the correction of one; returns that record.

    A further source about a person is judged to be of that person. Raises OwnSubmission, AlreadyDecided, NoRecord,
    RefTaken, `app.tombstones.Gone` where the record was removed, `app.judging.refusals.Refused` where the two records
    cannot be one person, or another has to judge whether they are.
    """
    _may_decide(submission, by_id)
    said = edited(submission.said, how.edits)
    if how.about_id is not None and submission.kind == "new":
        submission.kind, submission.about_id = "addition", _here(session, how.about_id).id
    corrects = submission.kind == "correction"
    record = (_correct if corrects else _record)(session, submission, said, by_id, how)
    for scan in submission.scans:
        scan.record_id = record.id
    submission.record_id, submission.state = record.id, "accepted"
    changed = {column: [submission.said.get(column, ""), said.get(column, "")] for column in how.edits}
    changed = {column: pair for column, pair in changed.items() if pair[0] != pair[1]}
    if changed:
        submission.steps.append(Step(by_id=by_id, kind="edited", said=said, edits=changed))
    _step(session, submission, by_id, Step(kind="accepted", words=how.words), record=record.id, edits=sorted(changed))
    if submission.kind == "addition" and submission.about_id is not None:
        about = Decision(submission.about_id, record.id, "same", Verdict.SAME, alone=True)  # the submitter said so, too
        judge(session, about, by_id)
    return record


def send_back(session: Session, submission: Submission, by_id: int, words: str) -> None:
    """Ask the submitter, who answers and sends it again."""
    _may_decide(submission, by_id)
    if not words.strip():
        raise NoWords
    submission.state = "sent_back"
    _step(session, submission, by_id, Step(kind="sent_back", words=words))


def reject(session: Session, submission: Submission, by_id: int, reason: str, words: str) -> None:
    """Refuse it, for a reason of the list (data/vocab/refusals.csv) and in words; nothing of it is lost."""
    _may_decide(submission, by_id)
    if not words.strip():
        raise NoWords
    submission.state = "rejected"
    _step(session, submission, by_id, Step(kind="rejected", reason=reason, words=words))


def edited(said: Mapping[str, str], edits: Mapping[str, str]) -> dict[str, str]:
    """The columns with the edits put in; one that becomes empty is left out."""
    return {column: text for column, text in {**said, **edits}.items() if text.strip()}


def _may_decide(submission: Submission, by_id: int) -> None:
    if submission.submitter_id == by_id:
        raise OwnSubmission
    if submission.state != WAITING:
        raise AlreadyDecided(submission)


def _record(session: Session, submission: Submission, said: Mapping[str, str], by_id: int, how: Acceptance) -> Record:
    """A record of its own, also of a person who has one: it is what one more source says."""
    draft = understand(said).draft
    draft = replace(draft, source_ref=draft.source_ref or submission.reference)
    taken = session.scalar(select(Record.id).where(Record.source_ref == draft.source_ref))
    if taken is not None:
        raise RefTaken(draft.source_ref, taken)
    record = Record(checked=how.checked, living=how.living)
    fill(session, record, draft, how.lookup or Lookup.read(session))
    enter(session, [record])
    keep(session, record, Change(by_id, "submitted", how.why, submission.id))
    return record


def _correct(session: Session, submission: Submission, said: Mapping[str, str], by_id: int, how: Acceptance) -> Record:
    record = _here(session, submission.about_id)
    record.living = how.living or record.living
    correct(session, record, correction_of(said, record), Change(by_id, "corrected", how.why, submission.id))
    return record


def _here(session: Session, record_id: int | None) -> Record:
    record = session.get(Record, record_id) if record_id else None
    if record is None:
        raise NoRecord
    return record


def _step(session: Session, submission: Submission, by_id: int, step: Step, **told: object) -> None:
    step.by_id, step.words = by_id, step.words.strip()[:LONGEST_WORDS]
    step.said = dict(submission.said)
    submission.steps.append(step)
    subject = f"submission:{submission.reference}"
    note(session, by_id, f"submission.{step.kind}", subject, digest=digest_of(dict(submission.said)), **told)
