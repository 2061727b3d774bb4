"""Errors told to the reader: problem documents (RFC 9457) under /api, pages elsewhere."""

from __future__ import annotations

from flask import Flask, Response, jsonify, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from app.messages import N_
from app.query import BadQuery
from indexer.index import NoIndex

API = "/api/"
PROBLEM = "application/problem+json"


TITLES = {
    400: N_("This request cannot be answered"),
    404: N_("There is nothing at this address"),
    405: N_("This address does not take that kind of request"),
    500: N_("Something went wrong on our side"),
    503: N_("The search is being made ready"),
}
DETAILS = {
    404: N_("The address may be mistyped, or what stood here was moved."),
    500: N_("Nothing you wrote is lost. Please try again in a moment."),
    503: N_("The index is being built from the records. Please try again in a minute."),
}


def register(app: Flask) -> None:
    """Answer every error in the form its reader expects."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(BadQuery, _bad_query)
    app.register_error_handler(NoIndex, lambda error: _answer(503))


def _http_error(error: HTTPException) -> tuple[Response | str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    return _answer(error.code)


def _bad_query(error: BadQuery) -> tuple[Response | str, int]:
    return _answer(400, [{"field": w.field, "detail": gettext(w.message, **w.params)} for w in error.wrong])


def _answer(code: int, wrong: list[dict[str, str]] | None = None) -> tuple[Response | str, int]:
    """The problem document, or the page, for that status; ``wrong`` are faults field by field."""
    title = gettext(TITLES.get(code, TITLES[400]))
    detail = "; ".join(f"{w['field']}: {w['detail']}" for w in wrong or []) or gettext(DETAILS.get(code, TITLES[400]))
    if not request.path.startswith(API):
        return render_template("error.html", code=code, title=title, detail=detail, wrong=wrong or []), code
    problem = {"type": "about:blank", "title": title, "status": code, "detail": detail}
    answer = jsonify(problem | ({"errors": wrong} if wrong else {}))
    answer.content_type = PROBLEM
    return answer, code
