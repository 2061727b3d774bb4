"""Browsers in which a user is signed in: a row each, which can be ended from anywhere and ends by itself.

The cookie holds a random token, the table only its digest. Neither address nor kind of browser is kept.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.config import Config
from app.db import writing
from app.models import SignIn
from app.models.base import now

KEPT = timedelta(days=30)  # how long it is known that somebody was signed in
TOUCH = timedelta(minutes=1)  # «last seen» is that exact: not every request writes


def begin(session: Session, user_id: int) -> str:
    """A new sign-in in the transaction under way; returns the token for the cookie. What is long over is forgotten."""
    session.execute(delete(SignIn).where(SignIn.begun_at < now() - KEPT))
    token = secrets.token_urlsafe(32)
    session.add(SignIn(token_digest=digest(token), user_id=user_id))
    return token


def find(session: Session, token: str, config: Config) -> SignIn | None:
    """The sign-in of that token if it is open: not ended, not idle, not too old."""
    found = session.scalar(select(SignIn).where(SignIn.token_digest == digest(token)))
    return found if found and is_open(found, config) else None


def is_open(sign_in: SignIn, config: Config) -> bool:
    """Whether it still opens anything."""
    fresh = now() - sign_in.seen_at < timedelta(hours=config.idle_hours)
    young = now() - sign_in.begun_at < timedelta(hours=config.session_hours)
    return sign_in.ended_at is None and fresh and young


def touch(engine: Engine, sign_in: SignIn) -> None:
    """Note that it was used just now, at most once a minute. A busy database never stops a page for this."""
    if now() - sign_in.seen_at < TOUCH:
        return
    try:
        with writing(engine) as session:
            session.execute(update(SignIn).where(SignIn.id == sign_in.id).values(seen_at=now()))
    except OperationalError:
        return


def open_ones(session: Session, user_id: int, config: Config) -> Sequence[SignIn]:
    """Where the user is signed in, the last used first."""
    wanted = select(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None)).order_by(SignIn.seen_at.desc())
    return [one for one in session.scalars(wanted) if is_open(one, config)]


def end(session: Session, token: str) -> None:
    """End the one of that token."""
    session.execute(
        update(SignIn).where(SignIn.token_digest == digest(token), SignIn.ended_at.is_(None)).values(ended_at=now())
    )


def end_all(session: Session, user_id: int, *, but: str = "") -> None:
    """End all sign-ins of the user, but the one of that token."""
    wanted = update(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))
    if but:
        wanted = wanted.where(SignIn.token_digest != digest(but))
    session.execute(wanted.values(ended_at=now()))


def digest(token: str) -> str:
    """What the table holds of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
