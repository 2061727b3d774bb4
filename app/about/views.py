"""Addresses of the pages about the service itself."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, render_template
from flask.blueprints import BlueprintSetupState

from app import privacy as rules
from app.about.figures import Figures, FiguresBook
from app.about.samples import samples
from app.db import db
from app.languages import PREFIX, localise
from indexer.index import NoIndex

about = Blueprint("about", __name__, url_prefix=PREFIX)
localise(about)


@about.record_once
def keep_figures(state: BlueprintSetupState) -> None:
    """What was counted is kept with the service."""
    state.app.extensions["figures"] = FiguresBook()


@about.get("/about")
def data() -> Any:
    """What the records can tell, and what they cannot."""
    held = current_app.extensions["holdings"].read(db.session)
    return render_template("about/data.html", figures=_figures(), held=held)


@about.get("/privacy")
def privacy() -> Any:
    """What is not recorded, who is hidden, how to have a record mended or removed."""
    return render_template("about/privacy.html", rules=rules, contact=current_app.config["ESIMDER"].contact)


@about.get("/components")
def components() -> Any:
    """Every component with made-up values: to be looked at and to be tested."""
    return render_template("about/components.html", sample=samples())


def _figures() -> Figures:
    book: FiguresBook = current_app.extensions["figures"]
    try:
        stamp = current_app.extensions["finder"].stamp
    except NoIndex:
        stamp = ""
    return book.read(db.session, stamp)
