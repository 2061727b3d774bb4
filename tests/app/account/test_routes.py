"""Every address with every role, signed in and not: what is not in the table is closed, and the guard keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app import create_app
from app.access import ROUTES, Role, may
from app.config import Config
from app.db import migrate
from indexer.index import NoIndex
from tests.app.signing import client_of

OPEN, SIGN_IN, CLOSED = "open", "sign in first", "closed"
VALUES = {"lang": "en", "filename": "icon.svg", "first": "names", "record_id": 1}
ONE_OF = re.compile(r"<any\((\w+)[^)]*\):(\w+)>")  # a part of an address that is one of some words


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One service for all these tests, empty."""
    folder = tmp_path_factory.mktemp("routes")
    config = Config(folder, f"sqlite:///{folder / 'esimder.db'}", "test")
    migrate(config.database_url)
    made = create_app(config)
    yield made
    made.extensions["indexer"].stop()


def rules(app: Flask, endpoint: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint]


def address(app: Flask, rule: Rule) -> str:
    values = {name: 1 if f"<int:{name}>" in rule.rule else "x" for name in rule.arguments}
    built = rule.build(values | {name: first for first, name in ONE_OF.findall(rule.rule)} | VALUES)
    assert built is not None, rule
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
