"""The settings of the running service, and where it is reached, for rooms that know nothing of the web."""

from __future__ import annotations

from flask import current_app, request

from app.config import Config


def settings() -> Config:
    """The configuration of the application whose request or command is at work."""
    config: Config = current_app.config["ESIMDER"]
    return config


def public_host() -> str:
    """Where people reach the service, without a slash at the end; the host that the visitor asked where none is set."""
    return settings().public_url or request.host_url.rstrip("/")
