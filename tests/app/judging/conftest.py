"""A writing session over a fresh database with a few records and judges."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.db import db, writing


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """One transaction that writes."""
    with app.app_context(), writing(db.engine) as session:
        yield session
