"""A service of its own for each test: a real database of its own, migrated to head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine

from app import create_app
from app.config import Config
from tests.databases import drop, migrated_database


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Config]:
    """Settings whose data lie in the test's own folder."""
    url = migrated_database(tmp_path)
    yield Config(data_dir=tmp_path, database_url=url, secret_key="test")
    drop(url)


@pytest.fixture
def engine(config: Config) -> Iterator[Engine]:
    """The migrated, empty database."""
    made = create_engine(config.database_url)
    yield made
    made.dispose()


@pytest.fixture
def app(config: Config, engine: Engine) -> Iterator[Flask]:
    """The service over that database; no index is built yet."""
    made = create_app(config)
    yield made
    for thread in ("indexer", "batches"):
        made.extensions[thread].stop()
