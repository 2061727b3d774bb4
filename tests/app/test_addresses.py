"""Addresses with bytes that are no text."""

from __future__ import annotations

import pytest
from flask import Flask


@pytest.mark.parametrize(
    ("path", "status"), [("/ru/nations", 200), ("/nations", 302), ("/api/v1/records/9", 404), ("/ru/nowhere", 404)]
)
def test_raw_bytes_in_a_query_are_no_error_of_the_service(app: Flask, path: str, status: int) -> None:
    answer = app.test_client().get(path, environ_overrides={"QUERY_STRING": "q=\xc8\xe2\xff&lang=ru"})
    assert answer.status_code == status


def test_a_query_sent_raw_in_utf_8_is_read(app: Flask) -> None:
    raw = "Ким".encode().decode("latin-1")
    answer = app.test_client().get("/nations", environ_overrides={"QUERY_STRING": f"q={raw}&a=%20+"})
    assert answer.headers["Location"].endswith("/nations?q=%D0%9A%D0%B8%D0%BC&a=%20+")
