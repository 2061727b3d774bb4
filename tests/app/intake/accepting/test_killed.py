"""A process killed in the middle of an acceptance (kill -9, at every statement in turn) leaves nothing half-written."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.orm import Session

from app import audit
from app.db import writing
from app.intake.accepting.acting import Decision, act
from app.models import (
    AuditEvent,
    Mail,
    OutboxEntry,
    Record,
    RecordVersion,
    Scan,
    Source,
    Step,
    Submission,
    User,
    WrittenName,
)
from app.references import reference, token
from tests.app.intake.accepting.conftest import SAID

TABLES = (Record, Source, WrittenName, RecordVersion, OutboxEntry, Step, AuditEvent, Mail)
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def counts(engine: Engine) -> list[int | None]:
    with Session(engine) as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def accepted_and_killed(url: str, ref: str, by_id: int, at: int) -> bool:
    """Accept in a process that kills itself before the statement of that number; whether it came to its end."""
    child = os.fork()
    if child == 0:
        engine, done = create_engine(url), 0

        @event.listens_for(engine, "before_cursor_execute")
        def _count(*_told: Any) -> None:
            nonlocal done
            done += 1
            if done == at:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            act(engine, ref, by_id, Decision("accept", words="Спасибо", edits={"fonds": "19"}), lambda *_: "http://x")
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_killed_at_any_statement_either_all_of_it_stands_there_or_nothing(engine: Engine) -> None:
    with writing(engine) as session:
        users = [User(email=f"{name}@example.org", name=name, fs_uniquifier=name) for name in ("Emma", "Aigul")]
        session.add_all(users)
        session.flush()
        ref, by_id = reference("S"), users[1].id
        made = Submission(submitter_id=users[0].id, said=SAID, state="pending", reference=ref, token=token())
        session.add(made)
        session.flush()
        session.add(Scan(submission_id=made.id, digest="d" * 64, media_type="image/jpeg", size=1))
    before, url, killed = counts(engine), str(engine.url), 0
    engine.dispose()
    for at in range(1, 200, 3):
        if accepted_and_killed(url, ref, by_id, at):
            break
        killed += 1
        assert counts(engine) == before, f"killed at statement {at}"
        engine.dispose()
    assert killed >= 8
    after = counts(engine)
    assert all(now > then for now, then in zip(after, before, strict=True) if now is not None and then is not None)
    with Session(engine) as session:
        found = session.scalars(select(Submission).where(Submission.reference == ref)).one()
        assert (found.state, found.record_id) == ("accepted", found.scans[0].record_id)
        assert audit.broken_at(session) is None
