"""The other records of the same person, as judgements have brought them together."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app import records
from app.judging.persons import person_of, records_of
from app.privacy import PublicRecord


def same_person(session: Session, record_id: int) -> tuple[PublicRecord, ...]:
    """The other records of the person whom this one speaks of, in the order they came; () where it is alone."""
    person = person_of(session, record_id)
    if person is None:
        return ()
    others = [number for number in records_of(session, person) if number != record_id]
    shown = records.by_ids(session, others) if others else {}
    return tuple(shown[number] for number in others if number in shown)
