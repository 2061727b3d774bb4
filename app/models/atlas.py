"""Places of repression, nations, memorials and the timeline: the curated frame around the records."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Labels


class Place(Base):
    """A camp, department, exile district, execution site or cemetery. ``kind`` is a code of the place kinds."""

    __tablename__ = "place"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    names: Mapped[Labels]
    opened: Mapped[str] = mapped_column(default="")
    closed: Mapped[str] = mapped_column(default="")
    headquarters: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    peak_prisoners: Mapped[str] = mapped_column(default="")
    see_also: Mapped[list[str]] = mapped_column(default=list)  # ids of places and memorials of the same ground
    description: Mapped[str] = mapped_column(default="")
    sources: Mapped[list[str]] = mapped_column(default=list)

    aliases: Mapped[list[PlaceAlias]] = relationship(cascade="all, delete-orphan", back_populates="place")
    parent: Mapped[Place | None] = relationship(remote_side="Place.id", back_populates="departments")
    departments: Mapped[list[Place]] = relationship(back_populates="parent")


class PlaceAlias(Base):
    """One way a place is written; ``folded`` (lower case, ё as е) is what look-ups use."""

    __tablename__ = "place_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[str] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), index=True)
    written: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)

    place: Mapped[Place] = relationship(back_populates="aliases")


class Nation(Base):
    """A nation as the papers record it (not citizenship), with what was done to it and the source of each number."""

    __tablename__ = "nation"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    names: Mapped[Labels]
    forms: Mapped[list[str]] = mapped_column(default=list)  # words of the papers: казах, казашка, казахи …
    notes: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    number_sources: Mapped[list[str]] = mapped_column(default=list)
    sources: Mapped[list[str]] = mapped_column(default=list)


class Memorial(Base):
    """A monument, museum or cemetery that remembers them."""

    __tablename__ = "memorial"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    names: Mapped[Labels]
    place: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    year: Mapped[str] = mapped_column(default="")
    nation_id: Mapped[str | None] = mapped_column(ForeignKey("nation.id"), index=True)
    dedicated_to: Mapped[str] = mapped_column(default="")  # where it is no single nation
    see_also: Mapped[list[str]] = mapped_column(default=list)  # ids of places and memorials of the same ground
    description: Mapped[str] = mapped_column(default="")
    sources: Mapped[list[str]] = mapped_column(default=list)

    nation: Mapped[Nation | None] = relationship()


class TimelineEvent(Base):
    """An order, deportation, uprising or decree, with its numbers and who states them. ``date`` is EDTF."""

    __tablename__ = "timeline_event"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    date: Mapped[str] = mapped_column(String(40), index=True)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    numbers: Mapped[str] = mapped_column(default="")
    number_sources: Mapped[list[str]] = mapped_column(default=list)
    sources: Mapped[list[str]] = mapped_column(default=list)
