"""Which of some records archivists have brought together as one person, and where that person's page is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Person, PersonRecord


@dataclass(frozen=True, slots=True)
class Belonging:
    """The reference of the person that a record belongs to, and how many records that person has."""

    reference: str
    records: int


def belongings(session: Session, ids: Iterable[int]) -> dict[int, Belonging]:
    """By record, for those of the records that belong to a person; the others are left out."""
    wanted = list(ids)
    if not wanted:
        return {}
    owners = select(PersonRecord.person_id).where(PersonRecord.record_id.in_(wanted))
    counted = (
        select(PersonRecord.person_id, func.count().label("records"))
        .where(PersonRecord.person_id.in_(owners))
        .group_by(PersonRecord.person_id)
        .subquery()
    )
    found = (
        select(PersonRecord.record_id, Person.reference, counted.c.records)
        .join(Person, Person.id == PersonRecord.person_id)
        .join(counted, counted.c.person_id == PersonRecord.person_id)
        .where(PersonRecord.record_id.in_(wanted))
    )
    return {number: Belonging(reference, records) for number, reference, records in session.execute(found)}


def references(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """By record, the reference of the person it belongs to."""
    return {number: home.reference for number, home in belongings(session, ids).items()}
