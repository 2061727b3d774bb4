"""Pages over the curated persons."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.app.signing import visitor
from tests.sampled import sampled_service


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The service with the curated persons."""
    return sampled_service(tmp_path_factory)


@pytest.fixture
def client(service: Flask) -> FlaskClient:
    """A visitor who is not signed in."""
    return visitor(service)
