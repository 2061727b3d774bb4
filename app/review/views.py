"""Addresses of the desk where pairs are judged: the queue, one pair, many at once, verdicts, contradictions."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from app.current import user_id
from app.db import db
from app.judging.agreement import kappa
from app.languages import PREFIX, localise
from app.messages import N_
from app.paging import read_offset
from app.review import acting, keys, said, waterfall, words
from app.review.asked import Asked, Seat, read_asked
from app.review.batch import LEAST, as_ticked, batch_page, read_many, read_ticked
from app.review.contradictions import contradictions, how_many
from app.review.given import judged_page, read_sought, undoes_undoing
from app.review.grounds import sentence
from app.review.pair import pair_page
from app.review.persons import choose, history_page
from app.review.queue import candidate_of, candidates_of, following, pair_of, queue_page
from app.review.verdict import NOTHING, Typed, Wrong, read_note, read_typed

desk = Blueprint("review", __name__, url_prefix=f"{PREFIX}/review")
localise(desk)
UNDONE = N_("Taken back. Everything that rested on it is as it was before.")
AGAIN = N_("In force again.")


@desk.get("")
def queue() -> Any:
    """The pairs that wait, the likeliest first."""
    page = queue_page(db.session, _seat(), read_offset(request.args.get("offset", "")))
    return _page("queue", page=page, conflicts=how_many(db.session))


@desk.get("/<int:candidate_id>")
def pair(candidate_id: int) -> Any:
    """Two records side by side, to be judged."""
    return _show(candidate_id)


@desk.post("/<int:candidate_id>")
def judge(candidate_id: int) -> Any:
    """Write a verdict down; then the next pair opens."""
    typed, candidate = read_typed(request.form), candidate_of(db.session, candidate_id)
    if candidate is None:
        return _gone(typed)
    try:
        given = acting.give(db.engine, candidate, typed, user_id())
    except acting.Hindered as hindered:
        return (
            _gone(typed)
            if hindered.status == acting.GONE
            else (_show(candidate_id, typed, hindered.wrong), hindered.status)
        )
    flash(gettext("Noted: %(verdict)s.", verdict=gettext(words.VERDICTS[given.kind][given.verdict])), "success")
    return _next(candidate_id)


@desk.get("/batch")
def batch() -> Any:
    """Very likely pairs to be looked through and judged together."""
    return _page("batch", page=batch_page(db.session, read_many(request.args), user_id()), least=LEAST)


@desk.post("/batch")
def judge_many() -> Any:
    """Judge those that are ticked, all or none."""
    many, ticked, me = read_many(request.args), read_ticked(request.form.to_dict(flat=False)), user_id()
    if not ticked.seen:
        return redirect(url_for("review.batch", **many.typed))
    try:
        refused = acting.give_many(db.engine, candidates_of(db.session, ticked.seen), ticked, me)
    except acting.Hindered as hindered:
        refused = dict.fromkeys(ticked.seen, hindered.wrong.words)
    if refused:
        db.session.rollback()
        page = as_ticked(batch_page(db.session, many, me), ticked, refused)
        return _page("batch", page=page, least=LEAST), 409
    done = len(ticked.seen)
    flash(ngettext("%(num)d pair is judged.", "%(num)d pairs are judged.", done), "success")
    return redirect(url_for("review.judged", batch=ticked.token))


@desk.get("/judged")
def judged() -> Any:
    """Verdicts given, the newest first."""
    offset = read_offset(request.args.get("offset", ""))
    return _page("judged", page=judged_page(db.session, read_sought(request.args), offset, user_id()))


@desk.post("/judgements/<int:judgement_id>/undo")
def undo(judgement_id: int) -> Any:
    """Take a verdict back, or put one in force again that was taken back."""
    try:
        made = acting.take_back(db.engine, judgement_id, user_id(), read_note(request.form))
    except acting.Hindered as hindered:
        flash(hindered.wrong.words, "error")
        return redirect(_back(None))
    db.session.rollback()
    flash(gettext(AGAIN if undoes_undoing(db.session, made) else UNDONE), "success")
    return redirect(_back(pair_of(db.session, made)))


@desk.post("/batches/<batch>/undo")
def undo_batch(batch: str) -> Any:
    """Take back all that were given together."""
    try:
        acting.take_back_all(db.engine, batch[:40], user_id())
        flash(gettext(UNDONE), "success")
    except acting.Hindered as hindered:
        flash(hindered.wrong.words, "error")
    return redirect(url_for("review.judged", batch=batch[:40]))


@desk.get("/conflicts")
def conflicts() -> Any:
    """People whose records judgements both bring together and keep apart."""
    return _page("conflicts", found=contradictions(db.session, user_id()))


@desk.get("/agreement")
def agreement() -> Any:
    """How far two archivists agree who judged one pair without knowing of each other."""
    return _page("agreement", found=kappa(db.session))


@desk.get("/persons/<reference>")
def person(reference: str) -> Any:
    """What made a person: every judgement, and the name that is shown."""
    page = history_page(db.session, reference, user_id()) or abort(404)
    return _page("person", page=page)


@desk.post("/persons/<reference>")
def name(reference: str) -> Any:
    """Choose the name that the person's page bears; none: by the rule again."""
    choose(db.engine, reference, request.form.get("name", ""), user_id()) or abort(404)
    flash(gettext("The name of the page is chosen."), "success")
    return redirect(url_for("review.person", reference=reference))


def _show(candidate_id: int, typed: Typed = NOTHING, wrong: Wrong | None = None) -> str:
    db.session.rollback()
    candidate = candidate_of(db.session, candidate_id) or abort(404)
    page = pair_page(db.session, candidate, _seat(), (typed, wrong)) or abort(404)
    return _page("pair", page=page, width=waterfall.WIDTH, keys_here=keys.of(candidate.kind))


def _gone(typed: Typed) -> Any:
    """A record was removed while it was judged: what was written is shown once more."""
    return _page("gone", typed=typed), 410


def _next(candidate_id: int) -> Any:
    """To the pair behind the one judged, or to the queue where there is none."""
    db.session.rollback()  # what the other connection has written is seen
    seat, at = _seat(), candidate_of(db.session, candidate_id)
    behind = following(db.session, seat, at) if at else None
    if behind is None:
        return redirect(url_for("review.queue", **seat.asked.typed), 303)
    return redirect(url_for("review.pair", candidate_id=behind, **seat.asked.typed), 303)


def _back(candidate_id: int | None) -> str:
    """Where one came from: the pair that is open again, the contradictions, a person, else the verdicts."""
    back = request.form.get("back", "")
    if back == "pair" and candidate_id:
        return url_for("review.pair", candidate_id=candidate_id, **_asked().typed)
    if back == "conflicts":
        return url_for("review.conflicts")
    if back.startswith("P-"):
        return url_for("review.person", reference=back)
    return url_for("review.queue") if back == "pair" else url_for("review.judged")


def _page(called: str, **shown: Any) -> str:
    return render_template(f"review/{called}.html", words=words, says=said, sentences=sentence, **shown)


def _seat() -> Seat:
    return Seat(user_id(), _asked())


def _asked() -> Asked:
    return read_asked(request.args)
