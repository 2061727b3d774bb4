"""Inviting, roles, letting go: in the browser and by command, each act noted, never without an admin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.access import Role, role_of
from app.account import people
from app.config import KEY_FILE, Config, keep_key, read_config
from app.db import db
from app.models import AuditEvent, Mail, User
from tests.app.account.conftest import GOOD, Browser, Letters
from tests.app.signing import PASSWORD, client_of, user_of

NEW = "new@archive.example"


def events(app: Flask) -> list[tuple[str, dict[str, str]]]:
    with app.app_context():
        return [(event.action, event.data) for event in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))]


def role(app: Flask, address: str) -> Role:
    with app.app_context():
        user = people.find(db.session, address)
        assert user
        return role_of(user)


def test_who_is_invited_chooses_a_password_by_a_link_that_opens_once(
    app: Flask, browser: Browser, letters: Letters
) -> None:
    admin = client_of(app, Role.ADMIN)
    sent = {"email": f" {NEW.upper()} ", "role": "volunteer", "language": "lt", "name": "Ona"}
    assert admin.post("/en/account/people", data=sent).status_code == 302
    receiver, subject, text = letters.all()[0]
    assert (receiver, subject) == (NEW, "Kviečiame dirbti su „Esimder“")
    assert "savanoris" in text
    link = letters.link()
    assert link.startswith("/lt/account/invitation/")
    assert "at least 8" in browser.send(link.replace("/lt/", "/en/"), password="short", password_confirm="short").text
    assert browser.send(link, password=GOOD, password_confirm=GOOD, name="Ona").status_code == 302
    assert browser.get(link).status_code == 410
    assert browser.sign_in(NEW).headers["Location"] == "/en/account"
    assert role(app, NEW) is Role.VOLUNTEER


def test_an_invitation_is_over_after_a_week(
    app: Flask, browser: Browser, letters: Letters, monkeypatch: object
) -> None:
    client_of(app, Role.ADMIN).post("/en/account/people", data={"email": NEW, "role": "volunteer"})
    link = letters.link()
    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    monkeypatch.setattr(people, "INVITED_FOR", timedelta(seconds=-1))
    assert browser.get(link).status_code == 410


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"email": "nonsense", "role": "volunteer"}, "This is no e-mail address"),
        ({"email": NEW, "role": "reader"}, "Please choose a role"),
        ({"email": "known@archive.example", "role": "volunteer"}, "There is an account"),
    ],
)
def test_an_invitation_that_cannot_be_sent_says_why(
    app: Flask, letters: Letters, sent: dict[str, str], told: str
) -> None:
    user_of(app, Role.VOLUNTEER, "known@archive.example")
    answer = client_of(app, Role.ADMIN).post("/en/account/people", data=sent)
    assert answer.status_code == 400
    assert told in answer.text
    assert sent["email"] in answer.text
    assert letters.all() == []


def test_what_an_admin_changes_is_noted(app: Flask) -> None:
    admin = client_of(app, Role.ADMIN)
    number = user_of(app, Role.VOLUNTEER, NEW)
    for act in ("trust", "role:archivist", "deactivate", "activate"):
        assert admin.post(f"/en/account/people/{number}", data={"act": act}).status_code == 302
    assert role(app, NEW) is Role.ARCHIVIST
    acts = [(action, data) for action, data in events(app) if action.startswith("user.")]
    assert acts == [
        ("user.trusted", {}),
        ("user.role", {"before": "volunteer", "after": "archivist"}),
        ("user.deactivated", {}),
        ("user.activated", {}),
    ]


@pytest.mark.parametrize("act", ["role:volunteer", "deactivate"])
def test_the_last_admin_stays(app: Flask, act: str) -> None:
    number = user_of(app, Role.ADMIN, "only@archive.example")
    with app.app_context():
        user = people.by_number(db.session, number)
        assert user
        with pytest.raises(people.Fault, match="only admin"):
            if act == "deactivate":
                people.deactivate(db.session, user, None)
            else:
                people.set_role(db.session, user, Role.VOLUNTEER, None)


def test_somebody_is_found_among_many_by_part_of_a_name(app: Flask) -> None:
    admin = client_of(app, Role.ADMIN)
    for number in range(101):
        user_of(app, Role.VOLUNTEER, f"user{number}@example.org")
    assert "2 further accounts" in admin.get("/en/account/people").text
    found = admin.get("/en/account/people?q=USER77@").text
    assert "user77@example.org" in found
    assert "user78@example.org" not in found
    assert "Nobody." in admin.get("/en/account/people?q=100%25").text


def test_what_letters_say_is_shown_to_nobody(app: Flask, letters: Letters) -> None:
    with app.app_context():
        db.session.add(Mail(recipient="a@example.org", subject="S", text="/secret-link", tries=3, fault="refused"))
        db.session.commit()
    page = client_of(app, Role.ADMIN).get("/en/account/letters").text
    assert "a@example.org" in page
    assert "refused" in page
    assert "secret-link" not in page
    assert str(app.config["ESIMDER"].mail_dir) in page


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["user", *words])
    return result.exit_code, result.output


@pytest.fixture
def keyed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The service with the secret that all its processes share."""
    monkeypatch.setenv("SECRET_KEY", "test")
    return app


def test_the_first_admin_comes_by_command(keyed: Flask, browser: Browser, letters: Letters) -> None:
    code, told = run(keyed, "add", NEW, "--role", "admin", "--name", "Ерлан", "--language", "kk")
    assert (code, told.splitlines()[0]) == (0, f"{NEW} is invited as admin.")
    assert str(keyed.config["ESIMDER"].mail_dir) in told
    assert letters.all()[0][0] == NEW
    assert browser.send(letters.link(), password=GOOD, password_confirm=GOOD).status_code == 302
    assert run(keyed, "list") == (0, f"{NEW}\tadmin\tЕрлан\tno second factor yet\n")
    assert events(keyed)[0] == ("user.invited", {"role": "admin"})


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "nonsense"), "no e-mail address"),
        (("add", "known@archive.example"), "There is an account"),
        (("role", "nobody@archive.example", "admin"), "There is no account of nobody@archive.example"),
        (("role", "known@archive.example", "king"), "Invalid value"),
        (("deactivate", "known@archive.example"), "only admin"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(keyed: Flask, words: tuple[str, ...], told: str) -> None:
    user_of(keyed, Role.ADMIN, "known@archive.example")
    code, said = run(keyed, *words)
    assert code != 0
    assert told in said
    with keyed.app_context():
        assert db.session.scalars(select(User)).all()[0].active


def test_a_command_ends_what_is_open(keyed: Flask, browser: Browser) -> None:
    user_of(keyed, Role.VOLUNTEER, NEW)
    browser.sign_in(NEW, PASSWORD)
    assert run(keyed, "deactivate", NEW)[0] == 0
    assert browser.get("/en/account").status_code == 302


def test_links_that_no_worker_could_open_are_not_sent(app: Flask) -> None:
    code, told = run(app, "add", NEW)
    assert code != 0
    assert "flask --app wsgi init" in told


def test_the_secret_is_made_once_for_all_processes(config: Config) -> None:
    environment = {"ESIMDER_DATA_DIR": str(config.data_dir)}
    assert read_config(environment).secret_key != read_config(environment).secret_key
    keep_key(config.data_dir)
    kept = read_config(environment).secret_key
    keep_key(config.data_dir)
    assert read_config(environment).secret_key == kept
    assert (config.data_dir / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert read_config(environment | {"SECRET_KEY": "own"}).secret_key not in (kept, "")
