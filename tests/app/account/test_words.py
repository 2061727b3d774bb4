"""Every message that the flows of Flask-Security can show is in our words and in all languages."""

from __future__ import annotations

import re
from pathlib import Path

import flask_security
import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale
from flask_security.utils import get_message

from app.account.words import FAULTS, MESSAGES, MISMATCH, ROLES, SUBJECTS, TOO_LONG
from app.languages import LANGUAGES
from tests.sampled import CATALOGUES, compile_catalogues

LIBRARY = Path(flask_security.__file__).parent
SWITCHED_OFF = {  # modules of features that this service does not have
    "change_email", "change_username", "oauth_glue", "oauth_provider", "passwordless", "phone_util", "tokens",
    "unified_signin", "username_util", "webauthn", "webauthn_util", "cli", "core",
}  # fmt: skip
NEVER = {  # named in modules at work, but by features that are off
    "IDENTITY_ALREADY_ASSOCIATED", "INVALID_LOGIN_TOKEN", "LOGIN_EMAIL_SENT", "LOGIN_EXPIRED", "PASSWORD_BREACHED",
    "PASSWORD_BREACHED_SITE_ERROR", "PASSWORDLESS_LOGIN_SUCCESSFUL", "PASSWORD_RESET", "PHONE_INVALID", "USE_CODE",
    "USERNAME_ALREADY_ASSOCIATED", "USERNAME_NOT_PROVIDED", "USERNAME_RECOVERY_REQUEST",
}  # fmt: skip
NAMED = re.compile(r'get_message\(\s*"(\w+)"|message="([A-Z_]{5,})"|replace_msg="(\w+)"|MSG_([A-Z_]{5,})')


def named() -> set[str]:
    """Every message that the library's modules at work speak of."""
    modules = [path for path in LIBRARY.glob("*.py") if path.stem not in SWITCHED_OFF]
    texts = [path.read_text(encoding="utf-8") for path in modules]
    return {name for text in texts for found in NAMED.findall(text) for name in found if name}


def test_every_message_that_can_be_shown_is_ours() -> None:
    assert len(named()) > 40
    assert named() >= NEVER
    assert named() - NEVER - set(MESSAGES) == set()


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "en"])
def test_the_library_says_them_in_every_language(app: Flask, language: str) -> None:
    compile_catalogues()
    params = {"email": "anna@example.org", "within": "3", "length": 8}
    with app.test_request_context(f"/{language}/account/login"), force_locale(language):
        said = {name: get_message(name, **params)[0] for name in MESSAGES}
    with app.test_request_context("/en/account/login"):
        english = {name: get_message(name, **params)[0] for name in MESSAGES}
    assert [name for name in MESSAGES if said[name] == english[name]] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_all_words_of_the_account_stand_in_the_catalogue(path: Path) -> None:
    with path.open("rb") as written:
        catalogue = read_po(written, locale=path.parent.parent.name)
    ours = {words for words, _ in MESSAGES.values()} | {*SUBJECTS.values(), *ROLES.values(), *FAULTS.values()}
    said = {words: catalogue.get(words) for words in ours | {TOO_LONG, MISMATCH}}
    assert [words for words, message in said.items() if message is None or not message.string] == []
