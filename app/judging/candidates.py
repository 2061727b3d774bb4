"""Candidates follow the log: what state they are in, and who has judged in the round under way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.judging.answered import answered
from app.judging.scene import Pair, log_of, portions, standings_of
from app.judging.standing import OPEN, SETTLED, Standing
from app.models import Candidate, Judgement, Submission


def candidate_of(session: Session, pair: Pair) -> Candidate | None:
    """The candidate of that pair and kind."""
    left, right, kind = pair
    asked = (Candidate.left_id == left, Candidate.right_id == right, Candidate.kind == kind)
    return session.scalar(select(Candidate).where(*asked))


def log_of_pair(session: Session, pair: Pair) -> list[Judgement]:
    """The judgements of that pair and kind, the first one first."""
    left, right, kind = pair
    asked = (Judgement.left_id == left, Judgement.right_id == right, Judgement.kind == kind)
    return list(session.scalars(select(Judgement).where(*asked).order_by(Judgement.id)))


def restate(session: Session, record_ids: Iterable[int]) -> None:
    """Write the states of all candidates with one of these records, as the log and the persons of now have them.

    What is answered by other judgements on the same two persons is not asked; a pair that new evidence brought back is.
    """
    found = _with(session, record_ids)
    ends = {number for one in found for number in (one.left_id, one.right_id)}
    log = standings_of(log_of(session, ends))
    judged = answered(session, ends)
    for candidate in found:
        key = (candidate.left_id, candidate.right_id, candidate.kind)
        stands = log.get(key, Standing())
        if not came_back(candidate, stands):
            unasked = stands.state == OPEN and not stands.news and key in judged
            write(candidate, stands, SETTLED if unasked else stands.state)


def came_back(candidate: Candidate, stands: Standing) -> bool:
    """Whether the pair was judged, and new evidence has brought it back to be asked about once more."""
    return candidate.state == OPEN and bool(candidate.news) and stands.state == SETTLED


def not_of(judge_id: int) -> tuple[ColumnElement[bool], ...]:
    """What leaves of the candidates those that this judge may judge: no own submissions, no pair judged already."""
    own = select(Submission.record_id).where(Submission.submitter_id == judge_id, Submission.record_id.is_not(None))
    first, second = Candidate.first_by_id, Candidate.second_by_id
    return (
        Candidate.left_id.not_in(own),
        Candidate.right_id.not_in(own),
        or_(first.is_(None), first != judge_id),
        or_(second.is_(None), second != judge_id),
    )


def write(candidate: Candidate, stands: Standing, state: str) -> None:
    """Let the candidate stand so."""
    waits = stands.state != SETTLED
    heard: Sequence[int | None] = (*stands.heard, None, None) if waits else (None, None)
    told = {
        "state": state,
        "news": list(stands.news) if waits else [],
        "first_by_id": heard[0],
        "second_by_id": heard[1],
    }
    for column, value in told.items():
        if getattr(candidate, column) != value:
            setattr(candidate, column, value)


def _with(session: Session, record_ids: Iterable[int]) -> list[Candidate]:
    found: dict[int, Candidate] = {}
    for some in portions(record_ids):
        either = or_(Candidate.left_id.in_(some), Candidate.right_id.in_(some))
        found.update((one.id, one) for one in session.scalars(select(Candidate).where(either)))
    return [found[number] for number in sorted(found)]
