"""People whom judgements contradict: two of their records are one person by a chain of verdicts, and are not by one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.judging.persons import conflicts, preferred_name
from app.models import Person, WrittenName
from app.review.given import Given, given

MOST = 50  # people shown at once; the oldest first


@dataclass(frozen=True, slots=True)
class Contradicted:
    """What says that two records are two people, and the verdicts that lead from one to the other."""

    apart: Given
    chain: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class OfPerson:
    """A person with all that contradicts in them."""

    person: Person
    name: WrittenName
    found: tuple[Contradicted, ...]


def how_many(session: Session) -> int:
    """How many people are contradicted."""
    return session.scalar(select(func.count(Person.id)).where(*_contradicted())) or 0


def contradictions(session: Session, me: int) -> tuple[OfPerson, ...]:
    """All of them, for an archivist to resolve."""
    wanted = select(Person).where(*_contradicted()).order_by(Person.id).limit(MOST)
    return tuple(of_person(session, person, me) for person in session.scalars(wanted))


def of_person(session: Session, person: Person, me: int) -> OfPerson:
    """What contradicts in this person."""
    found = tuple(
        Contradicted(given(session, [one.judgement], me)[0], given(session, one.chain, me))
        for one in conflicts(session, person)
    )
    return OfPerson(person, preferred_name(person), found)


def _contradicted() -> tuple[ColumnElement[bool], ...]:
    return Person.conflict.is_(True), Person.retired_at.is_(None)
