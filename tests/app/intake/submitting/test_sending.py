"""Sent, answered, withdrawn: each once, and only while it can be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.audit import broken_at
from app.db import writing
from app.intake.submitting.sending import NotOpen, NotReady, answer, lacking, send, withdraw
from app.models import AuditEvent, Submission, User
from app.models.base import now

SAID = {"name": "Шмидт Иван", "citation": "семейный архив"}


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A transaction that writes, with a volunteer in it."""
    with writing(engine) as made:
        made.add(User(id=1, email="v@example.org", fs_uniquifier="v", active=True))
        made.flush()
        yield made


def draft(session: Session, **more: object) -> Submission:
    """A draft that may be sent."""
    fields = {"reference": "S-2222-2222", "token": "t", "submitter_id": 1, "said": SAID, "consented_at": now()}
    made = Submission(**fields | more)
    session.add(made)
    session.flush()
    return made


def test_it_is_sent_answered_and_withdrawn_once(session: Session) -> None:
    submission = draft(session)
    send(session, submission, "words")
    send(session, submission)
    assert (submission.state, len(submission.steps), submission.steps[0].said) == ("pending", 1, SAID)
    submission.state = "sent_back"
    answer(session, submission, "1905", {**SAID, "birth_date": "1905"})
    answer(session, submission, "1905")
    withdraw(session, submission)
    withdraw(session, submission)
    assert [step.kind for step in submission.steps] == ["sent", "answered", "withdrawn"]
    assert submission.steps[1].said["birth_date"] == "1905"
    actions = [event.action for event in session.query(AuditEvent).order_by(AuditEvent.id)]
    assert actions == ["submission.sent", "submission.answered", "submission.withdrawn"]
    assert broken_at(session) is None


@pytest.mark.parametrize("state", ["accepted", "rejected", "set_aside"])
def test_what_is_decided_is_neither_sent_nor_withdrawn(session: Session, state: str) -> None:
    submission = draft(session, state=state)
    for act in (send, withdraw):
        with pytest.raises(NotOpen):
            act(session, submission)
    with pytest.raises(NotOpen):
        answer(session, submission, "")
    assert (submission.state, submission.steps) == (state, [])


@pytest.mark.parametrize(
    ("more", "lacks"),
    [
        ({"said": {"citation": "x"}}, ("name",)),
        ({"said": {"name": "Шмидт", "citation.2": "x"}}, ("source",)),
        ({"consented_at": None}, ("consent",)),
        ({"kind": "correction", "said": {"citation": "x"}}, ("change", "record")),
        ({"kind": "addition"}, ("record",)),
        ({"said": {**SAID, "occupation": "ы" * 1_001}}, ("occupation",)),
        ({"said": {**SAID, "text": "ы" * 20_000}}, ()),
    ],
)
def test_what_is_lacking_is_named(session: Session, more: dict[str, object], lacks: tuple[str, ...]) -> None:
    submission = draft(session, **more)
    assert lacking(submission) == lacks
    if lacks:
        with pytest.raises(NotReady):
            send(session, submission)
