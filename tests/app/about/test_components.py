"""The page of components shows every component there is, in every language."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from app.config import ROOT
from app.languages import LANGUAGES

FOLDER = ROOT / "templates" / "components"
PAGE = (ROOT / "templates" / "about" / "components.html").read_text(encoding="utf-8")
BASE = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
FILES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.html"))}
MACROS = [(name, macro) for name, text in FILES.items() for macro in re.findall(r"{% macro (\w+)\(", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_in_every_language(client: FlaskClient, language: str) -> None:
    answer = client.get(f"/{language}/components")
    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    assert "Образцова" in answer.text
    assert "<и ничего" not in answer.text


@pytest.mark.parametrize(("name", "macro"), MACROS)
def test_every_component_is_shown(name: str, macro: str) -> None:
    """On the page, in another component, or at the head of every page."""
    elsewhere = [PAGE, BASE, *(text.replace(f"macro {macro}(", "") for text in FILES.values())]
    assert any(re.search(rf"\b{macro}\(", text) for text in elsewhere)
    assert f'"components/{name}.html"' in PAGE + BASE


def test_no_page_leads_to_it(client: FlaskClient) -> None:
    assert not [
        path for path in ("/", "/about", "/privacy", "/places") if "/components" in client.get(f"/en{path}").text
    ]
