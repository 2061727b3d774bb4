"""Every address with every role, signed in and not: what is not in the table is closed, and the guard keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app import create_app
from app.access import OPEN_BEFORE_SET_UP, ROUTES, Role, may
from app.config import ROOT, Config
from app.db import db, writing
from app.models import User
from indexer.index import NoIndex
from tests.app.signing import client_for, client_of, user_of
from tests.databases import migrated_database

LONG = re.compile(r"<string\(length=(\d+)\):(\w+)>")
OPEN, SIGN_IN, CLOSED = "open", "sign in first", "closed"
VALUES = {"lang": "en", "filename": "icon.svg", "first": "names", "record_id": 1}
ONE_OF = re.compile(r"<any\((\w+)[^)]*\):(\w+)>")  # a part of an address that is one of some words


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One service for all these tests, empty."""
    folder = tmp_path_factory.mktemp("routes")
    config = Config(folder, migrated_database(folder), "test")
    made = create_app(config)
    yield made
    made.extensions["indexer"].stop()


def rules(app: Flask, endpoint: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint]


def address(app: Flask, rule: Rule) -> str:
    values = {name: 1 if f"<int:{name}>" in rule.rule else "x" for name in rule.arguments}
    values |= {name: "0" * int(length) for length, name in LONG.findall(rule.rule)}
    values |= {name: first for first, name in ONE_OF.findall(rule.rule)}
    built = rule.build({name: VALUES.get(name, value) for name, value in values.items()})
    assert built is not None, rule
    found, _ = app.url_map.bind("localhost").match(built[1], method=min((rule.methods or set()) & {"GET", "POST"}))
    assert found == rule.endpoint, "a made-up address must be of this very rule, or nothing is tested"
    return built[1]


def outcome(client: FlaskClient, path: str, method: str) -> str:
    """What became of the request: let through, sent to sign in, or refused."""
    try:
        with client.open(path, method=method) as answer:
            where, status = answer.headers.get("Location", ""), answer.status_code
    except NoIndex:
        return OPEN
    if status == 401 or "/account/login?next=" in where:
        return SIGN_IN
    return CLOSED if status == 403 else OPEN


def expected(role: Role, endpoint: str) -> str:
    if may(role, ROUTES[endpoint]):
        return OPEN
    return SIGN_IN if role is Role.READER else CLOSED


def test_every_address_of_the_house_stands_in_the_table_and_no_other(house: Flask) -> None:
    assert {rule.endpoint for rule in house.url_map.iter_rules()} == set(ROUTES)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("endpoint", ROUTES)
def test_each_address_is_open_to_those_whom_the_table_names(house: Flask, endpoint: str, role: Role) -> None:
    for rule in rules(house, endpoint):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            found = outcome(client_of(house, role), address(house, rule), method)
            assert found == expected(role, endpoint), f"{method} {rule.rule} as {role}"


def test_an_address_without_a_row_is_closed_to_everybody(config: Config, engine: object) -> None:
    app = create_app(config)
    app.add_url_rule("/en/forgotten", "forgotten", lambda: "open")
    for role in Role:
        assert client_of(app, role).get("/en/forgotten").status_code == 403


@pytest.mark.parametrize("endpoint", ROUTES)
def test_what_is_sent_without_the_seal_of_its_page_is_refused(house: Flask, endpoint: str) -> None:
    for rule in rules(house, endpoint):
        if "POST" not in (rule.methods or ()) or endpoint == "search.letter":
            continue
        client = client_of(house, Role.ADMIN)
        del client.environ_base["HTTP_X_CSRFTOKEN"]
        answer = client.post(address(house, rule))
        assert answer.status_code == 400, rule.rule
        assert "nothing was changed" in answer.text


@pytest.mark.parametrize("endpoint", ROUTES)
def test_without_a_second_factor_staff_reach_nothing_but_what_sets_it_up(house: Flask, endpoint: str) -> None:
    if endpoint in OPEN_BEFORE_SET_UP:
        return
    number = user_of(house, Role.ADMIN)
    with house.app_context(), writing(db.engine) as session:
        user = session.get_one(User, number)
        user.tf_primary_method = user.tf_totp_secret = None
    client = client_for(house, number)
    for rule in rules(house, endpoint):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            with client.open(address(house, rule), method=method) as answer:
                assert answer.headers.get("Location", "").endswith("/account/tf-setup"), f"{method} {rule.rule}"


FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_form_that_is_sent_carries_the_seal(path: Path) -> None:
    forms = FORM.findall(path.read_text(encoding="utf-8"))
    lacking = [form for form in forms if "seal()" not in form and "csrf_token" not in form]
    assert [form for form in lacking if "search.letter" not in form] == []


def test_forms_are_found() -> None:
    assert sum(len(FORM.findall(path.read_text(encoding="utf-8"))) for path in TEMPLATES) > 20
