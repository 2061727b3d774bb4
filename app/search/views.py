"""Addresses of the search desk."""

from __future__ import annotations

from flask import Blueprint

from app.languages import localise

search = Blueprint("search", __name__, url_prefix="/<lang>")
localise(search)
