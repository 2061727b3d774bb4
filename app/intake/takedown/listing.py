"""Requests as archivists see them, and the public log of decisions, which names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import records
from app.intake.takedown.words import STATES, reason
from app.models import Takedown
from app.paging import Pages
from app.privacy import PublicRecord

SIZE = 50  # requests a page


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision as everybody may read it: no name, no number of a request or a record."""

    day: date
    kind: str
    state: str
    reason: str
    ruling: str


@dataclass(frozen=True, slots=True)
class Log:
    """Decisions, the latest first, and how many requests there are by how they ended."""

    rulings: tuple[Ruled, ...]
    counts: dict[str, int]
    pages: Pages


@dataclass(frozen=True, slots=True)
class Desk:
    """Requests of one state with the records they are about, the oldest first while they are open."""

    requests: tuple[tuple[Takedown, PublicRecord | None], ...]
    state: str
    counts: dict[str, int]
    pages: Pages


def log(session: Session, language: str, offset: int) -> Log:
    """The public log."""
    counts = _counts(session)
    decided = select(Takedown).where(Takedown.state != "open", Takedown.decided_at.is_not(None))
    latest = decided.order_by(Takedown.decided_at.desc(), Takedown.id.desc()).offset(offset).limit(SIZE)
    rulings = tuple(
        Ruled(one.decided_at.date(), one.kind, one.state, reason(one.state, one.reason, language), one.ruling)
        for one in session.scalars(latest)
        if one.decided_at
    )
    return Log(rulings, counts, Pages(offset, SIZE, sum(counts.values()) - counts["open"]))


def desk(session: Session, state: str, offset: int) -> Desk:
    """The archivists' list of the requests in that state."""
    counts = _counts(session)
    order = Takedown.id if state == "open" else Takedown.id.desc()
    found = session.scalars(
        select(Takedown).where(Takedown.state == state).order_by(order).offset(offset).limit(SIZE)
    ).all()
    about = records.by_ids(session, {one.record_id for one in found})
    pairs = tuple((one, about.get(one.record_id)) for one in found)
    return Desk(pairs, state, counts, Pages(offset, SIZE, counts[state]))


def by_reference(session: Session, reference: str) -> Takedown | None:
    """The request of that reference, however it was typed."""
    return session.scalar(select(Takedown).where(Takedown.reference == reference.strip().upper()))


def about_same(session: Session, takedown: Takedown) -> list[Takedown]:
    """Other requests about the same record."""
    same = (Takedown.record_id == takedown.record_id, Takedown.id != takedown.id)
    return list(session.scalars(select(Takedown).where(*same).order_by(Takedown.id)))


def _counts(session: Session) -> dict[str, int]:
    found = session.execute(select(Takedown.state, func.count()).group_by(Takedown.state))
    return dict.fromkeys(STATES, 0) | {row[0]: row[1] for row in found}
