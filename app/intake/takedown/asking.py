"""A request as it comes in: read, kept once, told to those who look after the service."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Role as Level
from app.audit import note
from app.guard import Task, spend
from app.intake.takedown.words import KINDS
from app.mail import letters
from app.messages import N_
from app.models import Role, Takedown, User
from app.references import reference

WORDS, CONTACT = 5_000, 200  # the most letters of each
NO_KIND = N_("Please choose what it is about.")
NO_WORDS = N_("Please tell in a few words what you ask for.")
TOO_LONG = N_("Please say it in %(most)s letters or less; these are %(length)s.")
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wrote; ``faults`` field → what is wrong with it."""

    kind: str = ""
    words: str = ""
    contact: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


def read_asked(form: Mapping[str, str]) -> Asked:
    """The form with its faults, nothing dropped."""
    kind, words, contact = (form.get(name, "").replace("\r\n", "\n").strip() for name in ("kind", "words", "contact"))
    faults = {}
    if kind not in KINDS:
        faults["kind"] = gettext(NO_KIND)
    if not words:
        faults["words"] = gettext(NO_WORDS)
    for name, text, most in (("words", words, WORDS), ("contact", contact, CONTACT)):
        if len(text) > most:
            faults[name] = gettext(TOO_LONG, most=most, length=len(text))
    return Asked(kind, words, contact, faults)


def sent_before(session: Session, task_text: str) -> Takedown | None:
    """The request that this form made already: a form sent twice is one request."""
    return session.scalar(select(Takedown).where(Takedown.token == _token(task_text.partition(".")[0])))


def ask(session: Session, record_id: int, asked: Asked, task: Task, language: str) -> Takedown:
    """Keep the request and write to the admins, in a transaction that writes. Raises `guard.Unproved`."""
    already = sent_before(session, task.text)
    if already is not None:
        return already
    spend(session, task)
    made = Takedown(
        reference=reference("T"), token=_token(task.number), record_id=record_id, kind=asked.kind, words=asked.words,
        contact=asked.contact, language=language,
    )  # fmt: skip
    session.add(made)
    session.flush()
    note(session, None, "asked", f"takedown:{made.reference}", record=record_id, kind=asked.kind)
    _tell_admins(session, made)
    return made


def mail_address(contact: str) -> str:
    """The e-mail address in what they wrote of how to be reached, or ''."""
    found = _ADDRESS.search(contact)
    return found[0].strip(".:()[]«»\"'") if found else ""


def record_number(written: str) -> int | None:
    """The number of a record in what somebody copied: its address or the number alone."""
    found = re.search(r"(?:records/|^\D{0,3})(\d{1,9})(?:\D|$)", written.strip())
    return int(found[1]) if found else None


def _tell_admins(session: Session, made: Takedown) -> None:
    """A letter to each, without the words of the request: these are read behind the sign-in."""
    wanted = select(User).join(User.roles).where(Role.name == Level.ADMIN.value, User.active)
    for user in session.scalars(wanted).unique():
        with letters.in_language_of(user):
            subject = gettext("A request about a record: %(reference)s", reference=made.reference)
            text = gettext(
                "Somebody asks that record %(number)s be corrected or removed (%(kind)s).\n\n"
                "Please sign in and look under «Requests», number %(reference)s.",
                number=made.record_id, kind=gettext(KINDS[made.kind]), reference=made.reference,
            )  # fmt: skip
            letters.write(session, user.email, subject, text)


def _token(number: str) -> str:
    return hashlib.sha256(f"takedown:{number}".encode("utf-8", "replace")).hexdigest()
