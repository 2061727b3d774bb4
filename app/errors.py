"""Errors told to the reader: problem documents (RFC 9457) under /api, pages elsewhere."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_babel import format_timedelta, gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from app.languages import DEFAULT, LANGUAGES, current
from app.messages import N_
from app.page_words import in_language
from app.query import BadQuery
from app.tombstones import Gone
from indexer.index import NoIndex

API = "/api/"
PROBLEM = "application/problem+json"
REBUILT = 30  # seconds after which to ask again where the search is being rebuilt
KEPT_HEADERS = ("Allow", "Retry-After")  # what an error says beside its page
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

TITLES = {
    400: N_("This request cannot be answered"),
    401: N_("Please sign in first"),
    403: N_("This page is not open to you"),
    404: N_("There is nothing at this address"),
    405: N_("This address does not take that kind of request"),
    410: N_("What stood here was removed"),
    413: N_("What you sent is too large"),
    429: N_("Too many requests in a short time"),
    500: N_("Something went wrong on our side"),
    503: N_("The search is being rebuilt"),
}
DETAILS = {
    400: N_("Something in the address or in what was sent could not be understood."),
    401: N_("What you asked for is only for people with an account."),
    403: N_("It asks for another role than that of your account. An admin of this service can give it to you."),
    404: N_("The address may be mistyped, or what stood here was moved."),
    405: N_("A form was sent to a page that is only for reading, or the other way round. Go back and try again."),
    410: N_("It was taken down, and nothing else will stand at this address."),
    413: N_("Please send less at a time. Nothing of it was kept."),
    429: N_("Please wait a minute, then go on. The limit keeps the service open to everybody."),
    500: N_(
        "It was not your doing. Please try again in a moment; if it happens again, tell whoever runs this service."
    ),
    503: N_(
        "It reads all records anew and comes back by itself; try again in a minute. Nothing is lost: records, persons, "
        "places and nations can be opened all the while."
    ),
}
UNSEALED = N_(
    "This form could not be taken as yours: it was open in the browser for too long, or cookies are switched off. "
    "Go back, load the page again and send it once more; nothing was changed."
)


def register(app: Flask) -> None:
    """Answer every error in the form its reader expects."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _unsealed)
    app.register_error_handler(BadQuery, _bad_query)
    app.register_error_handler(NoIndex, _being_rebuilt)
    app.register_error_handler(Gone, _gone)


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    answer = _answer(error.code, detail=_when_again(error) or _how_much(error))
    answer.headers.extend((name, value) for name, value in error.get_headers() if name in KEPT_HEADERS)
    return answer


def _when_again(error: HTTPException) -> str:
    """When one may go on, where a limit was reached that says so."""
    seconds = getattr(error, "retry_after", None)
    if error.code != 429 or not isinstance(seconds, int):
        return ""
    when = format_timedelta(timedelta(seconds=seconds), add_direction=True, threshold=1.5)
    return str(gettext("You can go on %(when)s. The limit keeps the service open to everybody.", when=when))


def _how_much(error: HTTPException) -> str:
    """How much may be sent to this address, where it has a limit of its own (``g.most_mb``)."""
    if error.code != 413 or not g.get("most_mb"):
        return ""
    return str(gettext("A file may have %(most)s MB at most. Nothing of it was kept.", most=g.most_mb))


def _unsealed(_error: CSRFError) -> Response:
    """A form without the token of this very browser: sent by another site, or its cookie is gone."""
    return _answer(400, [{"field": "csrf_token", "detail": gettext(UNSEALED)}])


def _bad_query(error: BadQuery) -> Response:
    return _answer(400, [{"field": w.field, "detail": gettext(w.message, **w.params)} for w in error.wrong])


def _being_rebuilt(_error: NoIndex) -> Response:
    """There is no index to search; a thread of the service, or a command, makes it anew from the records."""
    answer = _answer(503)
    answer.headers["Retry-After"] = str(REBUILT)
    return answer


def _gone(error: Gone) -> Response:
    """A record that was removed: when and why, in place of a silent gap."""
    gone = error.removed
    reason = gone.words(current())
    if request.path.startswith(API):
        problem = {"type": "about:blank", "title": gettext(TITLES[410]), "status": 410, "detail": reason}
        return _problem(problem | {"removed_on": gone.day.isoformat(), "reason": gone.reason}, None)
    return make_response(render_template("removed.html", gone=gone, reason=reason), 410)


def _answer(code: int, wrong: list[dict[str, str]] | None = None, *, detail: str = "") -> Response:
    """The problem document, or the page, for that status; ``wrong`` are faults field by field."""
    known = code if code in TITLES else 400 if code < 500 else 500
    title = gettext(TITLES[known])
    detail = detail or "; ".join(f"{w['field']}: {w['detail']}" for w in wrong or []) or gettext(DETAILS[known])
    if request.path.startswith(API):
        return _problem({"type": "about:blank", "title": title, "status": code, "detail": detail}, wrong)
    shown = {"title": title, "detail": detail, "wrong": wrong or [], "meant": _meant() if code == 404 else {}}
    return make_response(render_template("error.html", code=code, **shown), code)


def _problem(problem: dict[str, str | int], wrong: list[dict[str, str]] | None) -> Response:
    answer = jsonify(problem | ({"errors": wrong} if wrong else {}))
    answer.status_code, answer.content_type = int(problem["status"]), PROBLEM
    return answer


def _meant() -> dict[str, str]:
    """The same page in the languages there are, where the address names one that is not: /fr/places."""
    asked, _, rest = request.path.removeprefix("/").partition("/")
    is_tag = _LANGUAGE_TAG.fullmatch(asked) and (rest or len(asked) == 2)
    if asked in LANGUAGES or not is_tag or not _is_page(f"/{DEFAULT}/{rest}"):
        return {}
    return {tag: in_language(tag, f"/{DEFAULT}/{rest}", request.query_string) for tag in LANGUAGES}


def _is_page(path: str) -> bool:
    """Whether the house has a page of that address."""
    try:
        current_app.url_map.bind("").match(path)
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
