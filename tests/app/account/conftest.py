"""A service of its own whose letters are read back, and a browser that fills in its forms."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from app.config import Config
from tests.app.proving import solved
from tests.sampled import compile_catalogues

GOOD = "window garden basket"  # a password that nothing is wrong with


class Browser:
    """Somebody who opens a page and sends its form, with the seal that the page gave."""

    def __init__(self, app: Flask) -> None:
        self.app, self.client = app, FlaskClient(app, app.response_class, use_cookies=True)

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def send(self, path: str, page: str = "", **fields: str) -> TestResponse:
        """The form of that page (or of the address itself), filled in."""
        shown = self.get(page or path).text
        sealed = re.search(r'name="csrf_token" value="([^"]+)"', shown)
        assert sealed, page or path
        return self.client.post(path, data=solved(shown) | fields | {"csrf_token": sealed[1]})

    def sign_in(self, address: str, password: str = GOOD, language: str = "en") -> TestResponse:
        return self.send(f"/{language}/account/login", email=address, password=password)

    def notices(self, path: str) -> list[str]:
        return re.findall(r'<p class="notice[^>]*>([^<]+)', self.get(path).text)


class Letters:
    """What the service has sent, as the receiver reads it."""

    def __init__(self, app: Flask) -> None:
        self._app, self._folder = app, app.config["ESIMDER"].mail_dir

    def all(self) -> list[tuple[str, str, str]]:
        """Receiver, subject and text of each, in the order of their writing."""
        self._app.extensions["post"].settle()
        return [self._read(path) for path in sorted(self._folder.glob("*.eml"), key=_number)]

    def link(self) -> str:
        """The address in the last one, without the host."""
        found = re.search(r"https?://[^/]+(/\S+)", self.all()[-1][2])
        assert found
        return found[1]

    @staticmethod
    def _read(path: Path) -> tuple[str, str, str]:
        message = email.message_from_bytes(path.read_bytes())
        body = message.get_payload(decode=True)
        assert isinstance(body, bytes)
        subject = str(email.header.make_header(email.header.decode_header(message["Subject"])))
        return message["To"], subject, body.decode()


def _number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A visitor whom nobody knows."""
    compile_catalogues()
    return Browser(app)


@pytest.fixture
def letters(app: Flask) -> Letters:
    """The letters of this service."""
    return Letters(app)


@pytest.fixture
def lenient(config: Config, engine: object) -> Iterator[Flask]:
    """A service that is tried out: nobody needs a second factor."""
    made = create_app(Config(config.data_dir, config.database_url, "test", second_factor=False))
    yield made
    made.extensions["indexer"].stop()
