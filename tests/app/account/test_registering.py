"""Registering, confirming, a new password: by letters whose links open once, alike for known and unknown addresses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.access import Role, role_of
from app.account.passwords import LONGEST
from app.db import db, writing
from app.models import User
from app.models.base import now
from tests.app.account.conftest import GOOD, Browser, Letters
from tests.app.proving import solved
from tests.app.signing import PASSWORD, user_of

ANNA = "anna@example.org"


def register(browser: Browser, address: str = "Anna@Example.org", password: str = GOOD, language: str = "en") -> int:
    answer = browser.send(
        f"/{language}/account/register", email=address, password=password, password_confirm=password, name="Анна"
    )
    return answer.status_code


def found(app: Flask, address: str = ANNA) -> User | None:
    with app.app_context():
        user = db.session.scalar(select(User).where(User.email == address))
        if user:
            assert user.roles
        return user


def test_who_registers_and_confirms_is_a_volunteer(app: Flask, browser: Browser, letters: Letters) -> None:
    assert register(browser, language="kk") == 302
    user = found(app)
    assert user
    assert (user.email, user.name, user.language, role_of(user)) == (ANNA, "Анна", "kk", Role.VOLUNTEER)
    assert user.password
    assert user.password.startswith("$argon2id$")
    receiver, subject, text = letters.all()[0]
    assert (receiver, subject) == (ANNA, "Электрондық пошта мекенжайыңызды растаңыз")
    assert "Анна!" in text
    assert letters.link().startswith("/kk/account/confirm/")
    assert browser.get(letters.link()).status_code == 302
    assert browser.sign_in("ANNA@example.org ").headers["Location"] == "/en/account"


def test_before_the_address_is_confirmed_only_the_right_password_learns_why(
    app: Flask, browser: Browser, letters: Letters
) -> None:
    register(browser)
    assert "not confirmed yet" in browser.sign_in(ANNA).text
    assert "not confirmed yet" not in browser.sign_in(ANNA, "another one here").text
    assert browser.get("/en/account").status_code == 302


def test_a_known_address_is_answered_like_an_unknown_one_and_told_by_letter(
    app: Flask, browser: Browser, letters: Letters
) -> None:
    user_of(app, Role.VOLUNTEER, ANNA)
    known = browser.send("/ru/account/register", email=ANNA, password=GOOD, password_confirm=GOOD)
    told_known = browser.notices("/ru/account/login")
    new = browser.send("/ru/account/register", email="b@example.org", password=GOOD, password_confirm=GOOD)
    told_new = browser.notices("/ru/account/login")
    assert (known.status_code, known.headers["Location"]) == (new.status_code, new.headers["Location"])
    assert [told.replace(ANNA, "b@example.org") for told in told_known] == told_new
    assert letters.all()[0][:2] == (ANNA, "You have an account already")  # in the language of the owner


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short", "at least 8"),
        ("x" * (LONGEST + 1), f"at most {LONGEST}"),
        ("password1", "among the first"),
        ("ЙЦУКЕНГШ", "among the first"),
        ("anna@example", "among the first"),
        ("esimder2026", "among the first"),
        ("aaaaaaaaaaaa", "among the first"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(app: Flask, browser: Browser, password: str, told: str) -> None:
    answer = browser.send("/en/account/register", email=ANNA, password=password, password_confirm=password)
    assert told in answer.text
    assert found(app) is None


def test_a_new_password_by_letter_opens_once_and_ends_all_sign_ins(
    app: Flask, browser: Browser, letters: Letters
) -> None:
    user_of(app, Role.VOLUNTEER, ANNA)
    before = Browser(app)
    assert before.sign_in(ANNA, PASSWORD).status_code == 302
    assert before.get("/en/account").status_code == 200
    browser.send("/en/account/reset", email="anna@EXAMPLE.org")
    link = letters.link()
    assert browser.get(link).status_code == 200
    assert browser.send(link, password=GOOD + "s", password_confirm=GOOD + "s").status_code == 302
    assert before.get("/en/account").status_code == 302
    assert browser.get(link).status_code == 302  # used up: leads to the page to ask for another
    assert "valid" in browser.notices("/en/account/reset")[-1]
    assert [subject for _, subject, _ in letters.all()] == ["A new password", "Your password was changed"]
    assert browser.sign_in(ANNA, GOOD + "s").headers["Location"] == "/en/account"


def test_asking_for_a_new_password_tells_nobody_whether_there_is_an_account(
    app: Flask, browser: Browser, letters: Letters
) -> None:
    user_of(app, Role.VOLUNTEER, ANNA)
    answers = [browser.send("/en/account/reset", email=address) for address in (ANNA, "nobody@example.org")]
    pages = [answer.text.replace(ANNA, "nobody@example.org") for answer in answers]
    marks = [page.partition("<main")[2].partition("csrf_token")[0] for page in pages]
    assert marks[0] == marks[1]
    assert len(letters.all()) == 1


def test_letters_hold_the_public_address_whatever_host_was_asked(app: Flask, letters: Letters) -> None:
    user_of(app, Role.VOLUNTEER, ANNA)
    object.__setattr__(app.config["ESIMDER"], "public_url", "https://esimder.example")
    browser = Browser(app)
    sealed = browser.get("/en/account/reset").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    browser.client.post(
        "/en/account/reset", data={"email": ANNA, "csrf_token": sealed}, headers={"Host": "evil.example"}
    )
    browser.send("/en/account/reset", email=ANNA)
    assert all("https://esimder.example/en/account/reset/" in text for _, _, text in letters.all())
    assert letters.all()


def test_an_address_that_is_never_confirmed_is_forgotten(app: Flask, browser: Browser) -> None:
    register(browser, "never@example.org")
    with app.app_context(), writing(db.engine) as session:
        session.execute(update(User).values(created_at=now() - timedelta(days=31)))
    user_of(app, Role.VOLUNTEER, "old@example.org")
    register(browser)
    assert found(app, "never@example.org") is None
    assert found(app)
    assert found(app, "old@example.org")


def test_a_machine_that_solves_no_task_makes_no_account_and_writes_no_letter(
    app: Flask, browser: Browser, letters: Letters
) -> None:
    user_of(app, Role.VOLUNTEER, ANNA)
    for address in (ANNA, "b@example.org"):
        fields = {"email": address, "password": GOOD, "password_confirm": GOOD, "solution": ""}
        answer = browser.send("/en/account/register", **fields)
        assert "add the two numbers" in answer.text
    trapped = browser.send("/en/account/register", **fields | {"website": "https://buy.example"})
    assert "must stay empty" in trapped.text
    assert found(app, "b@example.org") is None
    assert letters.all() == []


def test_a_task_is_good_for_one_try(app: Flask, browser: Browser, letters: Letters) -> None:
    page = browser.get("/en/account/register").text
    fields = solved(page) | {"email": ANNA, "password": GOOD, "password_confirm": GOOD}
    assert browser.send("/en/account/register", **fields).status_code == 302
    assert "sent already" in browser.send("/en/account/register", **fields | {"email": "b@example.org"}).text
    assert len(letters.all()) == 1
