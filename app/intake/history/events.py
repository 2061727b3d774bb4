"""The chain of events for those who run the service: narrowed by what was acted on and how, leafed through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.audit import START
from app.models import AuditEvent, User
from app.paging import Pages, read_offset

SIZE = 50  # events a page
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Seen:
    """One event and the name of who did it, '' for a command."""

    event: AuditEvent
    actor: str


@dataclass(frozen=True, slots=True)
class Events:
    """A page of events, newest first, as they were asked for; ``actions`` are all that there are in the chain."""

    events: tuple[Seen, ...]
    pages: Pages
    asked: Mapping[str, str]
    actions: tuple[str, ...]
    total: int
    last_digest: str


def events(session: Session, arguments: Mapping[str, str]) -> Events:
    """What the filters ``subject`` («record:12», or its beginning «record:») and ``action`` leave, from ``offset``."""
    asked = {key: value for key in ("subject", "action") if (value := arguments.get(key, "").strip()[:80])}
    wanted = narrowed(asked)
    found = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    offset = read_offset(arguments.get("offset", ""))
    rows = session.scalars(wanted.order_by(AuditEvent.id.desc()).limit(SIZE).offset(offset)).all()
    names = _names(session, {row.actor_id for row in rows if row.actor_id is not None})
    seen = tuple(Seen(row, names.get(row.actor_id or 0, "")) for row in rows)
    actions = tuple(sorted(session.scalars(select(AuditEvent.action).distinct())))
    return Events(seen, Pages(offset, SIZE, found), asked, actions, *ends(session))


def narrowed(asked: Mapping[str, str]) -> Select[AuditEvent]:
    """The events of a subject and an action."""
    wanted = select(AuditEvent)
    if subject := asked.get("subject"):
        of_kind = subject.endswith(":")
        wanted = wanted.where(
            AuditEvent.subject.startswith(subject, autoescape=True) if of_kind else AuditEvent.subject == subject
        )
    return wanted.where(AuditEvent.action == asked["action"]) if asked.get("action") else wanted


def ends(session: Session) -> tuple[int, str]:
    """How many events there are, and the digest of the last one."""
    last = session.scalar(select(AuditEvent.digest).order_by(AuditEvent.id.desc()).limit(1))
    return session.scalar(select(func.count()).select_from(AuditEvent)) or 0, last or START


def _names(session: Session, ids: set[int]) -> dict[int, str]:
    rows = session.execute(select(User.id, User.name, User.email).where(User.id.in_(ids)))
    return {number: name or email for number, name, email in rows}
