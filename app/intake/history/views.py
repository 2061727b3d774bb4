"""Addresses of the history: of a record, of one of its versions, and of all that was done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for

from app import records
from app.access import Permission, may
from app.collection import title
from app.current import current_role, user_id
from app.db import db, writing
from app.intake.changes import changes
from app.intake.draft import Draft
from app.intake.history.events import events
from app.intake.history.labels import label
from app.intake.history.page import History, history
from app.intake.history.restore import LONGEST_REASON, ChangedMeanwhile, NoReason, NoVersion, restore
from app.intake.history.shapes import history_shape
from app.intake.history.words import how_words, moment_words
from app.intake.versions import Change
from app.languages import PREFIX, localise

desk = Blueprint("history", __name__, url_prefix=PREFIX)
localise(desk)


@desk.get("/records/<int:record_id>/history")
def record(record_id: int) -> Any:
    """Every version of a record: when, by whom, why, what changed."""
    return render_template("history/record.html", page=_page(record_id), **_words())


@desk.get("/records/<int:record_id>/history.json")
def data(record_id: int) -> Any:
    """The same as data, in its public form for everybody."""
    page = _page(record_id, public=True)
    return jsonify(history_shape(page, title(page.collection)))


@desk.get("/records/<int:record_id>/versions/<int:number>")
def version(record_id: int, number: int) -> Any:
    """What the record said then."""
    return _version(record_id, number)


@desk.post("/records/<int:record_id>/versions/<int:number>/restore")
def bring_back(record_id: int, number: int) -> Any:
    """Let the record say again what it said then."""
    why, seen = request.form.get("why", "").strip()[:LONGEST_REASON], request.form.get("seen", "", type=str)
    by = user_id()
    db.session.rollback()  # what was read is not to be in the way of writing
    try:
        with writing(db.engine) as session:
            last = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
            restore(session, record_id, number, last, Change(by, "restored", why))
    except NoReason:
        return _version(record_id, number, wrong="reason"), 400
    except ChangedMeanwhile:
        return _version(record_id, number, wrong="changed", why=why), 409
    except NoVersion:
        abort(records.missing(db.session, record_id))
    return redirect(url_for("history.record", record_id=record_id), 303)


@desk.get("/audit")
def audit() -> Any:
    """All that was done, for those who run the service."""
    return render_template("history/audit.html", page=events(db.session, request.args))


def _version(record_id: int, number: int, wrong: str = "", why: str = "") -> str:
    page = _page(record_id)
    told = page.version(number) or abort(404)
    fields = changes(Draft(), told.draft)
    return render_template(
        "history/version.html",
        page=page,
        told=told,
        fields=fields,
        wrong=wrong,
        why=why,
        most=LONGEST_REASON,
        **_words(),
    )


def _page(record_id: int, *, public: bool = False) -> History:
    inside = may(current_role(), Permission.ACCEPT) and not public
    found = history(db.session, record_id, datetime.now(UTC).date(), inside=inside) if record_id < 2**31 else None
    return found or abort(records.missing(db.session, record_id))


def _words() -> dict[str, Any]:
    return {"label_of": label, "how_words": how_words, "moment_words": moment_words, "title_of": title}
