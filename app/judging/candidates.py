"""Candidates follow the log: what state they are in, and who has judged in the round under way."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.judging.scene import Pair
from app.judging.standing import OPEN, SETTLED, Standing, standing
from app.models import Candidate, Judgement, Submission
from indexer.matching.verdict import Verdict

OTHER_KIND = {"same": "kin", "kin": "same"}
SAYS_IT_ALL = (Verdict.SAME, Verdict.KIN)  # leave nothing to ask of the pair, as what kind it may be proposed


def candidate_of(session: Session, pair: Pair) -> Candidate | None:
    """The candidate of that pair and kind."""
    left, right, kind = pair
    return session.scalar(select(Candidate).where(*_is(left, right), Candidate.kind == kind))


def log_of_pair(session: Session, pair: Pair) -> list[Judgement]:
    """The judgements of that pair and kind, the first one first."""
    left, right, kind = pair
    asked = (Judgement.left_id == left, Judgement.right_id == right, Judgement.kind == kind)
    return list(session.scalars(select(Judgement).where(*asked).order_by(Judgement.id)))


def restate(session: Session, pair: Pair) -> Standing:
    """Write the states of the pair's candidates after a judgement of that kind; how the pair stands now."""
    left, right, kind = pair
    stands = {each: standing(log_of_pair(session, (left, right, each))) for each in (kind, OTHER_KIND[kind])}
    for candidate in session.scalars(select(Candidate).where(*_is(left, right))):
        now, other = stands[candidate.kind], stands[OTHER_KIND[candidate.kind]]
        if candidate.kind == kind or not came_back(candidate, now):
            _write(candidate, now, settled=bool(other.decision and other.decision.verdict in SAYS_IT_ALL))
    return stands[kind]


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


def _write(candidate: Candidate, stands: Standing, *, settled: bool) -> None:
    open_still = stands.state != SETTLED
    candidate.state = SETTLED if settled else stands.state
    candidate.news = list(stands.news) if open_still else []
    heard: Sequence[int | None] = (*stands.heard, None, None) if open_still else (None, None)
    candidate.first_by_id, candidate.second_by_id = heard[0], heard[1]


def _is(left: int, right: int) -> tuple[ColumnElement[bool], ...]:
    return (and_(Candidate.left_id == left, Candidate.right_id == right),)
