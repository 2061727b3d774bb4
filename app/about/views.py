"""Addresses of the pages about the service itself."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, render_template

from app import privacy as rules
from app.about.figures import figures
from app.db import db
from app.languages import PREFIX, localise

about = Blueprint("about", __name__, url_prefix=PREFIX)
localise(about)


@about.get("/about")
def data() -> Any:
    """What the records can tell, and what they cannot."""
    return render_template("about/data.html", figures=figures(db.session))


@about.get("/privacy")
def privacy() -> Any:
    """What is not recorded, who is hidden, how to have a record mended or removed."""
    return render_template("about/privacy.html", rules=rules, contact=current_app.config["ESIMDER"].contact)
