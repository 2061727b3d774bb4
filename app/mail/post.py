"""The post: sends what lies in the table `mail`, tries again with growing waits, gives up after four days.

Any process may send; a letter is claimed first, so that two never send the same one. Killed in between, it is sent
again when the claim has lapsed.
"""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from sqlalchemy import Engine, delete, exists, select, update
from sqlalchemy.orm import Session

from app.background import Errand
from app.db import writing
from app.mail.letters import WAITS, waiting
from app.mail.sending import Sender
from app.models import Mail
from app.models.base import now

CLAIM = timedelta(minutes=5)  # how long a letter belongs to who sends it
KEPT = timedelta(days=30)  # how long it is known that a letter was sent; its words are forgotten at once
LONGEST_FAULT = 300


def send_due(engine: Engine, send: Sender, mail_from: str) -> tuple[int, int]:
    """Send every letter whose time has come; returns how many were sent and how many could not be."""
    sent = unsent = 0
    while letter := _claim(engine):
        fault = _try(send, letter, mail_from)
        _settle(engine, letter, fault)
        sent, unsent = sent + (not fault), unsent + bool(fault)
    return sent, unsent


class Post(Errand):
    """Sends as long as letters wait, also those that wait for another try."""

    def __init__(self, engine: Engine, send: Sender, mail_from: str) -> None:
        super().__init__("the post")
        self._engine, self._send, self._from = engine, send, mail_from

    def turn(self) -> None:
        """Send what is due, and forget what was sent long ago."""
        send_due(self._engine, self._send, self._from)
        _forget(self._engine)

    def waits(self) -> bool:
        """Whether a letter is still to be sent."""
        with Session(self._engine) as session:
            return bool(session.scalar(select(exists().where(waiting()))))


def _claim(engine: Engine) -> Mail | None:
    """The next letter that is due, which nobody else takes for a while."""
    with Session(engine) as session:  # most looks find nothing: they need no write lock
        if not session.scalar(select(exists().where(waiting(), Mail.next_try_at <= now()))):
            return None
    with writing(engine) as session:
        wanted = select(Mail).where(waiting(), Mail.next_try_at <= now()).order_by(Mail.next_try_at, Mail.id).limit(1)
        letter = session.scalar(wanted.with_for_update(skip_locked=True))
        if letter:
            letter.next_try_at = now() + CLAIM
            letter.tries += 1
    return letter


def _try(send: Sender, letter: Mail, mail_from: str) -> str:
    """'' where it was sent, else what went wrong."""
    try:
        send(message(letter, mail_from))
    except (OSError, ValueError) as error:  # ValueError: an address or subject that no header can carry
        return f"{type(error).__name__}: {error}"[:LONGEST_FAULT]
    return ""


def _settle(engine: Engine, letter: Mail, fault: str) -> None:
    """Note what became of it. The words of a letter that was sent are forgotten: they hold links."""
    values = {"fault": fault, "sent_at": None if fault else now()} | ({} if fault else {"text": ""})
    if fault:
        wait = WAITS[min(letter.tries, len(WAITS)) - 1]
        values["next_try_at"] = now() + timedelta(seconds=wait)
    with writing(engine) as session:
        session.execute(update(Mail).where(Mail.id == letter.id).values(**values))


def _forget(engine: Engine) -> None:
    with writing(engine) as session:
        session.execute(delete(Mail).where(Mail.sent_at < now() - KEPT))


def message(letter: Mail, mail_from: str) -> EmailMessage:
    """The letter as mail; its number makes it the same however often it is sent."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = mail_from, letter.recipient, letter.subject
    made["Date"] = format_datetime(letter.written_at)
    domain = mail_from.rpartition("@")[2].strip("> ") or "localhost"
    made["Message-ID"] = f"<{letter.written_at:%Y%m%d-%H%M%S}-{letter.id}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    return made
