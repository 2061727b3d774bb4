"""Records for showing, by id and by reference, always through the privacy function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine, bindparam, func, select
from sqlalchemy.orm import Session

from app import outbox
from app.models import Person, PersonRecord, Record, WrittenName
from app.privacy import PublicRecord, public
from app.tombstones import Gone, removed
from app.whole import WHOLE

if TYPE_CHECKING:
    from indexer.search import Hit

_LARGEST = 2**31 - 1  # no record has a greater number, and data bases refuse to look for one
_records, _names = Record.__table__.c, WrittenName.__table__.c
_people, _homes = Person.__table__.c, PersonRecord.__table__.c
_REFERENCES = (
    select(_records.id, _records.source_ref, _people.reference)
    .outerjoin(PersonRecord.__table__, _homes.record_id == _records.id)
    .outerjoin(Person.__table__, _people.id == _homes.person_id)
    .where(_records.id.in_(bindparam("ids", expanding=True)))
)
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


def found(session: Session, hits: Sequence[Hit]) -> dict[int, Heading]:
    """Who the hits speak of; who was taken out since the index was renewed is left out.

    To be asked after the search, in a session that has read nothing before it. Names are as the index has them, but of
    records that it owes as the database has them: they lie all over a large one, and most of them on the disk alone.
    """
    owed = outbox.owed(session)
    doubtful = {hit.record_id for hit in hits if owed is None or hit.record_id in owed or not hit.heading}
    said = headings(session, doubtful) if doubtful else {}
    sure = {hit.record_id: hit.heading for hit in hits if hit.record_id not in doubtful}
    rows = session.connection().execute(_REFERENCES, {"ids": list(sure)}).all() if sure else ()
    return said | {row.id: Heading(row.id, row.source_ref, sure[row.id], row.reference) for row in rows}


def found_now(engine: Engine, hits: Sequence[Hit]) -> dict[int, Heading]:
    """The same in a session of its own, which sees who was taken out while the search waited for others."""
    with Session(engine) as session:
        return found(session, hits)


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
