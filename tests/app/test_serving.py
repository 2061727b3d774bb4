"""How gunicorn serves the house: its settings are known ones, and a worker is warm before it takes requests."""

from __future__ import annotations

from types import SimpleNamespace

from flask import Flask, request
from gunicorn.config import Config  # type: ignore[import-untyped]

from app import serving


def test_gunicorn_takes_every_setting() -> None:
    told = Config()
    for name in ("preload_app", "when_ready", "post_worker_init"):
        told.set(name, getattr(serving, name))
    assert told.preload_app


def test_a_worker_has_answered_before_it_takes_requests(app: Flask) -> None:
    asked: list[str] = []
    app.before_request(lambda: asked.append(request.path))
    serving.when_ready(None)
    serving.post_worker_init(SimpleNamespace(app=SimpleNamespace(wsgi=lambda: app)))  # there is no index: no matter
    assert asked[: len(serving.QUESTIONS)] == [question.partition("?")[0] for question in serving.QUESTIONS]
