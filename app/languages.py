"""The languages of the pages: in the address, remembered in a cookie, else what the browser asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Flask, Response, abort, g, redirect, request
from flask_babel import get_locale

LANGUAGES = {  # each in its own words
    "kk": "Қазақша",
    "ru": "Русский",
    "en": "English",
    "lt": "Lietuvių",
    "de": "Deutsch",
    "pl": "Polski",
}
PREFIX = f"/<any({', '.join(LANGUAGES)}):lang>"  # of the addresses of a desk; «/places» bears no language
FIRST_WORDS = (  # of the addresses behind the language
    "search", "records", "persons", "kin", "places", "nations", "memorials", "timeline", "names", "accuracy",
    "about", "privacy", "components", "bulk", "ask", "letter", "submit", "submissions", "scans", "takedown", "requests",
    "account", "volunteers", "audit", "queue", "review",
)  # fmt: skip
DEFAULT = "en"
COOKIE = "lang"
YEAR = 365 * 24 * 3600  # seconds


def choose() -> str:
    """The language of this answer: of the address, then ``lang=``, then the cookie, then the browser's wish."""
    address = request.path.split("/")[1]  # also of a page that is not there
    asked = (g.get("lang"), address, request.args.get("lang"), request.cookies.get(COOKIE))
    known = next((tag for tag in asked if tag in LANGUAGES), None)
    return known or next(filter(LANGUAGES.get, _wished()), DEFAULT)


def _wished() -> Iterator[str]:
    """The languages that the browser asks for, best first, without their countries: de-AT is German."""
    return (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality)


def current() -> str:
    """The tag of the language in use."""
    locale = get_locale()
    return locale.language if locale else DEFAULT


def localise(blueprint: Blueprint) -> None:
    """Put the language in front of every address of the blueprint (/ru/search), and take it from there."""
    blueprint.url_value_preprocessor(_take)
    blueprint.url_defaults(_give)
    blueprint.after_request(_remember)


def localise_named(app: Flask, name: str) -> None:
    """The same for a blueprint that a library has registered with the app already; its prefix bears the language."""
    app.url_value_preprocessors.setdefault(name, []).append(_take)
    app.url_default_functions.setdefault(name, []).append(_give)
    app.after_request_funcs.setdefault(name, []).append(_remember)


def _take(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    lang = (values or {}).pop("lang", DEFAULT)
    if lang not in LANGUAGES:
        abort(404)
    g.lang = lang


def _give(_endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("lang", current())


def _remember(response: Response) -> Response:
    lang = g.get("lang")  # none where the address named a language that is not there
    if lang and request.cookies.get(COOKIE) != lang:
        response.set_cookie(COOKIE, lang, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def lead_in(app: Flask) -> None:
    """Send an address without a language (/records/5) to the one with it (/ru/records/5)."""
    first_words = f"/<any({', '.join(FIRST_WORDS)}):first>"

    @app.get("/")
    @app.get(first_words)
    @app.get(f"{first_words}/<path:rest>")
    def to_language(first: str = "", rest: str = "") -> Any:
        query = f"?{request.query_string.decode()}" if request.query_string else ""
        path = "/".join(part for part in (first, rest) if part)
        return redirect(f"/{choose()}/{path}{query}")
