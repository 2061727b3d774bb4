"""Addresses of requests: for everybody to ask and to read what was decided, for archivists to decide."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from app import guard, records
from app.current import user_id
from app.db import db, writing
from app.guard import Unproved
from app.intake.takedown import listing
from app.intake.takedown.asking import CONTACT, WORDS, Asked, ask, read_asked, record_number, sent_before
from app.intake.takedown.deciding import RULING, AlreadyDecided, BadDecision, Decision, decide
from app.intake.takedown.words import KINDS, STATES, reason, reasons
from app.languages import PREFIX, current, localise
from app.messages import N_
from app.models import Takedown
from app.paging import read_offset
from app.privacy import PublicRecord

takedown = Blueprint("takedown", __name__, url_prefix=PREFIX)
localise(takedown)
PURPOSE = "takedown"
FAULTS = {
    "reason": N_("Please choose a reason from the list."),
    "ruling": N_("The words for the log are too long: %(most)s letters at most."),
}


@takedown.get("/takedown")
def explain() -> Any:
    """What is shown, what is hidden, and the way to a request about one record."""
    written = request.args.get("record", "").strip()
    number = record_number(written)
    if number is not None and records.by_id(db.session, number):
        return redirect(url_for("takedown.form", record_id=number))
    contact = current_app.config["ESIMDER"].contact
    status = 404 if written else 200
    return render_template("takedown/explain.html", written=written, contact=contact), status


@takedown.get("/takedown/<int:record_id>")
def form(record_id: int) -> Any:
    """The form of a request about that record."""
    return _form(_record(record_id), Asked(), guard.challenge(_secret(), PURPOSE))


@takedown.post("/takedown/<int:record_id>")
def send(record_id: int) -> Any:
    """Keep a request; what was typed stays where something is wrong with it."""
    before = sent_before(db.session, request.form.get(guard.TASK, ""))
    if before:
        return redirect(url_for("takedown.received", reference=before.reference))
    record, asked = _record(record_id), read_asked(request.form)
    try:
        task = guard.proved(_secret(), PURPOSE, request.form)
        if not asked.faults:
            with writing(db.engine) as session:
                made = ask(session, record_id, asked, task, current())
            return redirect(url_for("takedown.received", reference=made.reference))
        fault = None
    except Unproved as unproved:
        fault = unproved
    return _form(record, asked, guard.again(_secret(), PURPOSE, request.form), fault), 400


@takedown.get("/takedown/requests/<reference>")
def received(reference: str) -> Any:
    """What became of a request, for who has its reference: nothing of its words."""
    found = _request(reference)
    told = reason(found.state, found.reason, current())
    return render_template("takedown/received.html", request_=found, states=STATES, reason=told)


@takedown.get("/takedown/log")
def log() -> Any:
    """Every decision: day, kind, outcome, reason."""
    page = listing.log(db.session, current(), read_offset(request.args.get("offset", "")))
    return render_template("takedown/log.html", page=page, kinds=KINDS, states=STATES)


@takedown.get("/requests")
def requests() -> Any:
    """The archivists' list."""
    state = request.args.get("state", "open")
    page = listing.desk(
        db.session, state if state in STATES else abort(404), read_offset(request.args.get("offset", ""))
    )
    return render_template("takedown/requests.html", page=page, kinds=KINDS, states=STATES)


@takedown.get("/requests/<reference>")
def one(reference: str) -> Any:
    """A request with the record it is about, to be decided."""
    return _one(_request(reference), Decision("", ""))


@takedown.post("/requests/<reference>")
def decided(reference: str) -> Any:
    """Carry a decision out."""
    given = (request.form.get(name, "").strip() for name in ("verdict", "reason", "ruling"))
    decision = Decision(*given)
    try:
        with writing(db.engine) as session:
            found = listing.by_reference(session, reference) or abort(404)
            decide(session, found, user_id(), decision)
    except BadDecision as wrong:
        fault = gettext(FAULTS[str(wrong)], most=RULING)
        return _one(_request(reference), decision, fault), 400
    except AlreadyDecided:
        flash(gettext("This request was decided in the meantime; see below."), "error")
        return redirect(url_for("takedown.one", reference=reference))
    flash(gettext("Decided. The decision stands in the public log."), "success")
    return redirect(url_for("takedown.requests"))


def _form(record: PublicRecord, asked: Asked, task: guard.Task, unproved: Unproved | None = None) -> str:
    most = {"words": WORDS, "contact": CONTACT}
    beside = {"sum": guard.SUM, "hasty": guard.SUM}.get(unproved.reason, "") if unproved else ""
    faults = [*asked.faults.items(), *([(beside, unproved.words())] if unproved else [])]
    shown = {"record": record, "asked": asked, "task": task, "faults": faults, "kinds": KINDS, "most": most}
    return render_template("takedown/form.html", **shown)


def _one(found: Takedown, given: Decision, fault: str = "") -> str:
    verdicts = {verdict: reasons(verdict, current()) for verdict in ("granted", "in_part", "refused")}
    return render_template(
        "takedown/request.html",
        request_=found,
        record=records.by_id(db.session, found.record_id),
        others=listing.about_same(db.session, found),
        verdicts=verdicts,
        reason=reason(found.state, found.reason, current()),
        given=given,
        fault=fault,
        kinds=KINDS,
        states=STATES,
        most=RULING,
    )


def _record(record_id: int) -> PublicRecord:
    return records.by_id(db.session, record_id) or abort(records.missing(db.session, record_id))


def _request(reference: str) -> Takedown:
    return listing.by_reference(db.session, reference) or abort(404)


def _secret() -> str:
    secret: str = current_app.config["ESIMDER"].secret_key
    return secret
