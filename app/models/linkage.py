"""Which records speak of one person and who is kin: proposed pairs, signed judgements, persons, kinships.

Records never change by linking. Judgements are the truth and only grow; ``person``, ``person_record`` and ``kinship``
are what they come to, and can be made anew from them at any time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, now
from app.models.records import Record, WrittenName
from app.models.users import User

Grounds = list[dict[str, Any]]  # evidence as data: field, relation, left, right, weight …


class Candidate(Base):
    """A pair of records that may speak of one person (``kind`` same) or of two relatives (kin), and the reasons.

    ``left_id`` < ``right_id``: a pair exists once a kind. ``relation``, of kin: what the right person is to the left
    one. ``value`` is the probability, ``evidence`` what it rests on, ``digest`` of it; ``news`` names the fields whose
    evidence came after the pair was judged. ``state``: open, settled, second (waits for another independent verdict),
    disputed (for a third person's). ``surname``, ``left_source``, ``right_source`` are for narrowing the queue;
    ``first_by_id`` and ``second_by_id`` judged in the round under way and are not asked again.
    """

    __tablename__ = "candidate"
    __table_args__ = (
        UniqueConstraint("left_id", "right_id", "kind"),
        Index(  # all that the queue asks: the rows themselves, with their evidence, are far larger
            "ix_candidate_queue", "state", "value", "id", "kind", "band", "surname", "left_source", "right_source",
            "left_id", "right_id", "first_by_id", "second_by_id",
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    left_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    right_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    relation: Mapped[str] = mapped_column(String(20), default="")
    value: Mapped[float]
    band: Mapped[str] = mapped_column(String(10))
    evidence: Mapped[Grounds]
    digest: Mapped[str] = mapped_column(String(64))
    news: Mapped[list[str]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(String(10), default="open")
    surname: Mapped[str] = mapped_column(default="", index=True)
    left_source: Mapped[str] = mapped_column(String(80), default="", index=True)
    right_source: Mapped[str] = mapped_column(String(80), default="", index=True)
    first_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    left: Mapped[Record] = relationship(foreign_keys=left_id)
    right: Mapped[Record] = relationship(foreign_keys=right_id)


class Proposed(Base):
    """A record whose pairs have been looked for, and a digest of what was known of it then."""

    __tablename__ = "proposed"

    record_id: Mapped[int] = mapped_column(
        ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(default=now)


class DueProposal(Base):
    """A record that was accepted or changed and whose pairs are to be looked for soon."""

    __tablename__ = "due_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(index=True)


class Estimate(Base):
    """Weights of evidence as estimated on a collection; the newest of its ``kind`` (same, kin) is in use.

    ``rows`` has the columns of ``data/matching/weights.csv``; ``collection`` says in words what was looked at.
    """

    __tablename__ = "estimate"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    collection: Mapped[str]
    records: Mapped[int]
    pairs: Mapped[int]
    rows: Mapped[Grounds]


class Judgement(Base):
    """A signed, dated decision on a pair of records, append-only. The record numbers outlive the records.

    ``kind`` is what was asked (same or kin), ``verdict`` same, different, kin, unsure, or undone, which takes the
    judgement ``undoes_id`` back, be that an undoing itself. ``relation``: what the right person is to the left one.
    ``seen`` is the evidence that the judge saw (value, band, digest, evidence, news). ``round`` counts the times that
    the pair was asked about, ``needs`` how many verdicts settle this round. ``judge_id`` None: a command. ``token``
    comes from the form: sent twice, it is one judgement; ``batch`` marks those that were given together.
    """

    __tablename__ = "judgement"
    __table_args__ = (
        Index("ix_judgement_pair", "left_id", "right_id", "kind"),
        {"sqlite_autoincrement": True},  # the order of numbers is the order of judgements
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    left_id: Mapped[int]
    right_id: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(10))
    verdict: Mapped[str] = mapped_column(String(10))
    relation: Mapped[str] = mapped_column(String(20), default="")
    note: Mapped[str] = mapped_column(default="")
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("judgement.id"), index=True)
    round: Mapped[int] = mapped_column(default=1)
    needs: Mapped[int] = mapped_column(default=1)
    seen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    token: Mapped[str | None] = mapped_column(String(64), unique=True)
    batch: Mapped[str] = mapped_column(String(40), default="", index=True)

    judge: Mapped[User | None] = relationship()


class Person(Base):
    """One person as judgements have brought records together; ``reference`` is the permalink and is never given twice.

    ``anchor_id``: the record that it was made around, and goes with for good: so every undoing brings the same persons
    back. ``name_id``: the name that an archivist chose, else a rule does. ``retired_at``: the records have gone to
    other persons (see PersonFormer) and the permalink leads there. ``conflict``: a judgement says of two of the records
    that they are not one person.
    """

    __tablename__ = "person"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (a number is never given twice: permalinks rest on it)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    anchor_id: Mapped[int] = mapped_column(unique=True)
    name_id: Mapped[int | None] = mapped_column(ForeignKey("written_name.id", ondelete="SET NULL"))
    conflict: Mapped[bool] = mapped_column(default=False, index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    retired_at: Mapped[datetime | None] = mapped_column(index=True)

    name: Mapped[WrittenName | None] = relationship()
    records: Mapped[list[PersonRecord]] = relationship(
        order_by="PersonRecord.record_id", cascade="all, delete-orphan", back_populates="person"
    )


class PersonRecord(Base):
    """Which person a record belongs to now; a record without a row is a person of its own."""

    __tablename__ = "person_record"

    record_id: Mapped[int] = mapped_column(
        ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)

    person: Mapped[Person] = relationship(back_populates="records")
    record: Mapped[Record] = relationship()


class PersonFormer(Base):
    """A record that once belonged to a person: where an old permalink leads is where these records are now."""

    __tablename__ = "person_former"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Kinship(Base):
    """Two persons who are kin by a judgement in force; ``relation``: what the right person is to the left one."""

    __tablename__ = "kinship"
    __table_args__ = (UniqueConstraint("left_id", "right_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    left_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    right_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    relation: Mapped[str] = mapped_column(String(20))
    judgement_id: Mapped[int] = mapped_column(ForeignKey("judgement.id"))

    left: Mapped[Person] = relationship(foreign_keys=left_id)
    right: Mapped[Person] = relationship(foreign_keys=right_id)
    judgement: Mapped[Judgement] = relationship()
