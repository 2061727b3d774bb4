"""Vocabularies as tables: codes with labels and explanations, abbreviations of the papers, renamed places, archives."""

from __future__ import annotations

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Labels


class Term(Base):
    """One code of one vocabulary (fates, measures, bodies, rehabilitation, episodes, place kinds …)."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("vocabulary", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vocabulary: Mapped[str] = mapped_column(String(40), index=True)
    code: Mapped[str] = mapped_column(String(60))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(40), default="")  # of a body: court, extrajudicial, administrative …
    written_forms: Mapped[str] = mapped_column(default="")
    labels: Mapped[Labels]
    explanation: Mapped[str] = mapped_column(default="")
    occurrences: Mapped[int] = mapped_column(default=0)
    sources: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")


class GlossaryEntry(Base):
    """An abbreviation or word of the papers and what it means, per language."""

    __tablename__ = "glossary_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(index=True)
    written_forms: Mapped[str] = mapped_column(default="")
    expansion: Mapped[str] = mapped_column(default="")
    meanings: Mapped[Labels]
    kind: Mapped[str] = mapped_column(String(40), default="")
    occurrences: Mapped[int] = mapped_column(default=0)
    sources: Mapped[list[str]] = mapped_column(default=list)


class Translation(Base):
    """One text of another table in the languages that table does not hold; the English text stands there.

    ``owner`` and ``row`` say whose it is («place», «karlag»; «measure», «camp»), ``field`` which of its texts.
    """

    __tablename__ = "translation"
    __table_args__ = (UniqueConstraint("owner", "row", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(20))
    row: Mapped[str] = mapped_column(String(80))
    field: Mapped[str] = mapped_column(String(20))
    texts: Mapped[Labels]


class RenamedPlace(Base):
    """A place or region under a name of its time and what it is called today. Years are '' where unknown."""

    __tablename__ = "renamed_place"

    id: Mapped[int] = mapped_column(primary_key=True)
    written: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(40), default="")
    from_year: Mapped[str] = mapped_column(String(10), default="")
    to_year: Mapped[str] = mapped_column(String(10), default="")
    present: Mapped[Labels]
    country: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    occurrences: Mapped[int] = mapped_column(default=0)
    confidence: Mapped[str] = mapped_column(String(20), default="")
    sources: Mapped[list[str]] = mapped_column(default=list)


class Archive(Base):
    """An archive, institution or data base that a family can turn to, and how."""

    __tablename__ = "archive"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    names: Mapped[Labels]
    own_name: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    covers_nations: Mapped[list[str]] = mapped_column(default=list)
    covers_places: Mapped[list[str]] = mapped_column(default=list)
    covers_kinds: Mapped[list[str]] = mapped_column(default=list)
    holdings: Mapped[str] = mapped_column(default="")
    how_to_ask: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    confidence: Mapped[str] = mapped_column(String(20), default="")
    as_of: Mapped[str] = mapped_column(default="")
    sources: Mapped[list[str]] = mapped_column(default=list)
