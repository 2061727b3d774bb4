"""Roles in the database: the names of `app.access.Role` that an account can have."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Role as Level
from app.models import Role

ACCOUNT_ROLES = (Level.VOLUNTEER, Level.ARCHIVIST, Level.ADMIN)  # a reader needs no account


def load_roles(session: Session) -> None:
    """Add what is lacking; safe to run again."""
    known = set(session.scalars(select(Role.name)))
    session.add_all(Role(name=level.value) for level in ACCOUNT_ROLES if level.value not in known)


def role(session: Session, level: Level) -> Role:
    """The row of that role, made where it is lacking."""
    found = session.scalar(select(Role).where(Role.name == level.value))
    if found is None:
        found = Role(name=level.value)
        session.add(found)
    return found
