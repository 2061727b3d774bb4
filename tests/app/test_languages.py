"""Which language a page speaks: of the address, the wish, the memory, the browser, in this order."""

from __future__ import annotations

from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from flask import Flask

from app.languages import FIRST_WORDS, LANGUAGES
from tests.sampled import CATALOGUES, sampled_service


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return sampled_service(tmp_path_factory)


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("kk-KZ,kk;q=0.9,ru;q=0.8", "kk"),
        ("de-AT, en;q=0.5", "de"),
        ("pl", "pl"),
        ("fr, lt;q=0.4", "lt"),
        ("fr", "en"),
        ("*", "en"),
        ("", "en"),
        ("ru;q=xyz;;;,", "en"),
    ],
)
def test_the_browser_is_asked_first(service: Flask, wish: str, language: str) -> None:
    answer = service.test_client().get("/places", headers={"Accept-Language": wish})
    assert answer.headers["Location"] == f"/{language}/places"


def test_the_language_chosen_is_remembered(service: Flask) -> None:
    client = service.test_client()
    client.get("/lt/places")
    assert client.get("/search?q=Ким", headers={"Accept-Language": "de"}).headers["Location"].startswith("/lt/search?")
    assert '<html lang="lt">' in client.get("/nowhere", headers={"Accept-Language": "de"}).text


def test_a_memory_of_a_language_that_is_not_there_is_no_memory(service: Flask) -> None:
    client = service.test_client()
    client.set_cookie("lang", "fr")
    assert client.get("/places", headers={"Accept-Language": "pl"}).headers["Location"] == "/pl/places"


def test_every_first_word_leads_to_a_page(service: Flask) -> None:
    for word in FIRST_WORDS:
        answer = service.test_client().get(f"/{word}", headers={"Accept-Language": "en"})
        assert answer.headers["Location"] == f"/en/{word}"
    known = {rule.rule.split("/")[2] for rule in service.url_map.iter_rules() if rule.rule.count("/") > 1}
    assert set(FIRST_WORDS) <= known


def test_every_page_names_itself_in_every_language(service: Flask) -> None:
    page = service.test_client().get("/en/search?q=%D0%9A%D0%B8%D0%BC&born=1900", base_url="https://names.example").text
    for tag, words in LANGUAGES.items():
        address = f"/{tag}/search?q=%D0%9A%D0%B8%D0%BC&amp;born=1900"
        assert f'<link rel="alternate" hreflang="{tag}" href="https://names.example{address}">' in page
        assert f'lang="{tag}" hreflang="{tag}" href="{address}"' in page
        assert f">{words}</a>" in page


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_plurals_are_those_of_the_language(catalogue: Path) -> None:
    """Numbers that CLDR gives one form have one form here, and those it gives two have two."""
    tag = catalogue.parent.parent.name
    with catalogue.open("rb") as written:
        header = dict(read_po(written, locale=tag).mime_headers)["Plural-Forms"]
    chosen = c2py(header.partition("plural=")[2].rstrip(";"))
    pairs = {(Locale(tag).plural_form(number), chosen(number)) for number in range(1, 1200)}
    assert len(pairs) == len({form for form, _ in pairs}) == len({place for _, place in pairs})


@pytest.mark.parametrize(
    ("tag", "said"), [("kk", "1 234"), ("ru", "1 234"), ("en", "1,234"), ("de", "1.234"), ("lt", "1 234")]
)
def test_numbers_are_written_as_the_language_does(service: Flask, tag: str, said: str) -> None:
    with service.test_request_context(f"/{tag}/"):
        assert service.jinja_env.filters["number"](1234).replace("\u00a0", " ").replace("\u202f", " ") == said
