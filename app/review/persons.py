"""What made a person: the records, every judgement on them, and the name that the page bears."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app import records
from app.db import writing
from app.judging import log
from app.judging.persons import ForeignName, Moved, by_reference, by_rule, choose_name, preferred_name, records_of
from app.models import Person, WrittenName
from app.privacy import PublicRecord
from app.review.contradictions import Contradicted, of_person
from app.review.given import Given, given


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """``person`` as they are now or ``moved`` to others; ``chosen``: the number of the name that was chosen, if any."""

    reference: str
    person: Person | None
    moved: tuple[Person, ...]
    name: WrittenName | None
    by_rule: WrittenName | None
    chosen: int | None
    records: tuple[PublicRecord, ...]
    judgements: tuple[Given, ...]
    contradicted: tuple[Contradicted, ...]

    @property
    def names(self) -> tuple[WrittenName, ...]:
        """Every spelling in the records, once."""
        return tuple(
            {name.written: name for record in reversed(self.records) for name in reversed(record.names)}.values()
        )[::-1]


def history_page(session: Session, reference: str, me: int) -> HistoryPage | None:
    """The history of the person of that permalink, None where there never was one."""
    found = by_reference(session, reference)
    if found is None:
        return None
    whose = found if isinstance(found, Person) else _retired(session, reference)
    entries = log.of_person(session, whose, me)
    judgements = given(session, [entry.judgement for entry in entries], me)
    if isinstance(found, Moved):
        shown = records.by_ids(session, found.records)
        return HistoryPage(
            whose.reference, None, found.persons, None, None, None, tuple(shown.values()), judgements, ()
        )
    shown = records.by_ids(session, records_of(session, found))
    return HistoryPage(
        reference=found.reference,
        person=found,
        moved=(),
        name=preferred_name(found),
        by_rule=by_rule([row.record for row in found.records]),
        chosen=found.name_id,
        records=tuple(shown[number] for number in sorted(shown)),
        judgements=judgements,
        contradicted=of_person(session, found, me).found if found.conflict else (),
    )


def choose(engine: Engine, reference: str, name: str, me: int) -> bool:
    """Let the person go by the name of that number, or by the rule for ''; whether there is such a person and name."""
    number = int(name) if name.isascii() and name.isdecimal() and len(name) < 10 else None
    if name and number is None:
        return False
    with writing(engine) as session:
        person = by_reference(session, reference)
        if not isinstance(person, Person):
            return False
        try:
            choose_name(session, person, number, me)
        except ForeignName:
            return False
    return True


def _retired(session: Session, reference: str) -> Person:
    return session.scalars(select(Person).where(Person.reference == reference.strip().upper())).one()
