"""Write a letter, in the transaction that causes it: what is undone is not told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask_babel import force_locale
from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from app.models import Mail, User
from app.models.base import now

DEFAULT = "en"
WAITS = (60, 300, 1_800, 7_200, 21_600, 43_200, 86_400, 86_400, 86_400)  # seconds after each failed try: four days


def write(session: Session, recipient: str, subject: str, text: str) -> Mail:
    """A letter in plain text, in words of the receiver's language; it is sent when the transaction is committed."""
    letter = Mail(recipient=recipient, subject=" ".join(subject.split()), text=text.strip() + "\n")
    session.add(letter)
    return letter


@contextmanager
def in_language_of(user: User) -> Iterator[None]:
    """Within it, messages and addresses are in the language that the user reads."""
    with force_locale(user.language or DEFAULT):
        yield


def unsent(session: Session) -> Sequence[Any]:
    """Letters that wait or could not be sent, without what they say: it may open an account."""
    shown = (Mail.id, Mail.recipient, Mail.subject, Mail.written_at, Mail.next_try_at, Mail.tries, Mail.fault)
    return session.execute(select(*shown).where(Mail.sent_at.is_(None)).order_by(Mail.id.desc()).limit(500)).all()


def try_again(session: Session, mail_id: int) -> None:
    """Send a letter that failed from the beginning of the waits."""
    session.execute(update(Mail).where(Mail.id == mail_id, failed()).values(tries=0, next_try_at=now()))


def waiting() -> ColumnElement[bool]:
    """Letters that are still to be sent."""
    return and_(Mail.sent_at.is_(None), Mail.tries <= len(WAITS))


def failed() -> ColumnElement[bool]:
    """Letters that could not be sent, or not yet."""
    return and_(Mail.sent_at.is_(None), or_(Mail.tries > len(WAITS), Mail.fault != ""))
