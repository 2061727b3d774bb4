"""Addresses of the form: begin, the steps, the last page, one's own submissions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, current_app, jsonify, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState

from app.current import user_id
from app.db import db, writing
from app.intake.submitting import attached, drafts, listing, sending
from app.intake.submitting.checking import check_page
from app.intake.submitting.drafts import Outcome
from app.intake.submitting.fields import CHECK, CODES, FIELDS, KIN, MOST_REPEATED, Kind, Step, base, step_of
from app.intake.submitting.going import Way, way
from app.intake.submitting.page import House, Shown, StepPage, step_page
from app.intake.submitting.reading import PART_KINDS, read_name
from app.intake.submitting.suggesting import suggested
from app.intake.submitting.taking import Sent, merged, repeated, taken, without
from app.languages import PREFIX, current, localise
from app.models import Submission
from app.models.base import now
from app.references import token
from app.scans import ShownScan, shown

submit = Blueprint("submit", __name__, url_prefix=PREFIX)
localise(submit)
STEP = f"/submit/<reference>/<any({', '.join(CODES)}):code>"


@submit.record_once
def keep_forms(state: BlueprintSetupState) -> None:
    """What is sent into a step after the sign-in has ended is kept beside the draft."""
    state.app.extensions.setdefault("keep_form", {})["submit.save"] = keep


@submit.get("/submit")
def start() -> Any:
    """What the form asks for, and one's drafts."""
    waiting = [group for state, group in listing.listed(db.session, user_id()) if state in drafts.OPEN]
    about = request.args.get("about", type=int)
    page = {"drafts": [each for group in waiting for each in group], "token": token(), "about": about}
    return render_template("submit/start.html", **page)


@submit.post("/submit")
def begin() -> Any:
    """A new draft; sent twice, it is one."""
    secret = request.form.get("token", "")[:64] or abort(400)
    about, kind = request.form.get("about", type=int), request.form.get("kind", drafts.NEW)
    with writing(db.engine) as session:
        made = drafts.begin(session, user_id(), secret, current())
        if about and not drafts.speak_of(session, made, about, kind):
            abort(404)
        where = made.reference
    return redirect(url_for("submit.step", reference=where, code=CODES[0]))


@submit.get(STEP)
def step(reference: str, code: str) -> Any:
    """One step of the form."""
    return _show(_own(reference), _step(code))


@submit.post(STEP)
def save(reference: str, code: str) -> Any:
    """Save a step, keep the scans sent with it, and go where was asked for."""
    step, sent, go = _step(code), request.form.to_dict(flat=False), request.form.get("go", "")
    brought = attached.bring(_own(reference), request.files.getlist("scan")) if code == attached.STEP else attached.NONE
    with writing(db.engine) as session:
        submission = drafts.own(session, user_id(), reference) or abort(404)
        outcome = drafts.save(session, submission, step, sent)
        gone, refused = attached.enter(session, submission, sent, brought)
        next_way = way(step, sent, go, submission, drafts.of_record(session, submission))
        if outcome is Outcome.SAVED and next_way.removed:
            drafts.put(submission, without(submission.said, step, next_way.removed))
    attached.forget(db.session, gone)
    if outcome is not Outcome.SAVED:
        return _unsaved(_own(reference), step, sent, outcome), 409
    return (_show(_own(reference), step, refused), 422) if refused else _go(reference, next_way)


@submit.get(f"/submit/<reference>/{CHECK}")
def check(reference: str) -> Any:
    """Everything as it was read, before it is sent."""
    submission = _own(reference)
    if submission.state not in drafts.OPEN:
        return redirect(url_for("submit.one", reference=reference))
    return _check(submission)


@submit.post(f"/submit/<reference>/{CHECK}")
def send(reference: str) -> Any:
    """Send it to the archivists, once; or keep the words to them and go back to a step."""
    with writing(db.engine) as session:
        submission = drafts.own(session, user_id(), reference) or abort(404)
        drafts.keep_words(submission, CHECK, request.form.get("words", ""))
        lacks = _send(session, submission) if request.form.get("go") == "send" else ()
    if lacks:
        return _check(_own(reference), lacks), 422
    code = request.form.get("go", "").removeprefix("to:")
    if code in CODES:
        return redirect(url_for("submit.step", reference=reference, code=code))
    return redirect(url_for("submit.one", reference=reference))


@submit.post("/submit/<reference>/about")
def about(reference: str) -> Any:
    """Let the draft be about an existing record: as another source, as a correction; or about a new person again."""
    kind, _, number = request.form.get("about", "").partition(":")
    with writing(db.engine) as session:
        submission = drafts.own(session, user_id(), reference) or abort(404)
        drafts.keep_words(submission, CHECK, request.form.get("words", ""))
        record_id = int(number) if number.isdecimal() and len(number) < 10 else None
        if not drafts.speak_of(session, submission, record_id, kind):
            abort(404)
    if kind == drafts.CORRECTION:
        return redirect(url_for("submit.step", reference=reference, code=CODES[0]))
    return redirect(url_for("submit.check", reference=reference))


@submit.post("/submit/reading")
def reading() -> Any:
    """How one value is read, as a piece of a page."""
    column, text = request.form.get("column", ""), request.form.get("text", "")[:1_000]
    house = _house()
    if base(column) == "name":
        return render_template("submit/name_read.html", name=read_name({"name": text}), part_kinds=PART_KINDS)
    return render_template("submit/value_read.html", read=house.reader.read(column, text))


