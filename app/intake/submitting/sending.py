"""Send a submission to the archivists, answer their question, or withdraw it. Each once, however often it is asked."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.audit import note
from app.intake.drafting import understand
from app.intake.queued import put
from app.intake.submitting.drafts import CORRECTION, LONGEST_WORDS, NEW
from app.intake.submitting.fields import FIELDS, SOURCES, base, longest
from app.intake.versions import digest_of
from app.models import Step, Submission
from app.models.base import now

CONSENT = "consent-1"  # which wording of the consent was agreed to; kept with the step that sends
WAITING = "pending"


class NotReady(ValueError):
    """What is lacking before it can be sent; ``lacking`` holds codes and columns that are too long."""

    def __init__(self, *lacking: str) -> None:
        super().__init__(", ".join(lacking))
        self.lacking = lacking


class NotOpen(ValueError):
    """The submission is in a state in which this cannot be done."""


def send(session: Session, submission: Submission, words: str = "") -> None:
    """Let a draft wait for an archivist; one that waits already stays as it is.

    Raises NotReady, NotOpen. The session must be writing.
    """
    if submission.state == WAITING:
        return
    if submission.state != "draft":
        raise NotOpen(submission.state)
    _ready(submission)
    submission.sent_at = now()
    _wait(session, submission, "sent", words)


def answer(session: Session, submission: Submission, words: str, said: Mapping[str, str] | None = None) -> None:
    """Answer the archivist's question and send again, with ``said`` in place of what it said where that is given."""
    if submission.state == WAITING:
        return
    if submission.state != "sent_back":
        raise NotOpen(submission.state)
    if said is not None:
        submission.said = dict(said)
    _ready(submission)
    _wait(session, submission, "answered", words)


def withdraw(session: Session, submission: Submission) -> None:
    """Take it back as long as nothing was decided; it stays readable to its submitter."""
    if submission.state == "withdrawn":
        return
    if submission.state not in ("draft", WAITING, "sent_back"):
        raise NotOpen(submission.state)
    submission.state = "withdrawn"
    _step(session, submission, "withdrawn", "")


def lacking(submission: Submission) -> tuple[str, ...]:
    """What must be there before it can be sent: a name, a source, the consent; and no value too long to be read."""
    said = submission.said
    lacks = []
    if submission.kind == CORRECTION and not any(base(column) not in (*SOURCES, "text") for column in said):
        lacks.append("change")
    if submission.kind != NEW and submission.about_id is None:
        lacks.append("record")
    if submission.kind != CORRECTION and not understand(said).draft.name:
        lacks.append("name")
    if not any(said.get(column) for column in SOURCES):
        lacks.append("source")
    if submission.consented_at is None:
        lacks.append("consent")
    return (*lacks, *too_long(said))


def too_long(said: Mapping[str, str]) -> dict[str, int]:
    """The columns whose value is longer than a person would write, and how long it may be."""
    limits = {column: longest(FIELDS[base(column)].kind) for column in said if base(column) in FIELDS}
    return {
        column: limit
        for column, limit in limits.items()
        if any(len(piece) > limit for piece in said[column].split("|"))
    }


def _ready(submission: Submission) -> None:
    lacks = lacking(submission)
    if lacks:
        raise NotReady(*lacks)


def _wait(session: Session, submission: Submission, kind: str, words: str) -> None:
    submission.state = WAITING
    submission.kept = {}
    submission.digest = digest_of(dict(submission.said))
    put(session, submission)
    _step(session, submission, kind, words, CONSENT)


def _step(session: Session, submission: Submission, kind: str, words: str, reason: str = "") -> None:
    said = dict(submission.said)
    by_id = submission.submitter_id
    step = Step(by_id=by_id, kind=kind, words=words.strip()[:LONGEST_WORDS], said=said, reason=reason)
    submission.steps.append(step)
    note(session, by_id, f"submission.{kind}", f"submission:{submission.reference}", digest=digest_of(said))
