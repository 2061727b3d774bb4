"""Every error is a page in the reader's language with a way on, and never shows what is inside."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.exceptions import ServiceUnavailable

from app.access import ROUTES, Permission
from app.errors import DETAILS, TITLES
from app.languages import LANGUAGES
from tests.sampled import compile_catalogues


@pytest.fixture
def client(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A visitor of a house with addresses that always go wrong."""
    compile_catalogues()

    for endpoint in ("wrong", "secret"):
        monkeypatch.setitem(ROUTES, endpoint, Permission.READ)

    @app.get("/<lang>/wrong/<int:code>")
    @app.get("/api/<lang>/wrong/<int:code>")
    def wrong(lang: str, code: int) -> Any:
        if code == 503:
            raise ServiceUnavailable(retry_after=60)
        abort(code)

    @app.get("/<lang>/secret")
    def secret(lang: str) -> Any:
        return 1 / len(lang.removeprefix("de"))

    return app.test_client()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", TITLES)
def test_every_error_speaks_the_language_of_its_address(client: FlaskClient, code: int, language: str) -> None:
    answer = client.get(f"/{language}/wrong/{code}")
    assert answer.status_code == code
    assert f'<html lang="{language}">' in answer.text
    assert (TITLES[code] in answer.text) == (language == "en")
    assert (DETAILS[code] in answer.text) == (language == "en")
    assert ('role="search"' in answer.text) == (code != 503)
    assert '<meta name="robots" content="noindex">' in answer.text


@pytest.mark.parametrize(("code", "told"), [(418, 400), (409, 400), (502, 500), (504, 500)])
def test_a_rarer_error_is_told_by_its_kind(client: FlaskClient, code: int, told: int) -> None:
    answer = client.get(f"/en/wrong/{code}")
    assert answer.status_code == code
    assert TITLES[told] in answer.text


def test_nothing_from_inside_is_shown(client: FlaskClient) -> None:
    answer = client.get("/de/secret?q=Шмидт")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert "Traceback" not in answer.text
    assert '<html lang="de">' in answer.text


def test_what_an_error_must_say_beside_its_page_is_kept(client: FlaskClient) -> None:
    wrong_way = client.post("/en/about")
    assert wrong_way.status_code == 405
    assert "GET" in wrong_way.headers["Allow"]
    assert client.get("/en/wrong/503").headers["Retry-After"] == "60"
    assert client.get("/api/v1/wrong/503").headers["Retry-After"] == "60"


def test_programs_get_a_problem_document(client: FlaskClient) -> None:
    answer = client.get("/api/v1/wrong/410?lang=en")
    assert (answer.status_code, answer.content_type) == (410, "application/problem+json")
    assert answer.json == {"type": "about:blank", "title": TITLES[410], "status": 410, "detail": DETAILS[410]}


@pytest.mark.parametrize(
    ("path", "onward"),
    [
        ("/fr/places?x=1", "/kk/places?x=1"),
        ("/kz/search?q=%D0%9A%D0%B8%D0%BC", "/kk/search?q=%D0%9A%D0%B8%D0%BC"),
        ("/en-GB/records/1", "/kk/records/1"),
        ("/RU/", "/kk/"),
        ("/uk", "/kk/"),
    ],
)
def test_a_language_that_is_not_there_leads_to_those_that_are(client: FlaskClient, path: str, onward: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert "asks for a language" in main
    assert f'href="{onward}"' in main.replace("&amp;", "&")


@pytest.mark.parametrize("path", ["/fr/nowhere", "/en/nowhere", "/nowhere", "/favicon.ico", "/en/records/x", "/xyz"])
def test_another_address_that_is_not_there_speaks_of_no_language(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "asks for a language" not in answer.text


@pytest.mark.parametrize("path", ["/en/%ff%fe", "/en/%00", "/%D0%9A/%D0%B8", "/en/" + "a" * 5000, "/fr//evil.example/"])
def test_an_address_that_nobody_can_mean_is_only_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
