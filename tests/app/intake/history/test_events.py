from __future__ import annotations

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from app.access import Role
from app.audit import note
from app.db import db, writing
from tests.app.signing import client_of, user_of


@pytest.fixture
def busy(app: Flask) -> Flask:
    """A service in which sixty things were done."""
    by = user_of(app, Role.ARCHIVIST)
    with app.app_context():
        for number in range(60):
            action = "corrected" if number % 2 else "restored"
            with writing(db.engine) as session:
                note(session, by if number else None, action, f"record:{number % 12}", version=number, fields=["party"])
    return app


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["audit", *arguments])


def test_admins_leaf_through_all_that_was_done(busy: Flask) -> None:
    admin = client_of(busy, Role.ADMIN)
    first, second = admin.get("/en/audit").text, admin.get("/en/audit?offset=50").text
    assert "60 events" in first
    assert (first.count("<tr><td>"), second.count("<tr><td>")) == (50, 10)
    assert "a command" in second
    assert "archivist" in second


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("subject=record:1", 5),
        ("subject=record:", 60),
        ("subject=record:1&action=corrected", 5),
        ("action=restored", 30),
        ("subject=%25", 0),
        ("subject=_:", 0),
        ("offset=-1", 60),
        ("offset=99999999999999999999", 60),
    ],
)
def test_they_can_be_narrowed(busy: Flask, asked: str, found: int) -> None:
    answer = client_of(busy, Role.ADMIN).get(f"/en/audit?{asked}")
    assert answer.status_code == 200
    assert f"<p>{found} event" in answer.text


def test_only_admins_see_them(busy: Flask) -> None:
    assert client_of(busy, Role.ARCHIVIST).get("/en/audit").status_code == 403
    assert client_of(busy, Role.READER).get("/en/audit").status_code == 302


def test_the_command_follows_the_chain(busy: Flask) -> None:
    told = run(busy, "verify")
    assert told.exit_code == 0
    assert "60 events, the chain holds. Last digest: " in told.output
    with busy.app_context(), writing(db.engine) as session:
        session.execute(text("UPDATE audit_event SET actor_id = 77 WHERE id = 42"))
    told = run(busy, "verify")
    assert told.exit_code == 1
    assert "broken at event 42" in told.output


def test_the_command_lists_events(busy: Flask) -> None:
    lines = run(busy, "list", "--subject", "record:1").output.splitlines()
    assert len(lines) == 5
    assert [line.split("\t")[4] for line in lines] == ["record:1"] * 5
    assert len(run(busy, "list", "--limit", "3").output.splitlines()) == 3
