"""A record with all that belongs to it, in a few questions to the database."""

from __future__ import annotations

from sqlalchemy.orm import joinedload, selectinload

from app.models import Episode, NamedRelative, Record, Stay

WHOLE = (
    joinedload(Record.source),
    joinedload(Record.nation),
    selectinload(Record.names),
    selectinload(Record.episodes).selectinload(Episode.stays).joinedload(Stay.place),
    selectinload(Record.relatives)
    .joinedload(NamedRelative.other)
    .selectinload(Record.episodes)
    .selectinload(Episode.stays),
)
