"""Set everything that waits of one submitter aside, as of a spammer; and take it up again where that was mistaken."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.audit import note
from app.intake.accepting.decide import LONGEST_WORDS, WAITING, NoWords, OwnSubmission
from app.intake.accepting.samples.sampling import turn
from app.models import AuditEvent, Batch, Submission, User

SET_ASIDE, TAKEN_UP = "set_aside", "taken_up"
DECISIONS = ("submission.accepted", "submission.sent_back", "submission.rejected")


def set_aside(session: Session, submitter_id: int, by_id: int, words: str) -> int:
    """Put them all aside, with why; files of theirs that are being taken in stop. Returns how many."""
    if submitter_id == by_id:
        raise OwnSubmission
    if not words.strip():
        raise NoWords
    at_work = (Batch.submitter_id == submitter_id, Batch.state == "running")
    session.execute(update(Batch).where(*at_work).values(state="stopped", beat_at=None))
    which = (Submission.submitter_id == submitter_id, Submission.state == WAITING)
    count = turn(session, which, SET_ASIDE, (by_id, SET_ASIDE, words.strip()[:LONGEST_WORDS]))
    note(session, by_id, "submissions.set_aside", f"user:{submitter_id}", count=count)
    return count


def take_up(session: Session, submitter_id: int, by_id: int) -> int:
    """Let all that was set aside wait again, in its old place in the queue. Returns how many."""
    if submitter_id == by_id:
        raise OwnSubmission
    which = (Submission.submitter_id == submitter_id, Submission.state == SET_ASIDE)
    count = turn(session, which, WAITING, (by_id, TAKEN_UP, ""))
    note(session, by_id, "submissions.taken_up", f"user:{submitter_id}", count=count)
    return count


def by_state(session: Session, submitter_id: int) -> dict[str, int]:
    """How many submissions of theirs are in which state, drafts left out."""
    wanted = (
        select(Submission.state, func.count(Submission.id))
        .where(Submission.submitter_id == submitter_id, Submission.state != "draft")
        .group_by(Submission.state)
    )
    return {state: count for state, count in session.execute(wanted)}  # noqa: C416 (typed so)


def person(session: Session, user_id: int) -> User | None:
    """The account of that number."""
    return session.get(User, user_id)


def decided_by(session: Session, user_id: int, since: str = "") -> dict[str, int]:
    """How many decisions of each kind the user has made, since that moment (ISO 8601)."""
    wanted = (
        select(AuditEvent.action, func.count(AuditEvent.id))
        .where(AuditEvent.actor_id == user_id, AuditEvent.action.in_(DECISIONS), AuditEvent.at >= since)
        .group_by(AuditEvent.action)
    )
    found = {action: count for action, count in session.execute(wanted)}  # noqa: C416 (typed so)
    return {action.partition(".")[2]: found.get(action, 0) for action in DECISIONS}
