"""How gunicorn serves the house: its settings are known ones, and a worker is warm before it takes requests."""

from __future__ import annotations

import gc
import sys
from subprocess import run
from types import SimpleNamespace

from flask import Flask, request
from gunicorn.config import Config  # type: ignore[import-untyped]

from app import serving
from app.config import ROOT


def test_what_is_imported_before_a_search_is_light() -> None:
    """A process that reads names and the index waits for no desk, and for no library of theirs."""
    told = "import sys, app.query, indexer.search; print(sorted({'flask', 'sqlalchemy'}.intersection(sys.modules)))"
    assert run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT).stdout == "[]\n"


def test_gunicorn_takes_every_setting() -> None:
    told = Config()
    for name in ("preload_app", "worker_class", "when_ready", "post_worker_init"):
        told.set(name, getattr(serving, name))
    assert told.preload_app


def test_a_worker_has_answered_before_it_takes_requests(app: Flask) -> None:
    asked: list[str] = []
    app.before_request(lambda: asked.append(request.path))
    gc.disable()  # as the import of the settings leaves it
    serving.when_ready(None)
    assert gc.isenabled()
    gc.unfreeze()
    serving.post_worker_init(SimpleNamespace(app=SimpleNamespace(wsgi=lambda: app)))  # there is no index: no matter
    assert asked[: len(serving.QUESTIONS)] == [question.partition("?")[0] for question in serving.QUESTIONS]
