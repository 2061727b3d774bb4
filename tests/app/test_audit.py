from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from app.audit import broken_at, note
from app.db import writing


@pytest.fixture
def chained(engine: Engine) -> Engine:
    """A chain of four events."""
    for action in ("submitted", "sent_back", "answered", "accepted"):
        with writing(engine) as session:
            note(session, 1, action, "submission:S-7K3F", fields=["birth_date"])
    return engine


def test_an_untouched_chain_holds(chained: Engine) -> None:
    with Session(chained) as session:
        assert broken_at(session) is None


@pytest.mark.parametrize(
    ("tampering", "at"),
    [
        ("UPDATE audit_event SET actor_id = 2 WHERE id = 2", 2),
        ("""UPDATE audit_event SET data = '{"fields": []}' WHERE id = 3""", 3),
        ("DELETE FROM audit_event WHERE id = 2", 3),
        ("UPDATE audit_event SET at = '2026-01-01T00:00:00+00:00' WHERE id = 1", 1),
        ("DELETE FROM audit_event WHERE id = 1", 2),
    ],
)
def test_an_event_altered_or_removed_breaks_the_chain_there(chained: Engine, tampering: str, at: int) -> None:
    with chained.begin() as connection:
        connection.execute(text(tampering))
    with Session(chained) as session:
        assert broken_at(session) == at
