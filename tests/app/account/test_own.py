"""One's own account: what is kept can be taken along, and the account can be ended."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import select

from app.access import Role
from app.db import db, writing
from app.models import Judgement, Step, Submission, User
from app.models.base import now
from tests.app.account.conftest import Browser, Letters
from tests.app.signing import PASSWORD, user_of

ANNA = "anna@example.org"


def submit(app: Flask, number: int, state: str) -> None:
    """A submission of that user, as the form makes it."""
    archivist = user_of(app, Role.ARCHIVIST)
    with app.app_context(), writing(db.engine) as session:
        made = Submission(
            reference=f"S-{state}", token=state, state=state, submitter_id=number, relation="granddaughter",
            said={"surname": "Бокейхан", "citation": "Книга скорби"}, sent_at=now(),
        )  # fmt: skip
        made.steps.append(Step(by_id=number, kind="sent", said=made.said))
        made.steps.append(Step(by_id=archivist, kind="sent_back", words="Where is it?"))
        session.add(made)


def test_the_export_holds_everything_but_no_secret_and_no_colleague(app: Flask, browser: Browser) -> None:
    number = user_of(app, Role.VOLUNTEER, ANNA)
    submit(app, number, "pending")
    with app.app_context(), writing(db.engine) as session:
        judged = Judgement(left_id=1, right_id=2, kind="same", verdict="unsure", note="по письму", judge_id=number)
        session.add(judged)
    browser.sign_in(ANNA, PASSWORD)
    answer = browser.get("/en/account/export")
    told: dict[str, Any] = answer.json or {}
    assert "attachment" in answer.headers["Content-Disposition"]
    assert told["account"]["email"] == ANNA
    assert told["submissions"][0]["said"]["surname"] == "Бокейхан"
    assert [step["by"] for step in told["submissions"][0]["steps"]] == ["you", "archive"]
    assert [one["note"] for one in told["judgements"]] == ["по письму"]
    assert len(told["sign_ins"]) == 1
    assert "argon2" not in answer.text
    assert "token" not in answer.text
    assert "archivist-" not in answer.text


def test_a_closed_account_leaves_what_was_submitted_without_the_person(
    app: Flask, browser: Browser, letters: Letters
) -> None:
    number = user_of(app, Role.VOLUNTEER, ANNA)
    for state in ("draft", "accepted"):
        submit(app, number, state)
    browser.sign_in(ANNA, PASSWORD)
    assert "not your password" in browser.send("/en/account/close", password="another one").text
    assert browser.send("/en/account/close", password=PASSWORD).status_code == 302
    assert browser.get("/en/account").status_code == 302
    with app.app_context():
        left = db.session.scalars(select(Submission)).all()
        assert [(one.state, one.relation, one.said["surname"]) for one in left] == [("accepted", "", "Бокейхан")]
        user = db.session.get_one(User, number)
        assert (user.email, user.name, user.password, user.active) == (f"closed-{number}@invalid", "", None, False)
    assert letters.all()[-1][:2] == (ANNA, "Your account is closed")
    assert "is not right" in browser.sign_in(ANNA, PASSWORD).text


def test_name_and_language_can_be_changed(app: Flask, browser: Browser) -> None:
    user_of(app, Role.VOLUNTEER, ANNA)
    browser.sign_in(ANNA, PASSWORD)
    sent = browser.send("/en/account", name="  Анна \n Ивановна ", language="lt")
    assert sent.headers["Location"] == "/lt/account"
    assert 'value="Анна Ивановна"' in browser.get("/lt/account").text
    assert "less than 100" in browser.send("/en/account", name="x" * 101, language="lt").text
