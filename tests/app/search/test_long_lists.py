"""What the page of results says of a list too long to look through: at least so many, and which of them are listed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from app.advice import CASES
from app.languages import LANGUAGES
from app.paging import Pages
from app.search.asked import Asked
from app.search.page import ResultsPage
from app.search.reading import KINDS
from indexer import rough, search
from indexer.names.parse import parse
from indexer.search import SearchQuery, Sort

REACHED_MOST = 3_000  # names that are compared, at most
PAGE = ResultsPage(
    Asked({"q": "Иванов Иван"}),
    SearchQuery(parse("Иванов Иван")),
    total=250_000,
    alike=REACHED_MOST,
    exact_total=False,
    pages=Pages(0, 20, REACHED_MOST),
)
AT_LEAST = "At least 3,000 records with this name or one like it"
NEAREST = "The 3,000 nearest of them are listed"
LOOKED_AT = "The numbers count the 250,000 records that were looked at; there are more."
ALPHABETS = "Each name stands where its own alphabet has it"


def text(service: Flask, page: ResultsPage, language: str = "en") -> str:
    with service.test_request_context(f"/{language}/search?q=Иванов"):
        return render_template("search/results.html", page=page, part_kinds=KINDS, cases=CASES)


def test_a_name_too_common_is_told_by_at_least(service: Flask) -> None:
    shown = text(service, PAGE)
    assert all(words in shown for words in (AT_LEAST, NEAREST, LOOKED_AT))


def test_as_many_alike_as_are_compared_may_be_more(service: Flask) -> None:
    shown = text(service, replace(PAGE, exact_total=True, total=5_000))
    assert AT_LEAST in shown
    assert NEAREST in shown
    assert LOOKED_AT not in shown


def test_what_was_looked_at_whole_is_told_exactly(service: Flask) -> None:
    shown = text(service, replace(PAGE, exact_total=True, total=40, alike=12, pages=Pages(0, 20, 40)))
    assert "12 records with this name or one like it" in shown
    assert not any(words in shown for words in ("At least", NEAREST, "there are more"))


def test_all_alike_of_those_compared_may_be_more_where_fewer_were_compared(service: Flask) -> None:
    shown = text(service, replace(PAGE, exact_total=True, total=5_000, alike=600, pages=Pages(0, 20, 600)))
    assert "At least 600 records with this name or one like it" in shown


def test_all_alike_of_all_that_there_are_is_told_exactly(service: Flask) -> None:
    shown = text(service, replace(PAGE, exact_total=True, total=REACHED_MOST))
    assert "3,000 records with this name or one like it" in shown
    assert "At least" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_every_language(service: Flask, language: str) -> None:
    shown = text(service, replace(PAGE, query=replace(SearchQuery(parse("Иванов")), sort=Sort.SURNAME)), language)
    english = [words in shown for words in (AT_LEAST, NEAREST, LOOKED_AT, ALPHABETS)]
    assert english == [language == "en"] * 4


def test_an_alphabetical_list_says_how_it_is_ordered(client: FlaskClient) -> None:
    ordered = {"/en/search?camp=alzhir": True, "/en/search?camp=alzhir&sort=year": False,
               "/en/search?q=Seifullin&sort=surname": True, "/en/search?q=Seifullin": False}  # fmt: skip
    assert {path: ALPHABETS in client.get(path).text for path in ordered} == ordered


def test_as_many_are_listed_as_were_compared(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the rough look is clear, fewer are compared than may be."""
    monkeypatch.setattr(search, "CANDIDATES", 5)
    monkeypatch.setattr(rough, "_KEPT", 1)
    monkeypatch.setattr(rough, "_NEAR", 2.0)
    assert "The 1 nearest of them are listed" in client.get("/en/search?q=Сакен").text
    assert "The list is shorter than that." in client.get("/en/search?q=Сакен&offset=1").text
