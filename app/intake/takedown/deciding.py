"""Decide on a request: remove the record, keep back parts of it, or refuse; once, with a reason that is told."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from flask_babel import force_locale, gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import note
from app.intake.history.erase import NoRecord, erase
from app.intake.takedown.asking import mail_address
from app.intake.takedown.words import GRANTED, IN_PART, STATES, reason, reasons
from app.languages import DEFAULT
from app.mail import letters
from app.models import OutboxEntry, Record, Takedown
from app.models.base import now

RULING = 1_000  # the most letters of the public words
HIDDEN = "hidden"  # the reason by which a record is treated as of somebody who may be living


class AlreadyDecided(ValueError):
    """Another archivist was faster."""


class BadDecision(ValueError):
    """No such decision, or no reason of it: ``reason``; or the words are too long: ``ruling``."""


@dataclass(frozen=True, slots=True)
class Decision:
    """``verdict`` granted, in_part or refused; ``reason`` a code of it; ``ruling`` public words, '' if none."""

    verdict: str
    reason: str
    ruling: str = ""


def decide(session: Session, takedown: Takedown, by_id: int, decision: Decision) -> None:
    """Carry the decision out in a transaction that writes. Raises AlreadyDecided, BadDecision.

    A removal answers all open requests about the record: their words go with it.
    """
    session.refresh(takedown, with_for_update=True)
    if takedown.state != "open":
        raise AlreadyDecided
    if decision.reason not in reasons(decision.verdict):
        raise BadDecision("reason")
    if len(decision.ruling) > RULING:
        raise BadDecision("ruling")
    if decision.verdict == GRANTED:
        with suppress(NoRecord):  # removed in the meantime, for another request
            erase(session, takedown.record_id, decision.reason, by_id)
    if decision.verdict == IN_PART and decision.reason == HIDDEN:
        _hide(session, takedown.record_id)
    for one in _answered(session, takedown, decision):
        _close(session, one, by_id, decision)


def _answered(session: Session, takedown: Takedown, decision: Decision) -> list[Takedown]:
    if decision.verdict != GRANTED:
        return [takedown]
    same = (Takedown.record_id == takedown.record_id, Takedown.state == "open")
    return list(session.scalars(select(Takedown).where(*same).order_by(Takedown.id)))


def _hide(session: Session, record_id: int) -> None:
    """Treat the person as living: the privacy function keeps back what it keeps back of the living, everywhere."""
    record = session.get(Record, record_id)
    if record is not None:
        record.living = "yes"
        session.add(OutboxEntry(record_id=record_id))


def _close(session: Session, takedown: Takedown, by_id: int, decision: Decision) -> None:
    takedown.state, takedown.reason, takedown.ruling = decision.verdict, decision.reason, decision.ruling
    takedown.decided_at, takedown.decided_by_id = now(), by_id
    session.flush()
    subject = f"takedown:{takedown.reference}"
    note(session, by_id, decision.verdict, subject, record=takedown.record_id, reason=decision.reason)
    _answer(session, takedown)
    if decision.verdict == GRANTED:
        takedown.words = takedown.contact = ""


def _answer(session: Session, takedown: Takedown) -> None:
    """A letter to who asked, where they left an address, in their language."""
    address, language = mail_address(takedown.contact), takedown.language or DEFAULT
    if not address:
        return
    with force_locale(language):
        told = gettext(
            "You asked about record %(number)s. It was decided: %(decision)s.",
            number=takedown.record_id, decision=gettext(STATES[takedown.state]),
        )  # fmt: skip
        parts = (told, reason(takedown.state, takedown.reason, language), takedown.ruling)
        subject = gettext("Your request %(reference)s", reference=takedown.reference)
        letters.write(session, address, subject, "\n\n".join(filter(None, parts)))
