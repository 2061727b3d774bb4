"""Nothing of one test reaches into the next: services end with their threads, and databases with their connections."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, appcontext_pushed
from sqlalchemy import Engine, event

from app.background import Errand, Watch
from app.db import db
from tests.databases import drop_unneeded

_services: dict[Flask, Engine] = {}
_engines: set[Engine] = set()


@appcontext_pushed.connect
def _made(app: Flask, **_named: object) -> None:
    """A service comes into being within a context of its own."""
    if "ESIMDER" in app.config and app not in _services:
        _services[app] = db.engine


@event.listens_for(Engine, "engine_connect")
def _opened(connection: object) -> None:
    _engines.add(connection.engine)  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="module")
def _of_the_module() -> Iterator[None]:
    """What the tests of a file share ends with the last of them."""
    services, engines = set(_services), set(_engines)
    yield
    _end(services, engines)


@pytest.fixture(autouse=True)
def _of_the_test(_of_the_module: None) -> Iterator[None]:
    """What a test made ends with it: a thread or a connection left over would fail another one."""
    services, engines = set(_services), set(_engines)
    yield
    _end(services, engines)


def _end(services: set[Flask], engines: set[Engine]) -> None:
    for service in _services.keys() - services:
        for thread in service.extensions.values():
            if isinstance(thread, Watch | Errand):
                thread.stop()
        _services.pop(service).dispose()
    shared = {engine.pool for engine in _services.values()}
    for engine in _engines - engines:
        if engine.pool not in shared:
            engine.dispose()
            _engines.discard(engine)
    drop_unneeded()
