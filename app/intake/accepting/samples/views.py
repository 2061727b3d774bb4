"""Addresses of files for archivists: the list, one file with its sample."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, Flask, abort, current_app, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext

from app.current import user_id
from app.db import db, writing
from app.intake.accepting.decide import NoWords, OwnSubmission
from app.intake.accepting.letters import tell_of_file
from app.intake.accepting.samples import sampling
from app.intake.accepting.samples.page import FAULTS, STATES, by_reference, file_page, files
from app.intake.accepting.samples.running import Acceptances
from app.intake.accepting.samples.sampling import NotSo
from app.languages import DEFAULT, PREFIX, localise
from app.models import Batch, User
from app.settings import public_host

desk = Blueprint("sample", __name__, url_prefix=PREFIX)
localise(desk)


@desk.record_once
def keep_runner(state: BlueprintSetupState) -> None:
    """A thread that accepts files, as long as there are some."""
    app = cast(Flask, state.app)
    with app.app_context():
        runner = Acceptances(db.engine)
    app.extensions["acceptances"] = runner
    app.before_request(runner.look)


@desk.get("/queue/batches")
def batches() -> Any:
    """The files that volunteers sent."""
    return render_template("accept/files.html", files=files(db.session), states=STATES)


@desk.get("/queue/batches/<reference>")
def one(reference: str) -> Any:
    """One file: how it stands, its sample, what can be done."""
    return _show(reference)


@desk.post("/queue/batches/<reference>")
def change(reference: str) -> Any:
    """Draw a sample, check a row of it, accept the file on it, or send the file back."""
    try:
        with writing(db.engine) as session:
            batch = by_reference(session, reference) or abort(404)
            _act(session, batch, request.form.get("go", ""))
    except NotSo as fault:
        return _show(reference, fault.code), 409 if fault.code == "state" else 422
    except NoWords:
        return _show(reference, "words"), 422
    except OwnSubmission:
        return _show(reference, "own"), 403
    current_app.extensions["acceptances"].look(at_once=True)
    return redirect(url_for("sample.one", reference=reference))


def _act(session: Any, batch: Batch, go: str) -> None:
    words, me = request.form.get("words", ""), user_id()
    if go == "draw":
        size = request.form.get("size", "")
        sampling.draw(session, batch, me, int(size) if size.isascii() and size.isdecimal() and len(size) < 6 else 0)
    elif go in (sampling.FINE, sampling.NOT_FINE):
        sampling.check(batch, me, request.form.get("row", ""), go, words)
    elif go == "accept":
        sampling.accept_all(session, batch, me)
        tell_of_file(session, batch, "accepted", "", _link)
    elif go == "send_back":
        sampling.send_back_all(session, batch, me, words)
        tell_of_file(session, batch, "sent_back", words, _link)
    else:
        abort(400)


def _show(reference: str, fault: str = "") -> str:
    db.session.rollback()
    batch = by_reference(db.session, reference) or abort(404)
    if fault:
        flash(gettext(FAULTS[fault]), "error")
    page = file_page(db.session, batch, user_id())
    return render_template("accept/file.html", page=page, usual=sampling.USUAL, most=sampling.MOST, form=request.form)


def _link(user: User, reference: str) -> str:
    """The file at the address that the public knows, in the language that its submitter reads."""
    return f"{public_host()}{url_for('bulk.batch', reference=reference, lang=user.language or DEFAULT)}"
