"""What was brought in, when and from which file: every row as it stood, and the work the index still owes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, now


class ImportRun(Base):
    """One file being imported. ``line`` is the last line whose rows are committed: a killed run goes on after it.

    ``how`` holds what was asked for: only the same command goes on, another one begins at the first line.
    """

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    filename: Mapped[str]
    format: Mapped[str] = mapped_column(String(20))
    how: Mapped[str] = mapped_column(default="", server_default="")
    line: Mapped[int] = mapped_column(default=0)
    read: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]


class SourceRow(Base):
    """A row as it stood in the file, append-only: nothing that was delivered is lost by a later correction."""

    __tablename__ = "source_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    line: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    row: Mapped[dict[str, Any]]


class OutboxEntry(Base):
    """A record whose index entry is to be renewed, written in the transaction that changed the record."""

    __tablename__ = "outbox"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (order of entries is the order of changes)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int]


class LoadedFile(Base):
    """A file of reference data and the digest it was loaded at: an unchanged file is not loaded twice."""

    __tablename__ = "loaded_file"

    name: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
