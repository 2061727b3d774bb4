"""Accept a trusted volunteer's file on a checked sample, or send it back as a whole.

Rows are drawn at random; the seed stands in the chain of events, so that anybody can draw them again. Left out, and
waiting for a decision of their own, are rows about people who may be living, corrections, and rows found not fine.
"""

from __future__ import annotations

import random
import secrets
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, insert, literal, select, update
from sqlalchemy.orm import Session

from app.audit import note
from app.intake.accepting.decide import LONGEST_WORDS, WAITING, NoWords, OwnSubmission
from app.models import Batch, Step, Submission
from app.models.base import now

READ, SAMPLED, ACCEPTING, ACCEPTED, SENT_BACK = "done", "sampled", "accepting", "accepted", "sent_back"
FINE, NOT_FINE = "fine", "not_fine"
USUAL = 20  # rows that are drawn where the archivist sets nothing else
MOST = 500


class NotSo(ValueError):
    """It cannot be done now: ``code`` trusted, state, rows, unchecked, size."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the rows of a file: how many wait, how many of these can be accepted on a sample, how many are accepted."""

    waiting: int
    ready: int
    accepted: int


def counts(session: Session, batch: Batch) -> Counts:
    """As they stand now."""
    of = select(func.count(Submission.id)).where(Submission.batch_id == batch.id)
    waiting = session.scalar(of.where(Submission.state == WAITING)) or 0
    accepted = session.scalar(of.where(Submission.state == "accepted")) or 0
    return Counts(waiting, session.scalar(of.where(*ready(batch))) or 0, accepted)


def ready(batch: Batch) -> tuple[ColumnElement[bool], ...]:
    """The rows that a sample can speak for."""
    not_fine = [ref for ref, (verdict, _) in batch.checks.items() if verdict == NOT_FINE]
    return (
        Submission.batch_id == batch.id,
        Submission.state == WAITING,
        Submission.kind == "new",
        Submission.living == "",
        Submission.reference.not_in(not_fine),
    )


def draw(session: Session, batch: Batch, by_id: int, size: int) -> None:
    """Draw the rows to be checked; drawn anew, what was checked before is forgotten. Raises NotSo, OwnSubmission."""
    _may(batch, by_id, READ, SAMPLED)
    if not batch.submitter.trusted:
        raise NotSo("trusted")
    if not 0 < size <= MOST:
        raise NotSo("size")
    batch.checks = {}
    wanted = session.scalars(select(Submission.reference).where(*ready(batch)).order_by(Submission.id)).all()
    if not wanted:
        raise NotSo("rows")
    seed = secrets.randbits(32)
    batch.sample = drawn(list(wanted), size, seed)
    batch.state, batch.decided_by_id = SAMPLED, by_id
    note(session, by_id, "batch.sampled", _subject(batch), seed=seed, size=len(batch.sample), of=len(wanted))


def drawn(references: list[str], size: int, seed: int) -> list[str]:
    """The sample of that seed, in the order of the file."""
    chosen = set(random.Random(seed).sample(references, min(size, len(references))))  # noqa: S311 (to be drawn again)
    return [one for one in references if one in chosen]


def check(batch: Batch, by_id: int, reference: str, verdict: str, words: str) -> None:
    """Say of a row of the sample whether it is fine; of one that is not, in words what is wrong."""
    _may(batch, by_id, SAMPLED)
    if reference not in batch.sample or verdict not in (FINE, NOT_FINE):
        raise NotSo("rows")
    if verdict == NOT_FINE and not words.strip():
        raise NoWords
    batch.checks = {**batch.checks, reference: [verdict, words.strip()[:LONGEST_WORDS]]}


def accept_all(session: Session, batch: Batch, by_id: int) -> None:
    """Let the rows be accepted in the background, once every row of the sample is checked."""
    _may(batch, by_id, SAMPLED)
    if not batch.submitter.trusted:
        raise NotSo("trusted")
    verdicts = [batch.checks.get(reference, [""])[0] for reference in batch.sample]
    if not all(verdicts):
        raise NotSo("unchecked")
    batch.state, batch.decided_by_id, batch.beat_at = ACCEPTING, by_id, None
    told = {"fine": verdicts.count(FINE), "not_fine": verdicts.count(NOT_FINE)}
    note(session, by_id, "batch.accepted", _subject(batch), **told)


def send_back_all(session: Session, batch: Batch, by_id: int, words: str) -> int:
    """Send every row that waits back with the same words; returns how many."""
    _may(batch, by_id, READ, SAMPLED)
    if not words.strip():
        raise NoWords
    waiting = (Submission.batch_id == batch.id, Submission.state == WAITING)
    batch.state = SENT_BACK
    count = turn(session, waiting, SENT_BACK, (by_id, SENT_BACK, words.strip()[:LONGEST_WORDS]))
    note(session, by_id, "batch.sent_back", _subject(batch), count=count)
    return count


def turn(session: Session, which: tuple[ColumnElement[bool], ...], state: str, step: tuple[int, str, str]) -> int:
    """Put many submissions into a state in one statement, with a step (by whom, kind, words) for each."""
    by_id, kind, words = step
    told = select(Submission.id, literal(now()), literal(by_id), literal(kind), literal(""), literal(words),
                  Submission.said, literal({}, Step.edits.type)).where(*which)  # fmt: skip
    columns = ["submission_id", "at", "by_id", "kind", "reason", "words", "said", "edits"]
    session.execute(insert(Step).from_select(columns, told, include_defaults=False))
    values = {"state": state, "version": Submission.version + 1, "changed_at": now()}
    changed = session.execute(
        update(Submission).where(*which).values(values).execution_options(synchronize_session=False)
    )
    count: int = changed.rowcount  # type: ignore[attr-defined]
    return count


def _may(batch: Batch, by_id: int, *states: str) -> None:
    if batch.submitter_id == by_id:
        raise OwnSubmission
    if batch.state not in states:
        raise NotSo("state")


def _subject(batch: Batch) -> str:
    return f"batch:{batch.reference}"
