"""The address of the accuracy card."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, render_template

from app.config import DATA
from app.evaluation import kept, words
from app.languages import PREFIX, localise

evaluation = Blueprint("evaluation", __name__, url_prefix=PREFIX)
localise(evaluation)


@evaluation.get("/accuracy")
def accuracy() -> Any:
    """How well names are found and records of one person told, as last measured here or where the project was made."""
    places = current_app.config["ESIMDER"].data_dir, DATA
    card, links = kept.newest(*places), kept.newest(*places, name=kept.LINKS)
    return render_template("evaluation/accuracy.html", card=card, links=links, words=words)
