"""Every message of code and templates stands in every catalogue, whole, with its placeholders."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from app.config import ROOT
from app.languages import DEFAULT, LANGUAGES
from tests.sampled import CATALOGUES

METHODS = [("app/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
KEYWORDS = DEFAULT_KEYWORDS | {"N_": None}
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?([sd%])")


@cache
def messages() -> Catalog:
    """All messages of the sources, as `make messages` finds them."""
    found = Catalog()
    for top in ("app", "templates"):
        for _, line, message, comments, context in extract_from_dir(
            ROOT / top, [(pattern.removeprefix(f"{top}/"), method) for pattern, method in METHODS], keywords=KEYWORDS
        ):
            found.add(message, None, [], auto_comments=comments, context=context, lineno=line)
    return found


@cache
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as written:
        return read_po(written, locale=path.parent.parent.name)


def texts(message: Message) -> list[str]:
    """The translation, or all its plural forms."""
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string or ""]


def placeholders(text: str) -> Counter[str]:
    return Counter(f"{name}{kind}" for name, kind in PLACEHOLDER.findall(text))


def test_every_language_has_a_catalogue() -> None:
    assert {path.parent.parent.name for path in CATALOGUES} == set(LANGUAGES) - {DEFAULT}
    assert len(messages()) > 150


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_no_message_is_missing(path: Path) -> None:
    missing = [m.id for m in messages() if m.id and catalogue(path).get(m.id, m.context) is None]
    assert not missing


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_no_translation_is_empty_or_fuzzy(path: Path) -> None:
    held = catalogue(path)
    unsure = [
        m.id for m in held if m.id and (m.fuzzy or not all(texts(m)) or len(texts(m)) not in (1, held.num_plurals))
    ]
    assert not unsure


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_placeholders_are_those_of_the_message(path: Path) -> None:
    wrong = []
    for message in catalogue(path):
        original = message.id if isinstance(message.id, str) else message.id[-1]
        if any(placeholders(text) != placeholders(original) for text in texts(message) if message.id):
            wrong.append(message.id)
    assert not wrong


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_nothing_is_left_over(path: Path) -> None:
    left_over = [m.id for m in catalogue(path) if m.id and messages().get(m.id, m.context) is None]
    assert not left_over
