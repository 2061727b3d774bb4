"""Uploads as networks and people bring them: cut off on their way, far too large, called what they are not."""

from __future__ import annotations

import gc
import io
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from app.access import Role
from app.db import db, writing
from app.models import Scan, Submission
from tests.app.intake.scans.files import telling_jpeg
from tests.app.signing import client_for, user_of

# werkzeug leaves the files of a form that broke off to the collector
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
PATH = "/en/submit/S-2222-3333/known"


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """What is left open is collected with the test that left it."""
    yield
    gc.collect()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A volunteer with a draft."""
    owner = user_of(app, Role.VOLUNTEER)
    with app.app_context(), writing(db.engine) as session:
        session.add(Submission(reference="S-2222-3333", token="t", submitter_id=owner))
    return client_for(app, owner)


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """Where the service listens for real."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def left(app: Flask, folder: Path) -> tuple[int, list[str]]:
    """How many scans there are, and the files that lie about."""
    with app.app_context(), Session(db.engine) as session:
        return session.query(Scan).count(), [path.name for path in (folder / "scans").rglob("*") if path.is_file()]


def upload(client: FlaskClient, data: bytes, name: str) -> tuple[int, str]:
    with client.post(PATH, data={"scan": (io.BytesIO(data), name), "go": "stay"}) as answer:
        return answer.status_code, answer.get_data(as_text=True)


def test_an_upload_cut_off_on_its_way_leaves_nothing(
    app: Flask, client: FlaskClient, port: int, tmp_path: Path
) -> None:
    cookie = client.get_cookie("esimder")
    assert cookie is not None
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: esimder={cookie.value}\r\n"
        f"X-CSRFToken: {client.environ_base['HTTP_X_CSRFTOKEN']}\r\nContent-Length: 9000000\r\n"
        "Content-Type: multipart/form-data; boundary=cut\r\n\r\n"
        '--cut\r\nContent-Disposition: form-data; name="scan"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    )
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(head.encode() + telling_jpeg() + b"\0" * 2_000_000)
    deadline = time.monotonic() + 60
    while left(app, tmp_path) != (0, []) and time.monotonic() < deadline:
        time.sleep(0.05)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(b"GET /en/privacy HTTP/1.0\r\n\r\n")
        assert b" 200 " in line.recv(100)
    assert left(app, tmp_path) == (0, [])


def test_a_file_of_fifty_megabytes_is_told_beside_its_field(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    status, page = upload(client, telling_jpeg() + b"\0" * 50_000_000, "план.jpg")
    assert (status, left(app, tmp_path)) == (422, (0, []))
    assert "The file is larger than 20 MB." in page
    assert "план.jpg" in page


def test_what_is_beyond_all_measure_is_a_page_that_says_so(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    status, page = upload(client, b"\0" * 61_000_000, "a.jpg")
    assert (status, left(app, tmp_path)) == (413, (0, []))
    assert "What you sent is too large" in page


def test_a_web_page_called_jpg_is_called_what_it_is(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    status, page = upload(client, b"<html><script>alert(1)</script>", "<script>alert(2)</script>.jpg")
    assert (status, left(app, tmp_path)) == (422, (0, []))
    assert "This is a web page (HTML)." in page
    assert "<script>alert" not in page
