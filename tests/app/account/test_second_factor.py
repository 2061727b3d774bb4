"""The second factor: whoever sees what was told in confidence has one before anything else; each code opens once."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from passlib.totp import TOTP
from sqlalchemy import select

from app.access import Role
from app.account import people
from app.db import db, writing
from app.models import User
from tests.app.account.conftest import Browser, Letters
from tests.app.signing import PASSWORD, user_of

ADDRESS = "chief@archive.example"
SET_UP = "/en/account/tf-setup"


@pytest.fixture
def archivist(app: Flask) -> int:
    """An archivist who has not set it up yet."""
    number = user_of(app, Role.ARCHIVIST, ADDRESS)
    with app.app_context(), writing(db.engine) as session:
        user = session.get_one(User, number)
        user.tf_primary_method = user.tf_totp_secret = None
    return number


def set_up(browser: Browser) -> TOTP:
    """Set it up as a person does; the app that shows the codes."""
    page = browser.send(SET_UP, setup="authenticator").text
    key = re.search(r'class="key">([^<]+)', page)
    assert key
    assert "data:image/svg+xml" in page
    shown = TOTP(key=key[1].replace("-", ""))
    code = shown.generate().token
    sealed = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    sent = {"csrf_token": sealed, "code": f"{code[:3]} {code[3:]}"}
    answer = browser.client.post("/en/account/tf-validate", data=sent)
    assert answer.headers["Location"] == "/en/account/second-factor"
    return shown


def test_an_archivist_without_it_is_led_there_before_anything_else(browser: Browser, archivist: int) -> None:
    browser.sign_in(ADDRESS, PASSWORD)
    for path in ("/en/", "/en/account", "/en/search?q=x", "/en/submissions"):
        assert browser.get(path).headers["Location"] == SET_UP
    assert "before anything else" in browser.get(SET_UP).text
    set_up(browser)
    assert browser.get("/en/account").status_code == 200


def test_its_owner_is_told_by_letter(browser: Browser, archivist: int, letters: Letters) -> None:
    browser.sign_in(ADDRESS, PASSWORD)
    set_up(browser)
    assert letters.all()[-1][:2] == (ADDRESS, "Your second factor was changed")


def test_it_is_asked_for_at_the_next_sign_in_and_a_code_opens_once(
    browser: Browser, archivist: int, app: Flask
) -> None:
    browser.sign_in(ADDRESS, PASSWORD)
    shown = set_up(browser)
    thief = Browser(app)
    asked = thief.sign_in(ADDRESS, PASSWORD)
    assert asked.headers["Location"].startswith("/en/account/tf-validate")
    assert thief.get("/en/account").status_code == 302
    used = thief.send(asked.headers["Location"], code=shown.generate().token)
    assert "not right" in used.text
    assert thief.get("/en/account").status_code == 302
    later = shown.generate(time=shown.generate().expire_time + 1).token
    assert thief.send(asked.headers["Location"], code=later).status_code == 302
    assert thief.get("/en/account").status_code == 200


def test_a_recovery_code_opens_once_in_its_place(browser: Browser, archivist: int, app: Flask) -> None:
    browser.sign_in(ADDRESS, PASSWORD)
    set_up(browser)
    codes = re.findall(r"<code>([\w-]+)</code>", browser.send("/en/account/mf-recovery-codes", show="1").text)
    assert len(codes) == 8
    for opens in (True, False):
        other = Browser(app)
        other.sign_in(ADDRESS, PASSWORD)
        other.send("/en/account/mf-recovery", code=codes[0].upper().replace("-", " "))
        assert (other.get("/en/account").status_code == 200) is opens
    assert "7 recovery codes are left" in browser.get("/en/account/second-factor").text
    with app.app_context():
        kept = db.session.scalar(select(User.mf_recovery_codes).where(User.id == archivist))
    assert kept
    assert not set(codes) & set(kept)  # sealed


def test_codes_cannot_be_guessed(browser: Browser, app: Flask) -> None:
    user_of(app, Role.ARCHIVIST, ADDRESS)
    asked = browser.sign_in(ADDRESS, PASSWORD).headers["Location"]
    tried = [browser.send(asked, code="000000").status_code for _ in range(11)]
    assert tried == [200] * 10 + [429]


def test_who_lost_everything_sets_it_up_anew(browser: Browser, archivist: int, app: Flask) -> None:
    browser.sign_in(ADDRESS, PASSWORD)
    set_up(browser)
    with app.app_context(), writing(db.engine) as session:
        user = people.by_number(session, archivist)
        assert user
        people.forget_second_factor(session, user, None)
    assert browser.get("/en/account").headers["Location"].startswith("/en/account/login")
    browser.sign_in(ADDRESS, PASSWORD)
    assert browser.get("/en/account").headers["Location"] == SET_UP


def test_a_volunteer_who_becomes_an_archivist_is_led_there_at_once(browser: Browser, app: Flask) -> None:
    number = user_of(app, Role.VOLUNTEER, ADDRESS)
    browser.sign_in(ADDRESS, PASSWORD)
    assert browser.get("/en/account").status_code == 200
    with app.app_context(), writing(db.engine) as session:
        user = people.by_number(session, number)
        assert user
        people.set_role(session, user, Role.ARCHIVIST, None)
    assert browser.get("/en/account").headers["Location"] == SET_UP


def test_a_trial_can_do_without(lenient: Flask) -> None:
    number = user_of(lenient, Role.ARCHIVIST, ADDRESS)
    with lenient.app_context(), writing(db.engine) as session:
        user = session.get_one(User, number)
        user.tf_primary_method = user.tf_totp_secret = None
    browser = Browser(lenient)
    browser.sign_in(ADDRESS, PASSWORD)
    assert browser.get("/en/account").status_code == 200
