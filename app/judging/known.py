"""Relatives who are known: by a judgement in force, or because the source names them; never by mere likeness.

Through the privacy function: nobody who may be living is named as somebody's relative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app import records
from app.judging.persons import persons_of, preferred_name
from app.judging.scene import portions
from app.models import Judgement, Kinship, NamedRelative, Person
from app.privacy import PublicRecord
from app.tables import rows
from indexer.matching.clusters import INVERSE

JUDGED, SOURCE = "judged", "source"


@dataclass(frozen=True, slots=True)
class Known:
    """A relative with a record. ``relation``: what they are to the one asked about; ``by``: judged or source.

    ``record``: of several of theirs, the one they are named by; ``person``: whom it belongs to, if anybody; ``pages``:
    where the source says so; ``judgement``: the one in force, of those that are judged.
    """

    record: PublicRecord
    relation: str
    by: str
    pages: tuple[str, ...] = ()
    judgement: Judgement | None = None
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """The same before it is known whose the record is."""

    record_id: int
    relation: str
    pages: tuple[str, ...] = ()
    judgement: Judgement | None = None


def known_kin(session: Session, record_ids: Iterable[int]) -> tuple[Known, ...]:
    """The relatives of whoever these records speak of, their other records included: judged ones first.

    Each relative stands once, also where several sources name them; nobody is a relative of themselves.
    """
    own, persons = _all_of(session, record_ids)
    told = [*_judged(session, persons), *_named(session, own)]
    owners = persons_of(session, {one.record_id for one in told})
    heads = {one.record_id: _head(one.record_id, owners) for one in told}
    shown = records.by_ids(session, set(heads.values()))
    merged: dict[int, Known] = {}
    for one in told:
        record = shown.get(heads[one.record_id])
        if record is None or record.guarded or record.id in own:
            continue
        merged[record.id] = _with(merged.get(record.id), one, record, owners.get(one.record_id))
    return tuple(sorted(merged.values(), key=lambda known: (known.by != JUDGED, known.record.id)))


def group(relation: str) -> str:
    """The relation among the five that kinship is judged by: «wife» is a spouse, «uncle» other kin."""
    return _groups().get(relation, "other")


def _all_of(session: Session, record_ids: Iterable[int]) -> tuple[set[int], dict[int, Person]]:
    """The records and all others of their persons; these persons."""
    own = set(record_ids)
    persons = {person.id: person for person in persons_of(session, own).values()}
    own |= {row.record_id for person in persons.values() for row in person.records}
    return own, persons


def _judged(session: Session, persons: Mapping[int, Person]) -> Iterable[_Told]:
    for some in portions(persons):
        asked = select(Kinship).where(or_(Kinship.left_id.in_(some), Kinship.right_id.in_(some)))
        for row in session.scalars(asked.order_by(Kinship.id)):
            other, relation = (row.right, row.relation) if row.left_id in persons else (row.left, INVERSE[row.relation])
            if other.id not in persons and other.records:
                yield _Told(other.records[0].record_id, relation, judgement=row.judgement)


def _named(session: Session, own: set[int]) -> Iterable[_Told]:
    """Those whom the records name, and those whose records name this person."""
    for record in records.by_ids(session, own).values():
        for kin in record.relatives:
            if kin.other_id is not None:
                yield _Told(kin.other_id, kin.relation, tuple(kin.pages))
    for some in portions(own):
        for kin in session.scalars(select(NamedRelative).where(NamedRelative.other_id.in_(some))):
            yield _Told(kin.record_id, INVERSE[group(kin.relation)], tuple(kin.pages))


def _head(record_id: int, owners: Mapping[int, Person]) -> int:
    """The record that the person is named by."""
    person = owners.get(record_id)
    return preferred_name(person).record_id if person else record_id


def _with(known: Known | None, told: _Told, record: PublicRecord, person: Person | None) -> Known:
    """The relative with what this tells; a judgement, then the first source, names the relation."""
    if known is None:
        by = JUDGED if told.judgement else SOURCE
        return Known(record, told.relation, by, told.pages, told.judgement, person)
    pages = tuple(dict.fromkeys((*known.pages, *told.pages)))
    return Known(record, known.relation, known.by, pages, known.judgement, person)


def _groups() -> Mapping[str, str]:
    return {row["written"]: row["relation"] for row in rows("matching/kin_relations")}
