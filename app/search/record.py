"""The page of one record: the record as it may be shown, its life in sentences, and why it answers a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app import records
from app.life import Clause, life
from app.models import WrittenName
from app.privacy import PublicRecord
from app.query import BadQuery, read_query
from app.search.asked import Asked
from app.search.reasons import gathered, other_spelling, speaking_for
from app.why import why_not_higher
from indexer.evidence import Band, Evidence, band, grounds, worth
from indexer.names.name import Name


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record; ``asked`` and ``reasons`` where the reader came from a search."""

    record: PublicRecord
    life: tuple[Clause, ...]
    asked: Asked
    reasons: tuple[Evidence, ...] = ()
    found_by: WrittenName | None = None
    why_not_higher: tuple[str, ...] = ()


def record_page(session: Session, record_id: int, arguments: Mapping[str, str]) -> RecordPage | None:
    """The page of that record, None where there is none."""
    record = records.by_id(session, record_id)
    if record is None:
        return None
    asked = Asked({key: value.strip() for key, value in arguments.items() if value.strip()})
    name = _name(asked)
    if name is None:
        return RecordPage(record, life(record), asked)
    comparison = speaking_for(record, name)
    found = gathered(grounds(comparison))
    lowered = () if band(worth(comparison)) is Band.LIKELY else tuple(why_not_higher(found))
    return RecordPage(record, life(record), asked, found, other_spelling(record, comparison), lowered)


def _name(asked: Asked) -> Name | None:
    """The name searched for; an address that makes no sense only costs the explanation."""
    try:
        return read_query(asked.name).query.name
    except BadQuery:
        return None
