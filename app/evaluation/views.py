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
    """How well names are found, as it was last measured here or else where the project was made."""
    card = kept.newest(current_app.config["ESIMDER"].data_dir, DATA)
    return render_template("evaluation/accuracy.html", card=card, words=words)
