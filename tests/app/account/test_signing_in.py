"""Signing in: one answer to every stranger, a row a browser, an end from anywhere, throttled but never locked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.access import Role
from app.account import people, sign_ins
from app.db import db, writing
from app.models import SignIn
from app.models.base import now
from tests.app.account.conftest import GOOD, Browser
from tests.app.signing import PASSWORD, user_of

ANNA = "anna@example.org"


@pytest.fixture
def anna(app: Flask) -> int:
    """A volunteer with a password."""
    return user_of(app, Role.VOLUNTEER, ANNA)


def rows(app: Flask) -> list[SignIn]:
    with app.app_context():
        return list(db.session.scalars(select(SignIn).order_by(SignIn.id)))


def is_in(browser: Browser) -> bool:
    return browser.get("/en/account").status_code == 200


def main(text: str) -> str:
    """The page without what differs by nature: the seal and what was typed."""
    return text.partition("<main")[2].partition("csrf_token")[0] + text.partition('role="alert"')[2].partition("<")[2]


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(browser: Browser, anna: int) -> None:
    wrong, unknown = browser.sign_in(ANNA, GOOD), browser.sign_in("xnna@example.org", GOOD)
    assert wrong.status_code == unknown.status_code
    assert main(wrong.text.replace(ANNA, "xnna@example.org")).split("csrf")[0] == main(unknown.text).split("csrf")[0]
    assert "is not right" in wrong.text


def test_an_endless_password_is_refused_like_any_wrong_one(browser: Browser, anna: int) -> None:
    assert "is not right" in browser.sign_in(ANNA, "x" * 5_000).text


def test_each_sign_in_has_a_token_of_its_own_of_which_only_the_digest_is_kept(
    app: Flask, browser: Browser, anna: int
) -> None:
    browser.sign_in(ANNA, PASSWORD)
    browser.send("/en/account/logout", page="/en/account")
    browser.sign_in(ANNA, PASSWORD)
    first, second = rows(app)
    assert first.token_digest != second.token_digest
    assert first.ended_at
    assert not second.ended_at
    with browser.client.session_transaction() as session:
        assert sign_ins.digest(session["sign_in"]) == second.token_digest


def test_an_old_cookie_opens_nothing_after_signing_out(browser: Browser, app: Flask, anna: int) -> None:
    browser.sign_in(ANNA, PASSWORD)
    kept = browser.client.get_cookie("esimder")
    assert kept
    browser.send("/en/account/logout", page="/en/account")
    thief = Browser(app)
    thief.client.set_cookie("esimder", kept.value)
    assert not is_in(thief)


@pytest.mark.parametrize(("column", "hours"), [("seen_at", 2.01), ("begun_at", 12.01)])
def test_a_sign_in_ends_when_idle_and_when_old(
    app: Flask, browser: Browser, anna: int, column: str, hours: float
) -> None:
    browser.sign_in(ANNA, PASSWORD)
    assert is_in(browser)
    with app.app_context(), writing(db.engine) as session:
        session.execute(update(SignIn).values({column: now() - timedelta(hours=hours)}))
    assert not is_in(browser)


def test_use_keeps_it_open(app: Flask, browser: Browser, anna: int) -> None:
    browser.sign_in(ANNA, PASSWORD)
    with app.app_context(), writing(db.engine) as session:
        session.execute(update(SignIn).values(seen_at=now() - timedelta(hours=1.9)))
    assert is_in(browser)
    assert now() - rows(app)[0].seen_at < timedelta(minutes=1)


def test_sign_out_everywhere(app: Flask, browser: Browser, anna: int) -> None:
    other = Browser(app)
    browser.sign_in(ANNA, PASSWORD)
    other.sign_in(ANNA, PASSWORD)
    browser.send("/en/account/browsers", but="this")
    assert (is_in(browser), is_in(other)) == (True, False)
    other.sign_in(ANNA, PASSWORD)
    browser.send("/en/account/browsers", but="none")
    assert (is_in(browser), is_in(other)) == (False, False)


def test_a_changed_password_ends_the_other_sign_ins_only(app: Flask, browser: Browser, anna: int) -> None:
    other = Browser(app)
    browser.sign_in(ANNA, PASSWORD)
    other.sign_in(ANNA, PASSWORD)
    new = {"new_password": GOOD + "s", "new_password_confirm": GOOD + "s"}
    assert browser.send("/en/account/change", password=PASSWORD, **new).status_code == 302
    assert (is_in(browser), is_in(other)) == (True, False)


def test_a_closed_account_is_out_at_once(app: Flask, browser: Browser, anna: int) -> None:
    browser.sign_in(ANNA, PASSWORD)
    with app.app_context(), writing(db.engine) as session:
        user = people.by_number(session, anna)
        assert user
        people.deactivate(session, user, None)
    assert not is_in(browser)
    assert "This account is closed" in browser.sign_in(ANNA, PASSWORD).text


def test_guessing_is_throttled_without_locking_the_owner_out(app: Flask, browser: Browser, anna: int) -> None:
    browser.sign_in(ANNA, PASSWORD)
    browser.send("/en/account/logout", page="/en/account")
    stranger = Browser(app)
    answers = [stranger.sign_in(ANNA, GOOD) for _ in range(10)]
    assert [answer.status_code for answer in answers] == [200] * 9 + [429]  # the first was the owner's own
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 900
    assert "in 15 minutes" in answers[-1].text
    assert stranger.sign_in("boris@example.org", GOOD).status_code == 200  # nobody else is slowed down
    assert browser.sign_in(ANNA, PASSWORD).status_code == 302  # the owner's own browser is known
    assert is_in(browser)


def test_one_address_cannot_try_many_accounts(app: Flask) -> None:
    browser = Browser(app)
    tried = [browser.sign_in(f"user{number}@example.org", GOOD).status_code for number in range(61)]
    assert tried == [200] * 60 + [429]


def test_the_cookie_is_out_of_reach_and_secure_over_https(app: Flask, browser: Browser, anna: int) -> None:
    plain = browser.sign_in(ANNA, PASSWORD).headers.getlist("Set-Cookie")
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in plain)
    assert not any("Secure" in cookie for cookie in plain)
    page = app.test_client().get("/en/account/login", base_url="https://localhost")
    assert all("Secure" in cookie for cookie in page.headers.getlist("Set-Cookie") if cookie.startswith("esimder"))


def test_where_one_wanted_to_go_is_where_one_comes_but_never_to_another_site(browser: Browser, anna: int) -> None:
    wanted = browser.get("/en/account/browsers")
    assert wanted.headers["Location"] == "/en/account/login?next=/en/account/browsers"
    sent = browser.send(wanted.headers["Location"], email=ANNA, password=PASSWORD, next="/en/account/browsers")
    assert sent.headers["Location"] == "/en/account/browsers"
    browser.send("/en/account/logout", page="/en/account")
    sent = browser.send("/en/account/login", email=ANNA, password=PASSWORD, next="https://evil.example/")
    assert "evil.example" not in sent.headers.get("Location", "")


def test_a_form_without_its_seal_changes_nothing(app: Flask, browser: Browser, anna: int) -> None:
    browser.sign_in(ANNA, PASSWORD)
    answer = browser.client.post("/en/account/browsers", data={"but": "none"})
    assert answer.status_code == 400
    assert "nothing was changed" in answer.text
    assert is_in(browser)


def test_what_was_typed_when_signed_out_is_held(browser: Browser) -> None:
    page = browser.get("/en/account/login").text
    sealed = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = browser.client.post("/en/account", data={"name": "<Анна>", "csrf_token": sealed})
    assert answer.status_code == 401
    assert '<input type="hidden" name="name" value="&lt;Анна&gt;">' in answer.text
