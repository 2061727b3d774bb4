"""The curated people, second records of some, and the pairs that the service proposes; archivists at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from werkzeug.test import TestResponse

from app.access import Role
from app.db import db, writing
from app.models import Candidate, Judgement, Kinship, Person, PersonFormer, PersonRecord, Submission
from tests.app.review.doubles import number_of, pair_of, run, second, write_doubles
from tests.app.signing import client_for, user_of
from tests.sampled import copied_service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The service over its own copy of the data, with a list of doubles brought in and pairs proposed."""
    made = copied_service(tmp_path_factory)
    made.extensions["indexer"].ensure_started = lambda: None
    run(made, "import", str(write_doubles(tmp_path_factory.mktemp("lists") / "doubles.csv")))
    run(made, "propose", "--workers", "1")
    yield made
    made.extensions["batches"].stop()


@dataclass
class Desk:
    """An archivist at work on the pairs of a service."""

    service: Flask
    archivist: int
    client: FlaskClient

    def page(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def pair(self, ref: str, kind: str = "same") -> int:
        """The pair of that curated person and their second record."""
        return pair_of(self.service, ref, kind)

    def judge(self, pair: int, verdict: str, query: str = "", **typed: str) -> TestResponse:
        """Press a button of the page of the pair, with the hidden fields that it shows."""
        page = self.page(f"/en/review/{pair}")
        form = page.partition('class="verdicts"')[2].partition("</form>")[0]
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
        return self.client.post(f"/en/review/{pair}{query}", data={**hidden, "verdict": verdict, **typed})

    def candidate(self, pair: int) -> Candidate:
        """The pair as it stands in the table."""
        with self.service.app_context():
            return db.session.get_one(Candidate, pair)

    def judgements(self) -> list[Judgement]:
        """All of them, in their order."""
        with self.service.app_context():
            return list(db.session.scalars(select(Judgement).order_by(Judgement.id)))

    def persons(self) -> list[Person]:
        """Those who stand, with their records read."""
        with self.service.app_context():
            found = list(db.session.scalars(select(Person).where(Person.retired_at.is_(None)).order_by(Person.id)))
            _ = [[row.record_id for row in person.records] for person in found]
            return found

    def number(self, ref: str) -> int:
        """The number of the record of that reference."""
        return number_of(self.service, ref)

    def colleague(self) -> Desk:
        """Another archivist at the same desk."""
        return at_desk(self.service)


def at_desk(service: Flask) -> Desk:
    """A fresh archivist."""
    archivist = user_of(service, Role.ARCHIVIST)
    return Desk(service, archivist, client_for(service, archivist))


@pytest.fixture
def desk(service: Flask) -> Iterator[Desk]:
    """A fresh archivist; nothing is judged yet, and nobody submitted anything."""
    with service.app_context(), writing(db.engine) as session:
        for table in (Kinship, PersonFormer, PersonRecord, Person):
            session.execute(delete(table))
        session.execute(update(Judgement).values(undoes_id=None))
        session.execute(delete(Judgement))
        session.execute(delete(Submission))
        session.execute(update(Candidate).values(state="open", news=[], first_by_id=None, second_by_id=None))
    yield at_desk(service)


@pytest.fixture
def blind(service: Flask) -> Iterator[None]:
    """Two verdicts are asked for."""
    before = service.config["ESIMDER"]
    service.config["ESIMDER"] = replace(before, verdicts=2)
    yield
    service.config["ESIMDER"] = before


__all__ = ["Desk", "second"]
