"""What one source says of one person: names, episodes, fate, with the source's wording beside each value."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.dates import HistoricalDate
from app.models.atlas import Nation, Place
from app.models.base import Base, Labels, now
from app.models.dated import dated
from app.models.sources import Source


class Record(Base):
    """One person as one source describes them. Linked to others later, never merged or overwritten by them.

    ``*_written`` columns hold the source's own words; the column without the suffix holds our reading as a vocabulary
    code. ``wording`` is the whole text as printed, ``unread`` the pieces of it that we could not read, ``extra`` the
    columns of the file that we do not know. ``checked``: «accepted» by an archivist, «sampled» (in a batch with a
    checked sample), '' as a list has it; ``living``: what an archivist decided where the dates do not tell, «yes» or
    «no»; ``corrected``: field → the source's words that stood there before a correction.
    """

    __tablename__ = "record"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (a number is never given twice: permalinks rest on it)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_ref: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    sex: Mapped[str] = mapped_column(String(1), default="")
    nation_id: Mapped[str | None] = mapped_column(ForeignKey("nation.id"), index=True)
    nation_written: Mapped[str] = mapped_column(default="")
    nation_inferred: Mapped[bool] = mapped_column(default=False)
    citizenship: Mapped[str] = mapped_column(default="")
    birth: Mapped[HistoricalDate] = dated("birth")
    birth_place: Mapped[str] = mapped_column(default="")
    residence: Mapped[str] = mapped_column(default="")
    occupation: Mapped[str] = mapped_column(default="")
    education: Mapped[str] = mapped_column(default="")
    party: Mapped[str] = mapped_column(default="")
    fate: Mapped[str] = mapped_column(String(40), default="", index=True)
    fate_written: Mapped[str] = mapped_column(default="")
    death: Mapped[HistoricalDate] = dated("death")
    death_place: Mapped[str] = mapped_column(default="")
    burial_place: Mapped[str] = mapped_column(default="")
    burial_place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    rehabilitation: Mapped[str] = mapped_column(String(40), default="")
    rehabilitation_written: Mapped[str] = mapped_column(default="")
    rehabilitated: Mapped[HistoricalDate] = dated("rehabilitated")
    rehabilitation_body: Mapped[str] = mapped_column(default="")
    rehabilitation_ground: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    confidence: Mapped[str] = mapped_column(String(20).with_variant(String(), "postgresql"), default="")
    wording: Mapped[str] = mapped_column(default="")
    unread: Mapped[list[str]] = mapped_column(default=list)
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
    checked: Mapped[str] = mapped_column(String(20), default="", server_default="")
    living: Mapped[str] = mapped_column(String(5), default="", server_default="")
    corrected: Mapped[Labels] = mapped_column(default=dict, server_default="{}")
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    source: Mapped[Source] = relationship()
    nation: Mapped[Nation | None] = relationship()
    names: Mapped[list[WrittenName]] = relationship(
        order_by="WrittenName.position", cascade="all, delete-orphan", back_populates="record"
    )
    episodes: Mapped[list[Episode]] = relationship(
        order_by="Episode.position", cascade="all, delete-orphan", back_populates="record"
    )
    relatives: Mapped[list[NamedRelative]] = relationship(
        order_by="NamedRelative.position", cascade="all, delete-orphan", back_populates="record",
        foreign_keys="NamedRelative.record_id",
    )  # fmt: skip

    @property
    def name(self) -> WrittenName:
        """The name the source files the person under: the first one."""
        return self.names[0]


class WrittenName(Base):
    """A name of the person as written: ``kind`` main or variant; fields where the source gives them apart."""

    __tablename__ = "written_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20), default="main")
    language: Mapped[str] = mapped_column(String(20), default="")
    written: Mapped[str]
    surname: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    maiden_name: Mapped[str] = mapped_column(default="")

    record: Mapped[Record] = relationship(back_populates="names")


class Episode(Base):
    """One act of repression: arrest and sentence, deportation, exile, labour army … in the order the source tells."""

    __tablename__ = "episode"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40), default="")
    arrested: Mapped[HistoricalDate] = dated("arrested")
    arrested_by: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(String(40), default="")
    body_written: Mapped[str] = mapped_column(default="")
    decided: Mapped[HistoricalDate] = dated("decided")
    article: Mapped[str] = mapped_column(default="")
    charge: Mapped[str] = mapped_column(default="")
    measure: Mapped[str] = mapped_column(String(40), default="")
    measure_written: Mapped[str] = mapped_column(default="")
    measures: Mapped[list[str]] = mapped_column(default=list)  # all that the wording names, the main one first
    term: Mapped[str] = mapped_column(String(20), default="")  # ISO 8601: P8Y
    term_written: Mapped[str] = mapped_column(default="")
    commutation: Mapped[str] = mapped_column(default="")

    record: Mapped[Record] = relationship(back_populates="episodes")
    stays: Mapped[list[Stay]] = relationship(
        order_by="Stay.position", cascade="all, delete-orphan", back_populates="episode"
    )


class Stay(Base):
    """Where an episode was spent: a place as written, the place we take it for, arrival and departure."""

    __tablename__ = "stay"

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    place_written: Mapped[str] = mapped_column(default="")
    arrival: Mapped[HistoricalDate] = dated("arrival")
    departure: Mapped[HistoricalDate] = dated("departure")

    episode: Mapped[Episode] = relationship(back_populates="stays")
    place: Mapped[Place | None] = relationship()


class NamedRelative(Base):
    """A relative whom the source names; ``other_id`` where that person has a record here too."""

    __tablename__ = "named_relative"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    relation: Mapped[str]
    written: Mapped[str]
    other_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="SET NULL"), index=True)
    pages: Mapped[list[str]] = mapped_column(default=list)

    record: Mapped[Record] = relationship(back_populates="relatives", foreign_keys=[record_id])
    other: Mapped[Record | None] = relationship(foreign_keys=[other_id])
