"""Whatever is asked, SQLite and PostgreSQL answer the same but for the time it took."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access import Role
from app.db import db
from app.models import Base
from tests.app.signing import client_for, user_of
from tests.databases import ON_POSTGRESQL, new_database
from tests.sampled import set_up

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="compares SQLite with PostgreSQL")

NUMBERS = ("1", "7", "2147483648", "9223372036854775808")
ASKED = (
    "q=Шмидт+Иван", "q=Bukeikhanov", "q=Букейханов&limit=100", "q=Ким&sort=name", "q=а", "q=%00", "q=Anna&camp=alzhir",
    "q=Иванов&nation=russian&sort=birth", "surname=Байтурсынов&given_name=Ахмет&born=1872", "q=Kowalska&match=exact",
    "source_ref=bukeikhanov-alikhan", "q=Сейфуллин&offset=9223372036854775808", "q=Schmidt&fate=shot&lang=kk",
    "q=Бөкейхан&place=Каркаралинск", "q=Müller&match=all&limit=50&offset=3",
)  # fmt: skip
SAID_ONCE = re.compile(
    r"""name="(?:csrf_token|token|task|seen|times|told)"[^>]*value="[^"]*"|"took_ms":\s*[\d.]+|data-task="\w+\""""
    r"""|how much is \d+ \+ \d+|S-[0-9A-Z]{4,}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?"""
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Flask]]:
    """The service with the curated persons over either database."""
    folders = [tmp_path_factory.mktemp(kind) for kind in ("postgresql", "sqlite")]
    urls = new_database(folders[0]), f"sqlite:///{folders[1] / 'esimder.db'}"
    made = [set_up(folder, url) for folder, url in zip(folders, urls, strict=True)]
    for service in made:
        service.extensions["indexer"].ensure_started = lambda: None
    yield made[0], made[1]


def said(client: FlaskClient, address: str) -> tuple[int, str, str]:
    """Status, where one is led, and the page without what is made up anew each time."""
    answer = client.get(address)
    text = answer.get_data(as_text=True).replace(str(client.application.config["ESIMDER"].data_dir), "…")
    return answer.status_code, answer.headers.get("Location", ""), SAID_ONCE.sub("…", text)


def pages(service: Flask) -> list[str]:
    """Every address that is read, with numbers that are somebody's, nobody's and beyond all numbers."""
    found = []
    for rule in service.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.arguments - NUMBERED - {"lang"} or rule.endpoint == "static":
            continue
        for number in NUMBERS if rule.arguments & NUMBERED else ("1",):
            values: dict[str, object] = {name: int(number) for name in rule.arguments & NUMBERED}
            built = rule.build({**values, **({"lang": "en"} if "lang" in rule.arguments else {})}, append_unknown=False)
            assert built, rule
            found.append(built[1])
    return sorted(set(found))


NUMBERED = {"record_id", "candidate_id", "person_id", "judgement_id", "mail_id", "number"}


def test_every_table_holds_as_many_rows(both: tuple[Flask, Flask]) -> None:
    held = []
    for service in both:
        with service.app_context(), Session(db.engine) as session:
            held.append(
                {
                    table.name: session.scalar(select(func.count()).select_from(table))
                    for table in Base.metadata.sorted_tables
                }
            )
    assert held[0] == held[1]


@pytest.mark.parametrize("asked", ASKED)
def test_a_search_is_answered_the_same(both: tuple[Flask, Flask], asked: str) -> None:
    for address in (f"/api/v1/search?{asked}", f"/en/search?{asked}"):
        answers = [said(service.test_client(), address) for service in both]
        assert answers[0] == answers[1], address
        assert answers[0][0] in (200, 400, 422), address


@pytest.mark.parametrize("role", [Role.READER, Role.VOLUNTEER, Role.ARCHIVIST, Role.ADMIN])
def test_every_page_is_the_same(both: tuple[Flask, Flask], role: Role) -> None:
    clients = [_client(service, role) for service in both]
    differ = []
    for address in pages(both[0]):
        answers = [said(client, address) for client in clients]
        assert answers[0][0] < 500, (address, answers[0])
        if answers[0] != answers[1]:
            differ.append((address, *_first_difference(*(text.splitlines() for _, _, text in answers))))
    assert not differ


def _first_difference(left: list[str], right: list[str]) -> tuple[str, str]:
    return next((pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]), ("more", "lines"))


def _client(service: Flask, role: Role) -> FlaskClient:
    if role is Role.READER:
        return service.test_client()
    return client_for(service, user_of(service, role, f"{role.value}@example.org"))
