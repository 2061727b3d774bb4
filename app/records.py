"""Records for showing, always through the privacy function: by id, by reference, by the ids of hits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.families.belonging import references
from app.models import Person, PersonRecord, Record, WrittenName
from app.privacy import PublicRecord, public
from app.tombstones import Gone, removed
from app.whole import WHOLE
from indexer.search import Hit

_LARGEST = 2**31 - 1  # no record has a greater number, and data bases refuse to look for one
_records, _names = Record.__table__.c, WrittenName.__table__.c
_people, _homes = Person.__table__.c, PersonRecord.__table__.c
_HEADINGS = (
    select(_records.id, _records.source_ref, _names.written, _people.reference)
    .join(WrittenName.__table__, _names.record_id == _records.id)
    .outerjoin(PersonRecord.__table__, _homes.record_id == _records.id)
    .outerjoin(Person.__table__, _people.id == _homes.person_id)
    .where(_records.id.in_(bindparam("ids", expanding=True)))
    .order_by(_records.id, _names.position)
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list says of a record, and `privacy.public` of everybody, living or not: its name and its number there.

    ``person``: the reference of the person it belongs to, None where it stands alone.
    """

    id: int
    source_ref: str
    name: str
    person: str | None


def headings(session: Session, ids: Iterable[int]) -> dict[int, Heading]:
    """Who the records speak of, by id, by one question to the database; ids that are not there are left out."""
    wanted = [number for number in ids if number <= _LARGEST]
    found: dict[int, Heading] = {}
    for row in session.connection().execute(_HEADINGS, {"ids": wanted}).all():
        found.setdefault(row.id, Heading(*row))  # the first name is the one at the head
    return found


def found(session: Session, hits: Sequence[Hit], owed: frozenset[int] | None) -> dict[int, Heading]:
    """Who the hits speak of, as the index says; of the records that it owes (None: any may be) as the database says.

    ``owed`` must have been read before the search, so that nobody is shown who was taken out before it. The pages of
    records lie all over a large database, and most of them on the disk alone.
    """
    doubtful = {hit.record_id for hit in hits if owed is None or hit.record_id in owed or not hit.heading}
    said = headings(session, doubtful) if doubtful else {}
    sure = [hit for hit in hits if hit.record_id not in doubtful]
    homes = references(session, [hit.record_id for hit in sure])
    return said | {
        hit.record_id: Heading(hit.record_id, hit.source_ref, hit.heading, homes.get(hit.record_id)) for hit in sure
    }


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, PublicRecord]:
    """What may be shown of these records, by id and in the order of ids; those that are not there are left out."""
    known = Record.id.in_([number for number in ids if number <= _LARGEST])
    found = session.scalars(select(Record).where(known).order_by(Record.id).options(*WHOLE)).unique()
    today = datetime.now(UTC).date()
    return {record.id: public(record, today) for record in found}


def by_id(session: Session, record_id: int) -> PublicRecord | None:
    """What may be shown of that record, or None where there is none."""
    return by_ids(session, [record_id]).get(record_id)


def withdrawn(session: Session, record_id: int) -> bool:
    """Whether that number was given to a record and stands for none now: numbers only grow, none is given twice."""
    newest = session.scalar(select(func.max(Record.id))) or 0
    return 0 < record_id < newest and session.get(Record, record_id) is None


def missing(session: Session, record_id: int) -> int:
    """The status to answer with where there is no such record: 410 where there was one, else 404.

    Raises Gone where it was removed for a reason, which is told.
    """
    stone = removed(session, record_id)
    if stone:
        raise Gone(stone)
    return 410 if withdrawn(session, record_id) else 404


def by_source_ref(session: Session, source_ref: str) -> PublicRecord | None:
    """What may be shown of the record that its source numbers so, or None."""
    found = session.scalar(select(Record.id).where(Record.source_ref == source_ref))
    return None if found is None else by_id(session, found)
