"""Records of one person that volunteers brought together: each further source about somebody is a record of its own."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app import records
from app.models import Submission
from app.privacy import PublicRecord


def same_person(session: Session, record_id: int) -> tuple[PublicRecord, ...]:
    """The records that archivists have accepted as further sources about the same person, in the order they came."""
    first = select(Submission.about_id).where(*_accepted(), Submission.record_id == record_id)
    heads = {record_id, *(number for number in session.scalars(first) if number is not None)}
    wanted = select(Submission.about_id, Submission.record_id).where(
        *_accepted(), or_(Submission.about_id.in_(heads), Submission.record_id.in_(heads))
    )
    pairs = session.execute(wanted).all()
    found = {number for pair in pairs for number in pair if number is not None} - {record_id}
    shown = records.by_ids(session, found) if found else {}
    return tuple(shown[number] for number in sorted(found) if number in shown)


def _accepted() -> tuple[ColumnElement[bool], ...]:
    return Submission.kind == "addition", Submission.state == "accepted"
