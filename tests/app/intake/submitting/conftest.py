"""A service with the curated persons that may be written to: a copy of the one that is built once a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Role
from app.db import db
from app.models import Submission
from tests.app.signing import client_of
from tests.sampled import copied_service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The service over its own copy of the data."""
    made = copied_service(tmp_path_factory)
    yield made
    made.extensions["batches"].stop()
    made.extensions["indexer"].stop()


@pytest.fixture
def client(service: Flask) -> FlaskClient:
    """A volunteer who has submitted nothing yet."""
    return client_of(service, Role.VOLUNTEER)


class Form:
    """A volunteer's browser at the form: opens pages, and sends back what stands in them with changes."""

    def __init__(self, service: Flask, client: FlaskClient) -> None:
        self.service, self.client = service, client
        self.reference = ""

    def begin(self, token: str = "", **more: str) -> str:
        """Begin a draft; its reference."""
        start = self.client.get("/en/submit").text
        token = token or start.partition('name="token" value="')[2].partition('"')[0]
        answer = self.client.post("/en/submit", data={"token": token, **more})
        assert answer.status_code == 302, answer.text
        self.reference = answer.location.split("/")[3]
        return self.reference

    def address(self, code: str) -> str:
        return f"/en/submit/{self.reference}/{code}"

    def hidden(self, code: str, query: str = "") -> dict[str, str]:
        """The hidden fields of that step's page."""
        page = self.client.get(self.address(code) + query).text
        return {
            name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
            for name in ("token", "seen", "told", "times")
        }

    def send(self, code: str, go: str = "next", query: str = "", **typed: object) -> str:
        """Type into a step and press a button; the address one is led to."""
        fields = {name.replace("__", "."): value for name, value in typed.items()}
        answer = self.client.post(self.address(code), data={**self.hidden(code, query), "go": go, **fields})
        assert answer.status_code == 302, answer.text
        return str(answer.location)

    def submit(self, **typed: str) -> int:
        """Press «Send» on the last page; the status of the answer."""
        answer = self.client.post(self.address("check"), data={"go": "send", "consent": "consent-1", **typed})
        return answer.status_code

    @property
    def submission(self) -> Submission:
        """The row as it is now, with its thread."""
        with self.service.app_context():
            found = db.session.query(Submission).filter_by(reference=self.reference).one()
            _ = list(found.steps)  # read while the session is there
            db.session.expunge_all()
            return found


@pytest.fixture
def form(service: Flask, client: FlaskClient) -> Form:
    """That volunteer at the form."""
    return Form(service, client)
