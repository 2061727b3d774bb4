"""Who works with the records: accounts, their roles, where they are signed in. Nothing of it is ever public."""

from __future__ import annotations

from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import JSON, Column, ForeignKey, String, Table
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, now

user_role = Table(
    "user_role",
    Base.metadata,
    Column("user_id", ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)


class Role(RoleMixin, Base):
    """One of the growing sets of `app.access.Role`, under its name; a user has one."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)


class User(UserMixin, Base):
    """An account. ``name`` is how colleagues see the person; nobody else does.

    ``trusted``: batches of this volunteer may be accepted on a checked sample. No address of a machine is kept.
    """

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(10), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    trusted: Mapped[bool] = mapped_column(default=False)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[datetime | None]
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(
        MutableList.as_mutable(JSON)
    )  # each is used up in place
    created_at: Mapped[datetime] = mapped_column(default=now)

    roles: Mapped[list[Role]] = relationship(secondary=user_role)  # type: ignore[assignment]


class SignIn(Base):
    """One browser in which a user is signed in; the cookie holds the token, the table only its digest.

    It ends by signing out here or everywhere, by being idle and by its age: what has ``ended_at`` opens nothing.
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    begun_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class Counter(Base):
    """How often something was tried within a window of time, shared by all processes; ``key`` names no person."""

    __tablename__ = "counter"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[float]


class Mail(Base):
    """A letter on its way: written in the transaction that causes it, sent and tried again by the post thread."""

    __tablename__ = "mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str]
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=now)
    next_try_at: Mapped[datetime] = mapped_column(default=now, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
