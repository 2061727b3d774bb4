"""Submissions while they are being written: begun once, saved step by step, never overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app import records
from app.intake.recorded import drafted
from app.intake.submitting.fields import SOURCES, Step, base
from app.intake.submitting.taking import Sent, merged, taken
from app.intake.told import told
from app.intake.versions import digest_of
from app.models import Submission
from app.references import reference

OPEN = ("draft", "sent_back")  # states in which the submitter may write
ENDED = ("rejected", "withdrawn")  # in which it may be written anew
NEW, ADDITION, CORRECTION = "new", "addition", "correction"
KINDS = (NEW, ADDITION, CORRECTION)
MOST = 1_000  # of one user that are listed
LONGEST_RELATION, LONGEST_WORDS = 500, 5_000  # letters
NOT_CORRECTED = (*SOURCES, "text")  # a correction brings its own source, and alters no words of the record's


class Outcome(StrEnum):
    """What became of a step that was sent: saved; not, for it was changed elsewhere meanwhile; not, for it is sent."""

    SAVED = "saved"
    STALE = "stale"
    CLOSED = "closed"


def begin(session: Session, user_id: int, token: str, language: str) -> Submission:
    """A new draft; the one of that token where the form was sent twice."""
    found = session.scalar(select(Submission).where(Submission.token == token, Submission.submitter_id == user_id))
    if found is None:
        found = Submission(reference=reference("S"), token=token, submitter_id=user_id, language=language, said={})
        session.add(found)
        session.flush()
    return found


def again(session: Session, submission: Submission, token: str, language: str) -> Submission:
    """A new draft that says what one says that was refused or withdrawn; its scans are to be sent anew."""
    made = begin(session, submission.submitter_id, token, language)
    if not made.said:
        made.said, made.relation = dict(submission.said), submission.relation
        made.kind, made.about_id = submission.kind, submission.about_id
    return made


def own(session: Session, user_id: int, wanted: str) -> Submission | None:
    """The user's own submission of that reference; None where there is none or it is somebody else's."""
    return session.scalar(
        select(Submission).where(Submission.reference == wanted, Submission.submitter_id == user_id)
    )  # fmt: skip


def speak_of(session: Session, submission: Submission, record_id: int | None, kind: str) -> bool:
    """Let the draft be about that record, or about nobody here yet; False where there is no such record.

    What a correction says too is not said again: only what differs from the record stays.
    """
    if submission.state not in OPEN or kind not in KINDS:
        return False
    if kind == NEW:
        submission.kind, submission.about_id = NEW, None
        return True
    if record_id is None or records.by_id(session, record_id) is None:
        return False
    submission.kind, submission.about_id = kind, record_id
    submission.said = _changes(submission.said, of_record(session, submission))
    return True


def of_record(session: Session, submission: Submission) -> dict[str, str]:
    """The columns that a correction is written over: what the record says to everybody; nothing for other kinds."""
    if submission.kind != CORRECTION or submission.about_id is None:
        return {}
    record = records.by_id(session, submission.about_id)
    columns = told(drafted(record)) if record else {}
    return {column: text for column, text in columns.items() if base(column) not in NOT_CORRECTED}


def columns_of(submission: Submission, record: Mapping[str, str], step: Step | None = None) -> dict[str, str]:
    """What stands in the form, of one step or of all: the record's words, and over them what was typed."""
    columns = {**record, **submission.said}
    return {column: text for column, text in columns.items() if text and (step is None or step.owns(column))}


def save(session: Session, submission: Submission, step: Step, sent: Sent) -> Outcome:
    """Save what was typed into a step; ``seen`` among it tells what the page showed when it was opened."""
    record = of_record(session, submission)
    new = {column: text for column, text in taken(step, sent).items() if text}
    now = columns_of(submission, record, step)
    if submission.state not in OPEN:
        return Outcome.CLOSED
    if seen(now) != _first(sent, "seen") and new != now:
        return Outcome.STALE
    put(submission, _changes(merged(submission.said, step, new), record))
    submission.kept = {code: columns for code, columns in submission.kept.items() if code != step.code}
    if "relation" in sent:
        submission.relation = _first(sent, "relation").strip()[:LONGEST_RELATION]
    return Outcome.SAVED


def put(submission: Submission, said: Mapping[str, str]) -> None:
    """Let it say that, if it does not yet: an unchanged row is not written."""
    if dict(said) != submission.said:
        submission.said = dict(said)


def keep(session: Session, wanted: str, step: Step, sent: Sent) -> bool:
    """Keep what somebody sent whose sign-in had ended, beside the draft, which it does not alter.

    Only with the draft's own token, which stood in the page: nobody else can have it. False where nothing was kept.
    """
    found = session.scalar(select(Submission).where(Submission.reference == wanted))
    if found is None or not _first(sent, "token") or _first(sent, "token") != found.token or found.state not in OPEN:
        return False
    columns = {column: text for column, text in taken(step, sent).items() if text}
    if columns != columns_of(found, of_record(session, found), step):
        found.kept = {**found.kept, step.code: columns}
    return True


def keep_words(submission: Submission, page: str, words: str) -> None:
    """Keep what was typed to the archivists on the last page, until it is sent."""
    if submission.state in OPEN and submission.kept.get(page, {}).get("words", "") != words:
        submission.kept = {**submission.kept, page: {"words": words[:LONGEST_WORDS]}}


def seen(columns: Mapping[str, str]) -> str:
    """A digest of what a page shows: sent back with the form, it tells whether that still stands."""
    return digest_of(dict(columns))[:16]


def all_of(session: Session, user_id: int) -> Sequence[Submission]:
    """The user's submissions made by hand, and rows of files that an archivist asks about; the last changed first."""
    mine = select(Submission).where(Submission.submitter_id == user_id)
    asked = and_(Submission.batch_id.is_not(None), Submission.state == "sent_back")
    wanted = mine.where(or_(Submission.batch_id.is_(None), asked))
    return session.scalars(wanted.order_by(Submission.changed_at.desc(), Submission.id.desc()).limit(MOST)).all()


def _changes(said: Mapping[str, str], record: Mapping[str, str]) -> dict[str, str]:
    """Of a correction only what differs from the record; an emptied field changes nothing."""
    return {column: text for column, text in said.items() if text and text != record.get(column, "")}


def _first(sent: Sent, name: str) -> str:
    return next(iter(sent.get(name, ())), "")
