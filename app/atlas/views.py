"""Addresses of the atlas desk."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, render_template, request

from app.atlas import pages
from app.db import db
from app.finder import Finder
from app.languages import localise
from app.pages import named
from app.paging import read_offset

atlas = Blueprint("atlas", __name__, url_prefix="/<lang>")
localise(atlas)


@atlas.get("/places")
def places() -> Any:
    """All places of repression, by kind."""
    return render_template("atlas/places.html", kinds=pages.place_list(db.session, _finder(), named))


@atlas.get("/places/<place_id>")
def place(place_id: str) -> Any:
    """One place and its people."""
    page = pages.place_page(db.session, _finder(), place_id, read_offset(request.args.get("offset", ""))) or abort(404)
    return render_template("atlas/place.html", page=page)


@atlas.get("/nations")
def nations() -> Any:
    """All nations."""
    return render_template("atlas/nations.html", nations=pages.nation_list(db.session, _finder(), named))


@atlas.get("/nations/<nation_id>")
def nation(nation_id: str) -> Any:
    """One nation and its people."""
    page = pages.nation_page(db.session, _finder(), nation_id, read_offset(request.args.get("offset", ""))) or abort(
        404
    )
    return render_template("atlas/nation.html", page=page)


@atlas.get("/memorials")
def memorials() -> Any:
    """All memorials."""
    return render_template("atlas/memorials.html", places=pages.memorial_list(db.session, named))


@atlas.get("/memorials/<memorial_id>")
def memorial(memorial_id: str) -> Any:
    """One memorial."""
    page = pages.memorial_page(db.session, _finder(), memorial_id) or abort(404)
    return render_template("atlas/memorial.html", page=page)


@atlas.get("/timeline")
def timeline() -> Any:
    """What was ordered and done, in order."""
    return render_template("atlas/timeline.html", decades=pages.timeline(db.session))


def _finder() -> Finder:
    finder: Finder = current_app.extensions["finder"]
    return finder
