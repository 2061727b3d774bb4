"""Addresses of the atlas desk."""

from __future__ import annotations

from flask import Blueprint

from app.languages import localise

atlas = Blueprint("atlas", __name__, url_prefix="/<lang>")
localise(atlas)
