"""A person as anybody may see them: by the permalink, wherever it leads by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import records
from app.judging.persons import by_reference, person_of, preferred_name, records_of
from app.models import Person, PersonFormer, WrittenName
from app.privacy import PublicRecord
from app.tombstones import Removed, removed


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person with at least one record to show. ``conflict``: archivists have not agreed that all are one person."""

    reference: str
    name: WrittenName
    records: tuple[PublicRecord, ...]
    conflict: bool = False

    def numbers(self, places: Iterable[int]) -> str:
        """The numbers of the records in those places (from 1), as a list."""
        return ", ".join(str(self.records[place - 1].id) for place in places)


@dataclass(frozen=True, slots=True)
class MovedPerson:
    """Where the records of that permalink are now: at these persons, or each by itself (``single``)."""

    persons: tuple[ShownPerson, ...]
    single: tuple[PublicRecord, ...] = ()

    @property
    def only(self) -> ShownPerson | None:
        """The one person that all went to, if they did."""
        return self.persons[0] if len(self.persons) == 1 and not self.single else None


@dataclass(frozen=True, slots=True)
class GonePerson:
    """Nothing of that person may be shown any more; why each record was removed, as far as that is known."""

    reference: str
    removed: tuple[Removed, ...]


def find_person(session: Session, reference: str) -> ShownPerson | MovedPerson | GonePerson | None:
    """What the permalink leads to; None where it was never given."""
    found = by_reference(session, reference)
    if found is None:
        return None
    if isinstance(found, Person):
        return shown(session, found) or _gone(session, found.reference)
    persons = tuple(person for each in found.persons if (person := shown(session, each)))
    single = tuple(records.by_ids(session, found.records).values())
    return MovedPerson(persons, single) if persons or single else _gone(session, reference.strip().upper())


def together(session: Session, record_id: int) -> tuple[PublicRecord, ...]:
    """The record, and after it the others of its person; () where there is no such record."""
    own = records.by_id(session, record_id)
    if own is None:
        return ()
    person = person_of(session, record_id)
    others = records.by_ids(session, {*records_of(session, person)} - {record_id}) if person else {}
    return (own, *(others[number] for number in sorted(others)))


def shown(session: Session, person: Person) -> ShownPerson | None:
    """The person with the records that may be shown, None where there is none."""
    held = records.by_ids(session, records_of(session, person))
    if not held:
        return None
    told = tuple(held[number] for number in sorted(held))
    return ShownPerson(person.reference, preferred_name(person), told, person.conflict)


def _gone(session: Session, reference: str) -> GonePerson:
    """Why it is gone: by the records that the person had."""
    had = select(PersonFormer.record_id).join(Person, Person.id == PersonFormer.person_id)
    numbers = session.scalars(had.where(Person.reference == reference).order_by(PersonFormer.record_id))
    return GonePerson(reference, tuple(stone for number in numbers if (stone := removed(session, number))))
