"""Persons: whose a record is, where an old permalink leads, what a person is called, what contradicts in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import note
from app.judging.scene import look, portions
from app.models import Judgement, Person, PersonFormer, PersonRecord, Record, WrittenName
from app.models.base import now
from indexer.matching.clusters import conflicts as contradictions

MAIN = "main"
Rank = Callable[["_Name"], object]


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the records are that a retired person had: ``persons``, those of most of them first, and ``records`` that
    belong to no person now. Both empty: all of them were removed."""

    persons: tuple[Person, ...]
    records: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A judgement by which two records of one person are not one; ``chain``: the judgements by which they are.

    ``way``: the records that the chain leads over, from the judgement's left one to its right one.
    """

    judgement: Judgement
    chain: tuple[Judgement, ...]
    way: tuple[int, ...]


class ForeignName(ValueError):
    """The name stands in no record of the person."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a person, and in how many of the person's records it stands."""

    name: WrittenName
    records: int


def _parts(one: _Name) -> int:
    return sum(bool(part) for part in (one.name.surname, one.name.given_name, one.name.patronymic))


# Which name a person goes by where no archivist chose one: the first rule on which two names differ decides.
RULES: tuple[tuple[str, Rank], ...] = (
    ("the one under which a source files the person, no variant", lambda one: one.name.kind != MAIN),
    ("the fullest: surname, given name, patronymic", lambda one: -_parts(one)),
    ("the one in most of the records", lambda one: -one.records),
    ("the one of an independent source, not of a compiled one", lambda one: not one.name.record.source.independent),
    ("the one of the record that came first", lambda one: (one.name.record_id, one.name.position)),
)


def person_of(session: Session, record_id: int) -> Person | None:
    """The person whom the record belongs to, None where it is one of its own."""
    return persons_of(session, [record_id]).get(record_id)


def persons_of(session: Session, record_ids: Iterable[int]) -> dict[int, Person]:
    """The persons of these records, by record; records of nobody are left out."""
    found: dict[int, Person] = {}
    for some in portions(set(record_ids)):
        asked = select(PersonRecord.record_id, Person).join(Person, PersonRecord.person_id == Person.id)
        found.update((row[0], row[1]) for row in session.execute(asked.where(PersonRecord.record_id.in_(some))))
    return found


def by_reference(session: Session, reference: str) -> Person | Moved | None:
    """The person of that permalink, or where it leads; None where there never was one."""
    person = session.scalar(select(Person).where(Person.reference == reference.strip().upper()))
    if person is None or person.retired_at is None:
        return person
    held = select(PersonFormer.record_id).where(PersonFormer.person_id == person.id)
    here = list(session.scalars(select(Record.id).where(Record.id.in_(held)).order_by(Record.id)))
    owners = persons_of(session, here)
    persons = {owner.id: owner for owner in owners.values()}
    most = sorted(persons.values(), key=lambda one: (-sum(o.id == one.id for o in owners.values()), one.id))
    return Moved(tuple(most), tuple(record for record in here if record not in owners))


def records_of(session: Session, person: Person) -> tuple[int, ...]:
    """The numbers of the person's records, in order."""
    asked = select(PersonRecord.record_id).where(PersonRecord.person_id == person.id)
    return tuple(session.scalars(asked.order_by(PersonRecord.record_id)))


def preferred_name(person: Person) -> WrittenName:
    """The name that an archivist chose, as long as it stands in a record of the person; else by RULES."""
    chosen = person.name
    if chosen is not None and any(row.record_id == chosen.record_id for row in person.records):
        return chosen
    return by_rule([row.record for row in person.records])


def by_rule(records: Iterable[Record]) -> WrittenName:
    """The name that the rules choose of these records' names; whatever the order they come in."""
    held = list(records)
    told: dict[str, set[int]] = {}
    for record in held:
        for name in record.names:
            told.setdefault(_folded(name), set()).add(record.id)
    names = [_Name(name, len(told[_folded(name)])) for record in held for name in record.names]
    return min(names, key=lambda one: tuple(rank(one) for _, rank in RULES)).name


def choose_name(session: Session, person: Person, name_id: int | None, by_id: int) -> None:
    """Let the person go by that name of one of the records, or again by the rules; raises ForeignName."""
    if name_id is not None:
        name = session.get(WrittenName, name_id)
        if name is None or name.record_id not in records_of(session, person):
            raise ForeignName(name_id)
    person.name_id, person.changed_at = name_id, now()
    session.flush()
    session.expire(person, ["name"])
    note(session, by_id, "named", f"person:{person.reference}", name=name_id)


def conflicts(session: Session, person: Person) -> tuple[Contradiction, ...]:
    """What judgements contradict in the person, for archivists to resolve."""
    records = set(records_of(session, person))
    scene = look(session, records)
    found = []
    for one in contradictions(tuple(scene.ties.values())):
        if {one.tie.left, one.tie.right} <= records:
            chain = tuple(session.get_one(Judgement, tie.judgement) for tie in one.chain)
            way = (one.tie.left, *(tie.right for tie in one.chain))
            found.append(Contradiction(session.get_one(Judgement, one.tie.judgement), chain, way))
    return tuple(found)


def _folded(name: WrittenName) -> str:
    """Names that are the same but for case and ё."""
    return " ".join(name.written.casefold().replace("ё", "е").split())
