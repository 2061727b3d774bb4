"""Records for showing, always through the privacy function: by id, by reference, by the ids of hits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.indexing import WHOLE
from app.models import Record
from app.privacy import PublicRecord, public
from app.tombstones import Gone, removed

_LARGEST = 2**31 - 1  # no record has a greater number, and data bases refuse to look for one


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, PublicRecord]:
    """What may be shown of these records, by id; ids that are not there are left out."""
    found = session.scalars(
        select(Record).where(Record.id.in_([number for number in ids if number <= _LARGEST])).options(*WHOLE)
    ).unique()
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
