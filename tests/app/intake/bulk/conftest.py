"""A volunteer at the desk for files of many people, with the background work done on demand."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.access import Role
from app.account.roles import load_roles
from app.config import Config
from app.db import writing
from app.intake.bulk.claims import claim
from app.intake.bulk.running import run
from app.models import Batch
from tests.app.signing import client_of

CUT = "cut-here"  # between the parts of a form
TABLE = (
    "source_ref,Фамилия,Имя,Отчество,Дата рождения,Примечание\n"
    "д-1,Дулатов,Миржакып,,1885-11-25,\n"
    "м-1,Майлин,Беимбет,,около 1894,писатель\n"
    "х-1,,,,1900,без имени\n"
)
GOOD = {"citation": "Книга примеров, Караганда, 1990", "consent": "yes", "go": "send"}


class Desk:
    """A volunteer who sends files; ``work`` does what the thread does in the background."""

    def __init__(self, app: Flask, config: Config, engine: Engine, client: FlaskClient) -> None:
        self.app, self.data_dir, self.engine, self.client = app, config.data_dir, engine, client

    def upload(self, content: bytes | str, name: str = "list.csv", token: str = "") -> TestResponse:
        data = content.encode() if isinstance(content, str) else content
        parts = (
            f'--{CUT}\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token or secrets.token_hex()}\r\n'
            f'--{CUT}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        )
        body = parts.encode() + data + f"\r\n--{CUT}--\r\n".encode()
        return self.client.post("/en/bulk", data=body, content_type=f"multipart/form-data; boundary={CUT}")

    def begin(self, content: bytes | str, name: str = "list.csv", token: str = "") -> str:
        """Upload a file; the reference of its batch."""
        answer = self.upload(content, name, token)
        assert answer.status_code == 302, told(answer)
        return answer.location.rsplit("/", 1)[-1]

    def page(self, reference: str, rest: str = "", language: str = "en") -> str:
        answer = self.client.get(f"/{language}/bulk/{reference}{rest}")
        assert answer.status_code == 200
        return answer.text

    def choices(self, reference: str) -> dict[str, str]:
        """The form as the page proposes it."""
        page = self.page(reference)
        found = re.findall(r'<select id="([\w-]+)" name="[\w-]+"[^>]*>(.*?)</select>', page, re.DOTALL)
        chosen = {}
        for name, options in found:
            picked = re.search(r'<option value="([^"]*)" selected', options)
            chosen[name] = picked[1].replace("&#9;", "\t") if picked else ""
        hidden = re.search(r'name="headings" value="(\d+)"', page)
        return chosen | ({"headings": hidden[1]} if hidden else {})

    def send(self, reference: str, **form: str) -> TestResponse:
        return self.client.post(f"/en/bulk/{reference}/reading", data={**self.choices(reference), **GOOD, **form})

    def work(self) -> None:
        """Run everything that waits."""
        while mine := claim(self.engine):
            with mine:
                run(self.engine, self.data_dir, mine)

    def whole(self, content: bytes | str, name: str = "list.csv", token: str = "", **form: str) -> Batch:
        """Upload, send as proposed, run."""
        reference = self.begin(content, name, token)
        answer = self.send(reference, **form)
        assert answer.status_code == 302, told(answer)
        self.work()
        return self.batch(reference)

    def batch(self, reference: str) -> Batch:
        with Session(self.engine, expire_on_commit=False) as session:
            return session.query(Batch).filter_by(reference=reference).one()

    @property
    def uploads(self) -> list[Path]:
        folder = self.data_dir / "uploads"
        return sorted(folder.iterdir()) if folder.exists() else []


@pytest.fixture
def volunteer(app: Flask, config: Config, engine: Engine) -> Callable[[], Desk]:
    """Makes volunteers."""
    with writing(engine) as session:
        load_roles(session)
    app.extensions["batches"].stop()
    app.extensions["indexer"].stop()

    def made() -> Desk:
        return Desk(app, config, engine, client_of(app, Role.VOLUNTEER))

    return made


@pytest.fixture
def desk(volunteer: Callable[[], Desk]) -> Desk:
    """One of them."""
    return volunteer()


def told(answer: TestResponse) -> str:
    """What a page says is wrong."""
    return " ".join(re.findall(r'class="fault"[^>]*>([^<]*)|<h1>([^<]*)', answer.text).__str__().split())
