"""The limits on what is sent: every row is an address, behind proxies the visitor's own address counts."""

from __future__ import annotations

import pytest
from flask import Flask

from app import create_app, limits
from app.access import Role
from app.config import Config
from app.limits import LIMITS
from tests.app.signing import client_of, visitor


def test_every_row_is_an_address_that_is_sent_to(app: Flask) -> None:
    sent_to = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert set(LIMITS) <= sent_to


def test_reading_is_never_counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "USUAL", limits._limits((limits.Whose.ADDRESS, "1 per hour")))
    client = visitor(app)
    assert {client.get("/en/about").status_code for _ in range(5)} == {200}


def test_what_has_no_row_has_the_usual_limits_by_account(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "USUAL", limits._limits((limits.Whose.ACCOUNT, "2 per hour")))
    one, other = client_of(app, Role.VOLUNTEER), client_of(app, Role.VOLUNTEER)
    sent = [one.post("/en/account", data={"language": "en"}).status_code for _ in range(3)]
    assert sent == [302, 302, 429]
    assert other.post("/en/account", data={"language": "en"}).status_code == 302


@pytest.mark.parametrize(("proxies", "answers"), [(0, [200, 429, 429]), (1, [200, 200, 429])])
def test_behind_a_proxy_its_word_on_the_address_counts_only_where_it_is_trusted(
    config: Config, engine: object, monkeypatch: pytest.MonkeyPatch, proxies: int, answers: list[int]
) -> None:
    monkeypatch.setitem(LIMITS, "search.letter", limits._limits((limits.Whose.ADDRESS, "1 per hour")))
    app = create_app(Config(config.data_dir, config.database_url, "test", trusted_proxies=proxies))
    found = []
    for told in ("192.0.2.1", "192.0.2.2", "198.51.100.9, 192.0.2.2"):  # the last made up one in front
        headers = {"X-Forwarded-For": told, "X-Forwarded-Proto": "http", "X-Forwarded-Host": "localhost"}
        found.append(visitor(app).post("/en/letter", data={}, headers=headers).status_code)
    assert found == answers


def test_a_household_of_ipv6_is_one(app: Flask) -> None:
    assert limits._network("2001:db8:1:2:3:4:5:6") == limits._network("2001:db8:1:2::1")
    assert limits._network("2001:db8:1:2::1") != limits._network("2001:db8:1:3::1")
    assert limits._network("192.0.2.1") != limits._network("192.0.2.2")
