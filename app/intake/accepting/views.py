"""Addresses of decisions: the queue, one submission with what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from app.current import user_id
from app.db import db
from app.intake.accepting import editing, words
from app.intake.accepting.acting import WAYS, Decision, Done, Hindered, Overtaken, act, read_decision
from app.intake.accepting.asked import Asked, read_asked
from app.intake.accepting.decide import OwnSubmission
from app.intake.accepting.page import Wrong, decide_page
from app.intake.accepting.queue import by_reference, neighbour, queue_page
from app.intake.submitting.fields import KIN
from app.intake.submitting.page import House
from app.intake.submitting.reading import PART_KINDS
from app.languages import DEFAULT, PREFIX, current, localise
from app.messages import N_
from app.models import Submission, User
from app.paging import read_offset
from app.scans import shown
from app.settings import public_host

desk = Blueprint("accept", __name__, url_prefix=PREFIX)
localise(desk)
SAID = {
    "accepted": N_("%(name)s is accepted: record № %(number)s."),
    "sent_back": N_("%(name)s went back with your question."),
    "rejected": N_("%(name)s is not accepted."),
}
OVERTAKEN = N_("It was decided or changed in the meantime, so nothing of yours was done; see below how it stands now.")
OWN = N_("You submitted this yourself: another archivist decides on it.")


@desk.get("/queue")
def queue() -> Any:
    """What waits, oldest first."""
    page = queue_page(db.session, read_asked(request.args), read_offset(request.args.get("offset", "")))
    return render_template("accept/queue.html", page=page, words=words)


@desk.get("/queue/<reference>")
def one(reference: str) -> Any:
    """One submission beside the nearest records, to be decided on."""
    return _show(_submission(reference))


@desk.post("/queue/<reference>")
def decide(reference: str) -> Any:
    """Accept, send back or reject; then the next one opens."""
    decision = read_decision(request.form)
    return _decide(reference, decision) if decision.go in WAYS else abort(400)


@desk.get("/queue/<reference>/edit")
def edit(reference: str) -> Any:
    """What is said, to be changed before it is accepted."""
    submission = _submission(reference)
    if submission.state != "pending" or submission.submitter_id == user_id():
        return redirect(url_for("accept.one", reference=reference, **_asked().typed))
    return _edit(submission, submission.said)


@desk.post("/queue/<reference>/edit")
def save(reference: str) -> Any:
    """Show how the changes are read, or accept it with them."""
    submission = _submission(reference)
    columns = editing.typed(request.form.to_dict(flat=False), submission.said)
    decision = read_decision(request.form, editing.edits(submission.said, columns))
    if decision.go != "accept":
        return _edit(submission, columns)
    try:
        done = act(db.engine, reference, user_id(), decision, _link) or abort(404)
    except Hindered as hindered:
        wrong = Wrong(hindered.part, gettext(words.FAULTS[hindered.code], **hindered.told), decision)
        return _edit(submission, columns, wrong), 422
    except (OwnSubmission, Overtaken):
        flash(gettext(OVERTAKEN), "error")
        return _show(_submission(reference)), 409
    return _go_on(done)


def _decide(reference: str, decision: Decision) -> Any:
    try:
        done = act(db.engine, reference, user_id(), decision, _link) or abort(404)
    except Hindered as hindered:
        wrong = Wrong(hindered.part, gettext(words.FAULTS[hindered.code], **hindered.told), decision)
        return _show(_submission(reference), wrong), 422
    except OwnSubmission:
        flash(gettext(OWN), "error")
        return _show(_submission(reference)), 403
    except Overtaken:
        flash(gettext(OVERTAKEN), "error")
        return _show(_submission(reference)), 409
    return _go_on(done)


def _go_on(done: Done) -> Any:
    """To the next that waits, or back to the queue where there is none."""
    submission, asked = done.submission, _asked()
    flash(gettext(SAID[submission.state], name=_called(submission), number=done.record_id), "success")
    db.session.rollback()  # what the other connection has written is seen
    following = neighbour(db.session, asked, _submission(submission.reference), user_id())
    if not following:
        return redirect(url_for("accept.queue", **asked.typed))
    return redirect(url_for("accept.one", reference=following, **asked.typed))


def _show(submission: Submission, wrong: Wrong | None = None) -> str:
    page = decide_page(_house(), submission, _asked(), user_id(), wrong)
    scans = [shown(scan) for scan in submission.scans]
    return render_template("accept/one.html", page=page, scans_shown=scans, part_kinds=PART_KINDS, words=words)


def _edit(submission: Submission, columns: Mapping[str, str], wrong: Wrong | None = None) -> str:
    page = editing.edit_page(_house(), submission, columns)
    around = decide_page(_house(), submission, _asked(), user_id(), wrong)
    return render_template("accept/edit.html", page=page, around=around, kin=KIN, part_kinds=PART_KINDS)


def _submission(reference: str) -> Submission:
    db.session.rollback()
    return by_reference(db.session, reference) or abort(404)


def _called(submission: Submission) -> str:
    return submission.name or submission.reference


def _asked() -> Asked:
    return read_asked(request.args)


def _link(user: User, reference: str) -> str:
    """The submission at the address that the public knows, in the language that its submitter reads."""
    return f"{public_host()}{url_for('submit.one', reference=reference, lang=user.language or DEFAULT)}"


def _house() -> House:
    return House.of(db.session, current_app.extensions, current())
