"""What became of each record: its versions, a chain of events that none can alter unseen, and removals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, now
from app.models.submissions import Submission
from app.models.users import User


class RecordVersion(Base):
    """What a record said from then on: the whole draft as data, who changed it, when, why.

    The first is kept when a record is first changed: a record without versions is as it was brought in. ``number``
    counts from 1. ``how``: imported, submitted, corrected, restored, erased. ``said`` is {} after an erasure, and only
    ``digest`` of it is left. ``record_id`` is no foreign key: versions outlive the record.
    """

    __tablename__ = "record_version"
    __table_args__ = (UniqueConstraint("record_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    how: Mapped[str] = mapped_column(String(20))
    why: Mapped[str] = mapped_column(default="")
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id", ondelete="SET NULL"))
    said: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))

    by: Mapped[User | None] = relationship()
    submission: Mapped[Submission | None] = relationship()


class AuditEvent(Base):
    """One act of a person or a command, append-only; ``digest`` covers the event and the digest before it.

    ``subject`` names what was acted on («record:12», «submission:S-7K3F», «user:3»); ``data`` holds no free text of
    people, so that an erasure never breaks the chain.
    """

    __tablename__ = "audit_event"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (the order of numbers is the order of events)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(32))  # ISO 8601 in UTC, as the digest covers it
    actor_id: Mapped[int | None] = mapped_column(index=True)  # None: a command
    action: Mapped[str] = mapped_column(String(40), index=True)
    subject: Mapped[str] = mapped_column(String(80), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class Takedown(Base):
    """Somebody asks that a record be removed or parts of it hidden; ``contact`` and ``words`` are inside only.

    ``state``: open, granted, refused, in_part. ``reason`` is a public code, ``ruling`` the words of the decision log.
    ``language`` is the one they wrote in, for the answer.
    """

    __tablename__ = "takedown"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    record_id: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(10), default="")
    state: Mapped[str] = mapped_column(String(20), default="open", index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(String(40), default="")
    ruling: Mapped[str] = mapped_column(default="")


class Tombstone(Base):
    """What is left of a removed record: its number, a digest of what it said, when and why it was removed.

    ``ref_digest`` is of its source_ref, so that an import does not bring it back.
    """

    __tablename__ = "tombstone"

    record_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ref_digest: Mapped[str] = mapped_column(String(64), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    removed_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(String(40))
