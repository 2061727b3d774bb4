"""The settings of the running service, for rooms that know nothing of the web."""

from __future__ import annotations

from flask import current_app

from app.config import Config


def settings() -> Config:
    """The configuration of the application whose request or command is at work."""
    config: Config = current_app.config["ESIMDER"]
    return config
