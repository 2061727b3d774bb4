"""The pages about the service: figures from the database, whom it hides, and whom to ask."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app, privacy
from app.config import Config, read_config
from app.languages import LANGUAGES
from tests.sampled import sampled_service


def text(page: str) -> str:
    """The words of a page."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def get(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_are_told_with_figures_of_the_database(client: FlaskClient, language: str) -> None:
    page = get(client, f"/{language}/about")
    assert "234" in text(page)
    assert "<dd>65</dd>" in page
    assert f'href="/{language}/accuracy"' in page
    assert "1930–1939" in page


def test_every_page_leads_to_these(client: FlaskClient) -> None:
    footer = get(client, "/de/places").partition("<footer")[2]
    assert 'href="/de/about"' in footer
    assert 'href="/de/privacy"' in footer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_are_those_that_are_kept(client: FlaskClient, language: str) -> None:
    words = text(get(client, f"/{language}/privacy"))
    assert str(privacy.LIFE) in words
    assert str(privacy.ADULT) in words


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("archive@example.org", '<a href="mailto:archive@example.org">archive@example.org</a>'),
        (
            "https://www.example.org/ask?x=1&y=2",
            '<a href="https://www.example.org/ask?x=1&amp;y=2">example.org/ask</a>',
        ),
        ("Караганда, <Ерубаева> 1", '<span lang="ru">Караганда, &lt;Ерубаева&gt; 1</span>'),
        ("", "Ask here, without an account"),
    ],
)
def test_a_family_is_told_whom_to_ask(tmp_path_factory: pytest.TempPathFactory, contact: str, shown: str) -> None:
    settings: Config = sampled_service(tmp_path_factory).config["ESIMDER"]
    service: Flask = create_app(replace(settings, contact=contact))
    try:
        assert shown in get(service.test_client(), "/en/privacy")
    finally:
        service.extensions["indexer"].stop()


def test_the_contact_is_a_setting() -> None:
    assert read_config({"CONTACT": " archive@example.org "}).contact == "archive@example.org"
    assert not read_config({}).contact
