"""The versions of a record: each is whole, signed and dated, and none is ever overwritten."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.intake.draft_json import Plain, as_json
from app.intake.recorded import drafted
from app.models import Record, RecordVersion


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes a record (None: a command), ``how`` (a code of RecordVersion), and why in their words."""

    by_id: int | None
    how: str
    why: str = ""
    submission_id: int | None = None


def keep_first(session: Session, record: Record) -> None:
    """Before a change: keep what the record says as version 1 where no version is kept yet."""
    if _last(session, record.id) == 0:
        said = as_json(drafted(record))
        version = RecordVersion(record_id=record.id, number=1, how="imported", said=said, digest=digest_of(said))
        version.at = record.created_at
        session.add(version)
        session.flush()


def keep(session: Session, record: Record, change: Change) -> RecordVersion:
    """After a change: keep what the record says now. Two changes at once cannot take one number."""
    said = as_json(drafted(record))
    version = RecordVersion(
        record_id=record.id,
        number=_last(session, record.id) + 1,
        by_id=change.by_id,
        how=change.how,
        why=change.why,
        submission_id=change.submission_id,
        said=said,
        digest=digest_of(said),
    )
    session.add(version)
    session.flush()
    return version


def digest_of(said: Plain) -> str:
    """SHA-256 of the data in canonical form, hexadecimal."""
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _last(session: Session, record_id: int) -> int:
    wanted = select(func.max(RecordVersion.number)).where(RecordVersion.record_id == record_id)
    return session.scalar(wanted) or 0
