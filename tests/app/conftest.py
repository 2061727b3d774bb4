"""A service of its own for each test: a real SQLite in a temporary folder, migrated to head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine

from app import create_app
from app.config import Config
from app.db import migrate


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Settings whose data lie in the test's own folder."""
    return Config(data_dir=tmp_path, database_url=f"sqlite:///{tmp_path / 'esimder.db'}", secret_key="test")


@pytest.fixture
def engine(config: Config) -> Engine:
    """The migrated, empty database."""
    migrate(config.database_url)
    return create_engine(config.database_url)


@pytest.fixture
def app(config: Config, engine: Engine) -> Iterator[Flask]:
    """The service over that database; no index is built yet."""
    made = create_app(config)
    yield made
    for thread in ("indexer", "batches"):
        made.extensions[thread].stop()
