"""The chain of events: who did what to what, append-only, each event sealed with the digest of the one before.

An event altered, removed or put in between breaks the chain at that place (`broken_at`). Only its end can be cut off
unseen: keep the last digest elsewhere, as `flask audit verify` prints it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models import AuditEvent

START = "0" * 64  # stands before the first event
_LOCK = 0x45534D  # PostgreSQL's advisory lock of the chain: one event after the other, as SQLite's write lock gives


def note(session: Session, actor_id: int | None, action: str, subject: str, **data: Any) -> AuditEvent:
    """Add an event to the chain in the transaction of the act itself, which must be writing (`app.db.writing`).

    ``data``: codes, numbers and digests, never the words of people: what is removed later would stay here.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    session.flush()
    previous = session.scalar(select(AuditEvent.digest).order_by(AuditEvent.id.desc()).limit(1)) or START
    said = {"at": datetime.now(UTC).isoformat(), "actor_id": actor_id, "action": action, "subject": subject}
    event = AuditEvent(**said, data=data, previous=previous, digest=_digest(said | {"data": data}, previous))
    session.add(event)
    session.flush()
    return event


def broken_at(session: Session) -> int | None:
    """The number of the first event that is not as it was written, or None where the chain holds."""
    previous = START
    with session.scalars(select(AuditEvent).order_by(AuditEvent.id).execution_options(yield_per=1_000)) as events:
        for event in events:
            if event.previous != previous or event.digest != _digest(_said(event), previous):
                return event.id
            previous = event.digest
    return None


def _said(event: AuditEvent) -> dict[str, Any]:
    return {name: getattr(event, name) for name in ("at", "actor_id", "action", "subject", "data")}


def _digest(said: Mapping[str, Any], previous: str) -> str:
    canonical = json.dumps([previous, said], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
