"""How much may be sent where: refused before it is read, and told by a page."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from app.access import Role
from app.sizes import SIZES, size_of
from tests.app.signing import client_of, visitor


def test_every_row_is_an_endpoint_or_a_room_of_some(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    rooms = {endpoint.partition(".")[0] for endpoint in endpoints} | {"bulk", "takedown"}
    assert set(SIZES) <= endpoints | rooms


def test_the_limits_follow_the_settings(app: Flask) -> None:
    config = app.config["ESIMDER"]
    assert size_of("submit.save", config).body > 50_000_000  # a file of 50 MB is told beside its field
    assert size_of("search.results", config).body == 500_000
    assert size_of(None, config).body == 500_000


@pytest.mark.parametrize("path", ["/en/letter", "/ru/search"])
def test_a_form_that_is_too_large_is_answered_by_a_page(app: Flask, path: str) -> None:
    answer = visitor(app).post(path, data={"surname": "Ж" * 600_000})
    assert (answer.status_code, answer.mimetype) == (413, "text/html") if path == "/en/letter" else (405, "text/html")


def test_a_form_of_endless_parts_is_refused(app: Flask) -> None:
    parts = {f"f{number}": (io.BytesIO(b""), "a") for number in range(1_500)}
    answer = client_of(app, Role.READER).post("/en/letter", data=parts, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_the_body_is_not_read_to_its_end(app: Flask) -> None:
    """A body that says it is a terabyte is refused by what it says."""
    said = {"CONTENT_LENGTH": str(10**12)}
    assert visitor(app).post("/en/letter", data={"surname": "a"}, environ_overrides=said).status_code == 413
