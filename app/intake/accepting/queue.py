"""The queue: what waits for an archivist, oldest first, by columns that have an index; nothing else is read of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.intake.accepting.asked import PENDING, Asked
from app.intake.accepting.words import STATES
from app.models import Batch, Scan, Submission, User
from app.models.base import now
from app.paging import Pages

SIZE = 50  # submissions a page
TOLD = ("accepted", "sent_back", "rejected")  # of a submitter's record so far


@dataclass(frozen=True, slots=True)
class SoFar:
    """What became of a submitter's submissions until now."""

    accepted: int = 0
    sent_back: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the queue."""

    reference: str
    name: str
    kind: str
    nation: str
    living: str
    sent_at: datetime | None
    submitter_id: int
    submitter: str
    batch: str
    line: int | None
    scans: bool
    so_far: SoFar


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue; ``counts`` of all submissions by state, whatever is asked for."""

    asked: Asked
    rows: tuple[Waiting, ...]
    pages: Pages
    counts: dict[str, int]
    nations: tuple[str, ...]
    submitter: str


def queue_page(session: Session, asked: Asked, offset: int) -> QueuePage:
    """Those asked for, from the offset on."""
    total = session.scalar(_filtered(select(func.count(Submission.id)), asked)) or 0
    rows = session.execute(_ordered(_filtered(_columns(), asked), asked).offset(offset).limit(SIZE)).all()
    known = so_far(session, {row.submitter_id for row in rows})
    return QueuePage(
        asked=asked,
        rows=tuple(Waiting(**row._mapping, so_far=known.get(row.submitter_id, SoFar())) for row in rows),
        pages=Pages(offset, SIZE, total),
        counts=counts(session),
        nations=tuple(session.scalars(_nations(asked))),
        submitter=_called(session, asked.submitter),
    )


def counts(session: Session) -> dict[str, int]:
    """How many submissions are in which state."""
    found = session.execute(select(Submission.state, func.count(Submission.id)).group_by(Submission.state))
    known = {state: count for state, count in found}  # noqa: C416 (typed so)
    return {state: known.get(state, 0) for state in STATES}


def so_far(session: Session, submitters: Iterable[int]) -> dict[int, SoFar]:
    """The record so far of each of them."""
    wanted = (
        select(Submission.submitter_id, Submission.state, func.count(Submission.id))
        .where(Submission.submitter_id.in_(sorted(submitters)), Submission.state.in_(TOLD))
        .group_by(Submission.submitter_id, Submission.state)
    )
    found: dict[int, dict[str, int]] = {}
    for submitter, state, count in session.execute(wanted):
        found.setdefault(submitter, {})[state] = count
    return {submitter: SoFar(**by_state) for submitter, by_state in found.items()}


def neighbour(session: Session, asked: Asked, at: Submission, me: int, *, before: bool = False) -> str:
    """The reference of the next that waits (or the one ``before``), none of one's own; '' where there is none."""
    wanted = select(Submission.reference).where(Submission.submitter_id != me, Submission.id != at.id)
    wanted = _filtered(wanted, asked.waiting())
    columns = (Submission.sent_at, Submission.id)
    order = [column.desc() for column in columns] if before else list(columns)
    wanted = wanted.order_by(*order).limit(1)
    beyond = session.scalar(wanted.where(_before(at) if before else _after(at))) if at.sent_at else None
    return beyond or ("" if before else session.scalar(wanted) or "")


def by_reference(session: Session, reference: str) -> Submission | None:
    """The submission of that reference, drafts excepted: they are their writers' alone."""
    wanted = select(Submission).where(Submission.reference == reference.strip().upper(), Submission.state != "draft")
    return session.scalar(wanted)


def _columns() -> Select[Any]:
    of = Submission
    with_scans = exists().where(Scan.submission_id == of.id).label("scans")
    told: tuple[ColumnElement[Any] | Any, ...] = (
        of.reference, of.name, of.kind, of.nation, of.living, of.sent_at, of.submitter_id,
        User.name.label("submitter"), Batch.reference.label("batch"), of.line, with_scans,
    )  # fmt: skip
    return select(*told).join(User, User.id == of.submitter_id).outerjoin(Batch, Batch.id == of.batch_id)


def _filtered(wanted: Select[Any], asked: Asked) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = [Submission.state == asked.state]
    if asked.kind:
        conditions.append(Submission.kind == asked.kind)
    if asked.living:
        conditions.append(Submission.living == ("" if asked.living == "no" else asked.living))
    if asked.nation:
        conditions.append(Submission.nation == asked.nation)
    if asked.submitter:
        conditions.append(Submission.submitter_id == asked.submitter)
    if asked.age:
        conditions.append(Submission.sent_at < now() - timedelta(days=int(asked.age)))
    if asked.batch:
        conditions.append(
            Submission.batch_id == select(Batch.id).where(Batch.reference == asked.batch).scalar_subquery()
        )
    if asked.scans:
        has = exists().where(Scan.submission_id == Submission.id)
        conditions.append(has if asked.scans == "yes" else ~has)
    return wanted.where(*conditions)


def _ordered(wanted: Select[Any], asked: Asked) -> Select[Any]:
    """The oldest first while they wait, else what was decided last."""
    if asked.state == PENDING:
        return wanted.order_by(Submission.sent_at, Submission.id)
    return wanted.order_by(Submission.changed_at.desc(), Submission.id.desc())


def _after(at: Submission) -> ColumnElement[bool]:
    same = and_(Submission.sent_at == at.sent_at, Submission.id > at.id)
    return or_(Submission.sent_at > at.sent_at, same)


def _before(at: Submission) -> ColumnElement[bool]:
    same = and_(Submission.sent_at == at.sent_at, Submission.id < at.id)
    return or_(Submission.sent_at < at.sent_at, same)


def _nations(asked: Asked) -> Select[Any]:
    return select(Submission.nation).where(Submission.state == asked.state, Submission.nation != "").distinct()


def _called(session: Session, user_id: int) -> str:
    user = session.get(User, user_id) if user_id else None
    return called(user) if user else ""


def called(user: User) -> str:
    """How colleagues see the person."""
    return user.name or f"№ {user.id}"
