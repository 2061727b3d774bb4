"""Esimder: the service. What only reads names or the index imports this package without the rest of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apiflask import APIFlask

    from app.config import Config


def create_app(config: Config | None = None) -> APIFlask:
    """The whole service for one configuration; makes nothing on disk (``flask init`` does)."""
    from app import house  # noqa: PLC0415 (two seconds of desks and libraries)

    return house.build(config)
