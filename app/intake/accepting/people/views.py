"""Addresses of one submitter's submissions, and of one's own work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from app.current import user_id
from app.db import db, writing
from app.intake.accepting import words
from app.intake.accepting.decide import NoWords, OwnSubmission
from app.intake.accepting.people import aside
from app.intake.accepting.queue import called
from app.languages import PREFIX, localise

desk = Blueprint("submitters", __name__, url_prefix=PREFIX)
localise(desk)


@desk.get("/queue/people/<int:person_id>")
def person(person_id: int) -> Any:
    """What one submitter has sent, and the way to set it aside."""
    return _show(person_id)


@desk.post("/queue/people/<int:person_id>")
def change(person_id: int) -> Any:
    """Set all that waits aside, or take it up again."""
    go = request.form.get("go", "")
    try:
        with writing(db.engine) as session:
            if go == aside.SET_ASIDE:
                count = aside.set_aside(session, person_id, user_id(), request.form.get("words", ""))
                said = ngettext("%(num)d submission is set aside.", "%(num)d submissions are set aside.", count)
            elif go == aside.TAKEN_UP:
                count = aside.take_up(session, person_id, user_id())
                said = ngettext("%(num)d submission waits again.", "%(num)d submissions wait again.", count)
            else:
                abort(400)
    except NoWords:
        return _show(person_id, gettext("Please say why, for your colleagues and for the submitter.")), 422
    except OwnSubmission:
        abort(403)
    flash(said, "success")
    return redirect(url_for("submitters.person", person_id=person_id))


@desk.get("/queue/mine")
def mine() -> Any:
    """How much one has decided; only oneself sees it."""
    week = (datetime.now(UTC) - timedelta(days=7)).isoformat()
    shown = {"all_time": aside.decided_by(db.session, user_id()), "week": aside.decided_by(db.session, user_id(), week)}
    return render_template("accept/mine.html", states=words.STATES, **shown)


def _show(person_id: int, fault: str = "") -> str:
    db.session.rollback()
    user = aside.person(db.session, person_id) or abort(404)
    counts = aside.by_state(db.session, person_id)
    shown = {"person": user, "name": called(user), "counts": counts, "states": words.STATES, "fault": fault}
    return render_template("accept/person.html", own=person_id == user_id(), **shown)
