"""Bring back what an old version said, as a new version."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.intake.corrected import renew
from app.intake.draft_json import from_json
from app.intake.versions import Change
from app.models import Record, RecordVersion

LONGEST_REASON = 1_000  # letters


class NoReason(ValueError):
    """Nobody could tell later why it was restored."""


class ChangedMeanwhile(ValueError):
    """Somebody else has changed the record since the page was shown."""


class NoVersion(LookupError):
    """There is no such version, or nothing is left of it, or the record says it already."""


def restore(session: Session, record_id: int, number: int, seen: int, change: Change) -> RecordVersion:
    """Let the record say what its version ``number`` said, in a transaction that writes.

    ``seen``: the number of the last version when the archivist decided. Raises NoReason, NoVersion, ChangedMeanwhile.
    """
    if not change.why.strip():
        raise NoReason
    versions = session.scalars(
        select(RecordVersion).where(RecordVersion.record_id == record_id).order_by(RecordVersion.number)
    ).all()
    record = session.get(Record, record_id)
    old = next((version for version in versions if version.number == number), None)
    if record is None or old is None or not old.said or old is versions[-1]:
        raise NoVersion
    if versions[-1].number != seen:
        raise ChangedMeanwhile
    return renew(session, record, from_json(old.said), change)
