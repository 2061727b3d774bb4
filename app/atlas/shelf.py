"""The curated frame from the database: places, nations, memorials, events, each with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Memorial, Nation, Place, TimelineEvent


def places(session: Session) -> list[Place]:
    """All places of repression."""
    return list(session.scalars(select(Place).options(joinedload(Place.parent))).unique())


def place(session: Session, place_id: str) -> Place | None:
    """One place with the camp it belonged to, its departments and the ways it is written."""
    whole = (joinedload(Place.parent), selectinload(Place.departments), selectinload(Place.aliases))
    return session.get(Place, place_id, options=whole)


def nations(session: Session) -> list[Nation]:
    """All nations."""
    return list(session.scalars(select(Nation)))


def nation(session: Session, nation_id: str) -> Nation | None:
    """One nation."""
    return session.get(Nation, nation_id)


def memorials(session: Session) -> list[Memorial]:
    """All memorials, with the nation each is for."""
    return list(session.scalars(select(Memorial).options(joinedload(Memorial.nation))))


def memorial(session: Session, memorial_id: str) -> Memorial | None:
    """One memorial with its nation."""
    return session.get(Memorial, memorial_id, options=[joinedload(Memorial.nation)])


def events(session: Session) -> list[TimelineEvent]:
    """All events, the earliest first; of one beginning, the longer span first."""
    found = session.scalars(select(TimelineEvent))
    return sorted(found, key=lambda event: (event.date.partition("/")[0], -len(event.date), event.title))


def places_of(session: Session, ids: Iterable[str]) -> list[Place]:
    """The places among these ids, in the order of the ids; others are left out."""
    order = list(ids)
    found = {p.id: p for p in session.scalars(select(Place).where(Place.id.in_(order)))}
    return [found[place_id] for place_id in order if place_id in found]
