"""The service put together: configuration, database, search and desks."""

from __future__ import annotations

from inspect import iscoroutinefunction

from apiflask import APIFlask
from flask import Response, request
from flask_babel import Babel

from app import cli, errors, languages, pages, sizes, wordings
from app.account.wiring import wire
from app.addresses import in_ascii
from app.config import ROOT, Config, read_config
from app.db import db, engine_options
from app.finder import Finder
from app.indexing import Indexer
from app.labels import LabelBook
from app.proposing.due import Proposer
from app.texts import TextBook

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; "
    "form-action 'self'; object-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


def build(config: Config | None = None) -> APIFlask:
    """The whole service for one configuration; makes nothing on disk (``flask init`` does)."""
    settings = config or read_config()
    app = APIFlask(
        "app",
        title="Esimder",
        version="1",
        json_errors=False,
        spec_path="/api/v1/openapi.json",
        docs_path=None,
        root_path=str(ROOT / "app"),
        template_folder=str(ROOT / "templates"),
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_ENGINES={"default": engine_options(settings.database_url, settings.db_pool)},
        ESIMDER=settings,
        OPENAPI_VERSION="3.1.0",
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    db.init_app(app)
    _end_without_loop(app)
    Babel(app, locale_selector=languages.choose, default_locale=languages.DEFAULT)
    with app.app_context():
        app.extensions["labels"] = LabelBook(db.engine)
        app.extensions["texts"] = TextBook(db.engine)
        _keep_index(app, settings)
    sizes.register(app)
    wire(app, settings)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    _register(app)
    app.wsgi_app = in_ascii(app.wsgi_app)  # type: ignore[assignment, method-assign]
    return app


def _end_without_loop(app: APIFlask) -> None:
    """Let requests end without the closing of async sessions, of which there are none.

    Flask would start a thread with an event loop for it each time, which takes longer than the rest of an answer.
    """
    app.teardown_appcontext_funcs = [end for end in app.teardown_appcontext_funcs if not iscoroutinefunction(end)]


def _keep_index(app: APIFlask, settings: Config) -> None:
    """The search, and a thread that starts with the first request: commands need none."""
    finder = Finder(settings.index_dir)
    app.extensions["finder"] = finder
    indexer = Indexer(db.engine, settings.index_dir, Proposer(db.engine, Finder(settings.index_dir), settings.data_dir))
    app.extensions["indexer"] = indexer

    @app.before_request
    def start_indexer() -> None:
        indexer.ensure_started()


def _register(app: APIFlask) -> None:
    from app.about.views import about  # noqa: PLC0415 (desks know the app's own modules, not the other way round)
    from app.account.views import account  # noqa: PLC0415
    from app.api.views import api  # noqa: PLC0415
    from app.atlas.views import atlas  # noqa: PLC0415
    from app.evaluation.views import evaluation  # noqa: PLC0415
    from app.intake.accepting.people.views import desk as submitters  # noqa: PLC0415
    from app.intake.accepting.samples.views import desk as sample  # noqa: PLC0415
    from app.intake.accepting.views import desk as accept  # noqa: PLC0415
    from app.intake.bulk.views import bulk  # noqa: PLC0415
    from app.intake.history.views import desk as history  # noqa: PLC0415
    from app.intake.scans.views import scans  # noqa: PLC0415
    from app.intake.submitting.views import submit  # noqa: PLC0415
    from app.intake.takedown.views import takedown  # noqa: PLC0415
    from app.review.views import desk as review  # noqa: PLC0415
    from app.search.cite.views import cite  # noqa: PLC0415
    from app.search.views import search  # noqa: PLC0415

    open_to_all = (search, cite, atlas, evaluation, about, history, api, scans, takedown)
    for desk in (*open_to_all, account, submit, bulk, accept, sample, submitters, review):
        app.register_blueprint(desk)
    languages.lead_in(app)
    pages.furnish(app.jinja_env, app.extensions["labels"], app.extensions["texts"])
    wordings.furnish(app.jinja_env, app.extensions["labels"].engine, app.extensions["texts"])
    errors.register(app)
    cli.register(app)
    app.after_request(_guard)


def _guard(response: Response) -> Response:
    """Headers that every answer carries; what holds names is kept by no cache, on the way or in the browser."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