@submit.get("/submit/suggest")
def suggest() -> Any:
    """What a field offers for a beginning of two letters or more: value, and what it means."""
    field = FIELDS.get(base(request.args.get("column", "")))
    kind = field.kind if field else Kind.LINE
    offers = suggested(db.session, kind, current(), request.args.get("q", "")[:60])
    return jsonify([{"value": offer.value, "label": offer.label} for offer in offers])


@submit.get("/submissions")
def mine() -> Any:
    """One's own submissions, by state."""
    return render_template("submit/mine.html", groups=listing.listed(db.session, user_id()), states=listing.STATES)


@submit.get("/submissions/<reference>")
def one(reference: str) -> Any:
    """One submission and what happened to it."""
    submission = _own(reference)
    page = listing.submission_page(_house(), submission)
    return render_template("submit/one.html", page=page, token=token(), scans_shown=_scans(submission))


@submit.post("/submissions/<reference>")
def withdraw(reference: str) -> Any:
    """Take it back as long as nothing is decided."""
    with writing(db.engine) as session:
        submission = drafts.own(session, user_id(), reference) or abort(404)
        try:
            sending.withdraw(session, submission)
        except sending.NotOpen:
            abort(409)
    return redirect(url_for("submit.one", reference=reference))


@submit.post("/submissions/<reference>/again")
def again(reference: str) -> Any:
    """A new draft with the words of one that was refused or withdrawn."""
    secret = request.form.get("token", "")[:64] or abort(400)
    with writing(db.engine) as session:
        submission = drafts.own(session, user_id(), reference) or abort(404)
        if submission.state not in drafts.ENDED:
            abort(409)
        made = drafts.again(session, submission, secret, current()).reference
    return redirect(url_for("submit.step", reference=made, code=CODES[0]))


def keep() -> str:
    """Keep the step that was sent by somebody who is signed out; the address to go on at, '' where it is not kept."""
    values: Mapping[str, Any] = request.view_args or {}
    found = step_of(values.get("code", ""))
    if found is None:
        return ""
    with writing(db.engine) as session:
        kept = drafts.keep(session, values["reference"], found, request.form.to_dict(flat=False))
    return url_for("submit.step", reference=values["reference"], code=found.code) if kept else ""


def _send(session: Any, submission: Submission) -> tuple[str, ...]:
    """What is lacking for it to be sent, () where it was sent, now or before."""
    words = request.form.get("words", "")
    try:
        if submission.state in drafts.OPEN:
            submission.consented_at = now() if request.form.get("consent") == sending.CONSENT else None
        if submission.state == "sent_back":
            sending.answer(session, submission, words)
        else:
            sending.send(session, submission, words)
    except sending.NotReady as error:
        return error.lacking
    except sending.NotOpen:
        return ()
    return ()


def _show(submission: Submission, step: Step, refused: Sequence[tuple[str, str]] = ()) -> str:
    record = drafts.of_record(db.session, submission)
    saved, whole = drafts.columns_of(submission, record, step), drafts.columns_of(submission, record)
    kept = submission.kept.get(step.code)
    columns = saved if kept is None else kept
    times = min(request.args.get("times", 0, type=int), MOST_REPEATED)
    held = Shown(columns, merged(whole, step, columns), saved, times, "doubts" in request.args)
    page = step_page(_house(), submission, step, held)
    closed = submission.state not in drafts.OPEN
    return _render_step(replace(page, kept=kept is not None, closed=closed), submission.relation, refused)


def _unsaved(submission: Submission, step: Step, sent: Sent, outcome: Outcome) -> str:
    """The page with what was typed in it, though it could not be saved."""
    record = drafts.of_record(db.session, submission)
    saved, whole = drafts.columns_of(submission, record, step), drafts.columns_of(submission, record)
    typed = {column: text for column, text in taken(step, sent).items() if text}
    held = Shown(typed, merged(whole, step, typed), saved, repeated(sent))
    page = step_page(_house(), submission, step, held)
    page = replace(page, stale=outcome is Outcome.STALE, closed=outcome is Outcome.CLOSED)
    return _render_step(page, request.form.get("relation", submission.relation))


def _render_step(page: StepPage, relation: str, refused: Sequence[tuple[str, str]] = ()) -> str:
    scans = [(scan.id, scan.filename, shown(scan)) for scan in page.submission.scans]
    more = {"relation": relation, "refused": refused, "scans": scans, "kin": KIN, "part_kinds": PART_KINDS}
    return render_template("submit/step.html", page=page, **more)


def _check(submission: Submission, lacks: tuple[str, ...] = ()) -> str:
    page = check_page(_house(), submission)
    words = submission.kept.get(CHECK, {}).get("words", "")
    extra: dict[str, Any] = {"consent": sending.CONSENT, "lacks": lacks, "words": words, "part_kinds": PART_KINDS}
    extra["scans_shown"] = _scans(submission)
    return render_template("submit/check.html", page=page, **extra)


def _scans(submission: Submission) -> list[ShownScan]:
    return [shown(scan) for scan in submission.scans]


def _go(reference: str, asked: Way) -> Any:
    if asked.code == CHECK:
        return redirect(url_for("submit.check", reference=reference))
    if not asked.code:
        return redirect(url_for("submit.one", reference=reference))
    more: dict[str, Any] = {"times": asked.times or None, "doubts": 1 if asked.doubts else None}
    where = url_for("submit.step", reference=reference, code=asked.code, **more)
    return redirect(f"{where}#{asked.anchor}" if asked.anchor else where)


def _own(reference: str) -> Submission:
    db.session.rollback()  # what another connection has written since is seen
    return drafts.own(db.session, user_id(), reference) or abort(404)


def _step(code: str) -> Step:
    return step_of(code) or abort(404)


def _house() -> House:
    return House.of(db.session, current_app.extensions, current())
