"""A service with the curated persons, a volunteer's submissions in it, and archivists in their browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.access import Role
from app.db import db, writing
from app.intake.queued import put
from app.models import Step, Submission
from app.models.base import now
from app.references import reference, token
from tests.app.signing import client_for, user_of
from tests.sampled import copied_service

SAID = {
    "name": "Шмидт Эмма Готлибовна",
    "birth_date": "около 1905",
    "death_date": "1943",
    "nation": "немка",
    "sentence": "мобилизована в трудармию",
    "repository": "ГАКО",
    "fonds": "18",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The service over its own copy of the data."""
    made = copied_service(tmp_path_factory)
    made.extensions["indexer"].ensure_started = lambda: None  # nothing here is searched after it is accepted
    yield made
    made.extensions["batches"].stop()


@dataclass
class Desk:
    """An archivist at work in a service."""

    service: Flask
    volunteer: int
    archivist: int
    client: FlaskClient

    def sent(self, submitter: int = 0, **more: Any) -> str:
        """A submission that waits; its reference."""
        said = more.pop("said", SAID)
        with self.service.app_context(), writing(db.engine) as session:
            made = Submission(
                submitter_id=submitter or self.volunteer, reference=reference("S"), token=token(), said=dict(said),
                state="pending", sent_at=now(), language="en", **more,
            )  # fmt: skip
            session.add(made)
            session.flush()
            put(session, made)
            made.steps.append(Step(by_id=made.submitter_id, kind="sent", said=dict(said)))
            return made.reference

    def page(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def form(self, ref: str, go: str, rest: str = "", **typed: str) -> TestResponse:
        """Press a button of the submission's page, with the version that the page shows."""
        page = self.page(f"/en/queue/{ref}{rest}")
        version = re.search(r'name="version" value="(\d+)"', page)
        data = {"go": go, "version": version[1] if version else "", **typed}
        return self.client.post(f"/en/queue/{ref}{rest}", data=data)

    def state(self, ref: str) -> str:
        return self.read(ref).state

    def read(self, ref: str) -> Submission:
        with self.service.app_context():
            found = db.session.query(Submission).filter_by(reference=ref).one()
            _ = [step.kind for step in found.steps], found.version
            return found


@pytest.fixture
def desk(service: Flask) -> Desk:
    """A fresh volunteer and a fresh archivist; nothing of others waits."""
    with service.app_context(), writing(db.engine) as session:
        for waiting in session.query(Submission).filter_by(state="pending"):
            waiting.state = "withdrawn"
    volunteer, archivist = user_of(service, Role.VOLUNTEER), user_of(service, Role.ARCHIVIST)
    return Desk(service, volunteer, archivist, client_for(service, archivist))
