"""What volunteers bring in: single submissions, files of many, scans, and every step until the decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Labels, now
from app.models.users import User


class Submission(Base):
    """What one person tells of one person, in their own words, until an archivist has decided.

    ``said`` holds the columns of the CSV contract (DESIGN section 6) as typed, nothing altered; every version of it
    stays in a step. ``kind`` new, addition or correction; ``about_id`` the record that the latter two speak of,
    ``record_id`` the record that acceptance made or changed. ``token`` comes from the form: sent twice, it is one
    submission. ``digest`` is of what is said: the same row of a file sent again is not doubled.
    ``relation`` (of the submitter to the person) and ``submitter_id`` are never public. ``kept`` holds what was typed
    into a step when the sign-in had ended already, step → columns, until its owner has looked at it.
    ``name``, ``nation`` (an id) and ``living`` ('', maybe, undecided) are our reading of what is said, for the queue.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("batch_id", "line"),
        Index("ix_submission_waiting", "state", "sent_at", "id"),
        Index("ix_submission_so_far", "submitter_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(20), default="draft", index=True)
    kind: Mapped[str] = mapped_column(String(20), default="new")
    said: Mapped[Labels] = mapped_column(default=dict)
    kept: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    digest: Mapped[str] = mapped_column(String(64), default="", index=True)
    submitter_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    language: Mapped[str] = mapped_column(String(10), default="")
    relation: Mapped[str] = mapped_column(default="")
    consented_at: Mapped[datetime | None]
    about_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="SET NULL"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="SET NULL"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), index=True)
    line: Mapped[int | None]
    source_ref: Mapped[str] = mapped_column(default="", server_default="", index=True)  # of a row of a file
    name: Mapped[str] = mapped_column(default="", server_default="")
    nation: Mapped[str] = mapped_column(String(60), default="", server_default="")
    living: Mapped[str] = mapped_column(String(12), default="", server_default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")  # two decisions at once: the second is told
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    sent_at: Mapped[datetime | None] = mapped_column(index=True)

    submitter: Mapped[User] = relationship()
    steps: Mapped[list[Step]] = relationship(order_by="Step.id", cascade="all, delete-orphan")
    scans: Mapped[list[Scan]] = relationship(
        order_by="Scan.id", cascade="all, delete-orphan", back_populates="submission"
    )
    batch: Mapped[Batch | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy's own form)


class Step(Base):
    """What happened to a submission: sent, sent_back, answered, edited, accepted, rejected, withdrawn, set_aside.

    Append-only. ``said`` is the whole of what stood there then; ``edits`` column → [before, after]; ``reason`` a code.
    """

    __tablename__ = "submission_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[str] = mapped_column(default="")
    said: Mapped[Labels] = mapped_column(default=dict)
    edits: Mapped[dict[str, Any]] = mapped_column(default=dict)

    by: Mapped[User | None] = relationship()


class Scan(Base):
    """A picture or document that proves it: re-encoded, stored by the digest of what is stored, outside the web root.

    Nobody but the submitter and archivists sees it before ``record_id`` is set by acceptance. ``width`` and ``height``
    are pixels (0 of a PDF); ``frames``: pictures in the file that was sent, of which the first is kept.
    """

    __tablename__ = "scan"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="SET NULL"), index=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    pages: Mapped[int] = mapped_column(default=1)
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    frames: Mapped[int] = mapped_column(default=1)
    filename: Mapped[str] = mapped_column(default="")  # as it was called at home: inside only
    caption: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)

    submission: Mapped[Submission] = relationship(back_populates="scans")


class Batch(Base):
    """A file of many rows: how it is read, how far it is, what came of it.

    ``state``: uploaded, running, stopped, done, failed; then sampled (rows drawn, being checked), accepting (on the
    sample, in the background), accepted, sent_back; ``checks`` reference → ["fine" or "not_fine", words] of the sample,
    ``decided_by_id`` who drew it. ``line`` is the last line whose
    rows are kept: a run that was cut off goes on after it. ``columns`` maps heading → column of the contract, '' for
    what stays as it is, «-» for what is left out. ``part``: the sheet of a workbook, or which people of a family tree.
    read = taken + updated + already + faulty; ``position`` of ``size`` in the units of the table that is read.
    """

    __tablename__ = "batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    submitter_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    filename: Mapped[str]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    language: Mapped[str] = mapped_column(String(10), default="", server_default="")
    consented_at: Mapped[datetime | None]
    format: Mapped[str] = mapped_column(String(20), default="")
    encoding: Mapped[str] = mapped_column(String(40), default="")
    separator: Mapped[str] = mapped_column(String(4), default="")
    part: Mapped[str] = mapped_column(default="", server_default="")
    columns: Mapped[Labels] = mapped_column(default=dict)
    citation: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(String(20), default="uploaded", index=True)
    fault: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    line: Mapped[int] = mapped_column(default=0)
    read: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0, server_default="0")
    already: Mapped[int] = mapped_column(default=0)
    faulty: Mapped[int] = mapped_column(default=0)
    sample: Mapped[list[str]] = mapped_column(default=list)  # references of the submissions to be checked
    checks: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    beat_at: Mapped[datetime | None]  # when the run last gave a sign of life
    finished_at: Mapped[datetime | None]

    submitter: Mapped[User] = relationship(foreign_keys=submitter_id)


class BatchFault(Base):
    """What is wrong with a row of a file; at the first fault of each ``row`` holds its cells, by heading, as written.

    ``rejects``: the row was not taken because of this one.
    """

    __tablename__ = "batch_fault"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), index=True)
    line: Mapped[int]
    field: Mapped[str] = mapped_column(default="")
    value: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(String(60))
    params: Mapped[Labels] = mapped_column(default=dict)
    rejects: Mapped[bool] = mapped_column(default=False)
    row: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Mapping(Base):
    """How a volunteer mapped the columns of such a header last time."""

    __tablename__ = "mapping"
    __table_args__ = (UniqueConstraint("user_id", "header"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    header: Mapped[str] = mapped_column(String(64))  # digest of the headings in their order
    columns: Mapped[Labels] = mapped_column(default=dict)
    used_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
