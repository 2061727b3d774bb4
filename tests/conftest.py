"""Nothing of one test reaches into the next: services end with their threads, and databases with their connections.

On PostgreSQL only those tests run that a database has a part in: the others have run already.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from functools import cache

import pytest
from flask import Flask, appcontext_pushed
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event

from app.background import Errand, Watch
from app.db import db
from tests.databases import ON_POSTGRESQL, drop_unneeded

# how long an example takes tells of the machine and what else it does, not of what is tested
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")
OPENERS = {"app.db", "tests.databases", "tests.sampled"}
_services: dict[Flask, Engine] = {}
_engines: set[Engine] = set()


def pytest_collection_finish() -> None:
    """Look for cycles again, which ``app.serving`` puts off when imported: files left open in them are faults."""
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on PostgreSQL what knows no database, neither by itself nor by its fixtures."""
    if ON_POSTGRESQL:
        others = [item for item in items if not (isinstance(item, pytest.Function) and _knows_database(item))]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in set(others)]


def _knows_database(item: pytest.Function) -> bool:
    fixtures = (one for known in item._fixtureinfo.name2fixturedefs.values() for one in known)
    modules = {item.module.__name__, *(one.func.__module__ for one in fixtures)} - {__name__}
    return any(map(_opens_databases, modules))


@cache
def _opens_databases(module: str) -> bool:
    known = vars(sys.modules[module]).values() if module in sys.modules else ()
    return any(getattr(each, "__module__", "") in OPENERS for each in known)


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
