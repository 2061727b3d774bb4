"""Addresses of files of many rows: upload, see how it is read, send, follow, mend."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any, cast

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import ClientDisconnected

from app.config import Config
from app.current import user_id
from app.db import db, writing
from app.intake.bulk import batches, faults, labels, mapping, store
from app.intake.bulk.page import STATES, batch_page, wrong_with
from app.intake.bulk.preview import columns_for, opened
from app.intake.bulk.running import UPLOADED, Runner, how_of, let_go
from app.intake.files import UnreadableFile
from app.intake.readers.tables import open_table
from app.intake.readers.written import How, Table
from app.languages import PREFIX, current, localise
from app.models import Batch
from app.references import token

bulk = Blueprint("bulk", __name__, url_prefix=PREFIX)
localise(bulk)
MEGABYTE = 1_000_000
FORM_BYTES = 2 * MEGABYTE  # beside the file, and of the form of a mapping
HOPELESS = frozenset({  # no choice of encoding or columns would help
    "empty", "binary", "password", "old_workbook", "other_zip", "broken_workbook", "zip_bomb", "too_wide", "no_people",
})  # fmt: skip


@bulk.record_once
def keep_runner(state: BlueprintSetupState) -> None:
    """A thread that takes batches in; it starts with the first request, commands need none."""
    app = cast(Flask, state.app)
    with app.app_context():
        runner = Runner(db.engine, _data())
    app.extensions["batches"] = runner
    app.before_request(runner.ensure_started)


@bulk.url_value_preprocessor
def bound(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """How much may be sent; it is said before anything is read of it."""
    request.max_content_length = FORM_BYTES
    if request.endpoint == "bulk.upload":
        g.most_mb = _config().bulk_mb  # for the page that says so
        request.max_content_length += g.most_mb * MEGABYTE


@bulk.get("/bulk")
def desk() -> Any:
    """Send a file, and one's files so far."""
    return _desk(), 200


@bulk.post("/bulk")
def upload() -> Any:
    """Keep the file and show how it is read; what no choice could make readable is refused."""
    secret, sent = request.form.get("token", "")[:64] or abort(400), request.files.get("file")
    if sent is None or not sent.filename:
        return _desk("no_file"), 400
    try:
        stored = store.keep(sent.stream, _data(), _config().bulk_mb * MEGABYTE)
    except store.TooLarge:
        abort(413)
    except ClientDisconnected:
        return _desk("broken_off"), 400
    except OSError:
        return _desk("no_room"), 507
    name = Path(sent.filename).name
    part = ""
    try:
        part = _usual_part(stored.digest)
    except UnreadableFile as error:
        if error.reason in HOPELESS:
            with writing(db.engine) as session:
                let_go(session, _data(), stored.digest)
            return _desk(error.reason, error.params | {"path": name}), 400
    with writing(db.engine) as session:
        begun = batches.begin(session, user_id(), secret, stored, name)
        begun.part, where = begun.part or part, begun.reference
    return redirect(url_for("bulk.batch", reference=where))


@bulk.get("/bulk/<reference>")
def batch(reference: str) -> Any:
    """How the file is read, how far it is, or what came of it."""
    return _show(_own(reference))


@bulk.post("/bulk/<reference>/reading")
def reading(reference: str) -> Any:
    """Read the file as was chosen, and send it if that was asked for."""
    found = _own(reference)
    if found.state != UPLOADED:
        return redirect(url_for("bulk.batch", reference=reference))
    try:
        with closing(opened(_data(), found, _chosen())) as table:
            columns = _columns(found, table)
    except UnreadableFile as error:
        return _show(found, (("encoding", labels.unreadable_words(error.reason, error.params)),))
    wrong = wrong_with(request.form, columns, mapping.faults(columns) if columns else [])
    send = request.form.get("go") == "send"
    with writing(db.engine) as session:
        kept = batches.own(session, user_id(), reference) or abort(404)
        kept.citation = request.form.get("citation", "").strip()[: batches.LONGEST_CITATION]
        batches.read_as(kept, table, columns)
        if send and not wrong:
            batches.send(session, kept, current())
    if send and wrong:
        return _show(_own(reference), wrong)
    return redirect(url_for("bulk.batch", reference=reference))


@bulk.post("/bulk/<reference>/<any(stop, resume, take_back):act>")
def change(reference: str, act: str) -> Any:
    """Stop it, let it go on, or withdraw what waits of it."""
    with writing(db.engine) as session:
        found = batches.own(session, user_id(), reference) or abort(404)
        try:
            getattr(batches, act)(session, found)
        except batches.NotOpen:
            abort(409)
    return redirect(url_for("bulk.batch", reference=reference))


@bulk.post("/bulk/<reference>/forget")
def forget(reference: str) -> Any:
    """Throw a file away that was not sent."""
    with writing(db.engine) as session:
        found = batches.own(session, user_id(), reference) or abort(404)
        try:
            batches.forget(session, found, _data())
        except batches.NotOpen:
            abort(409)
    return redirect(url_for("bulk.desk"))


@bulk.get("/bulk/<reference>/problems")
def problems(reference: str) -> Any:
    """What is wrong with which row."""
    found = _own(reference)
    offset = max(0, request.args.get("offset", 0, type=int))
    page = faults.faults_page(db.session, found, request.args.get("reason", ""), offset)
    return render_template("bulk/problems.html", batch=found, page=page)


@bulk.get("/bulk/<reference>/rows.csv")
def rows(reference: str) -> Any:
    """The faulty rows as a table, to be mended and sent again."""
    found = _own(reference)
    pieces = stream_with_context(faults.table(db.engine, found, request.args.get("which") == "all"))
    headers = {"Content-Disposition": f'attachment; filename="{found.reference}.csv"'}
    return Response(pieces, mimetype="text/csv", headers=headers)


def _desk(wrong: str = "", params: dict[str, str] | None = None) -> str:
    fault = labels.unreadable_words(wrong, params or {}) if wrong else ""
    page = {"batches": batches.all_of(db.session, user_id()), "states": STATES, "token": token(), "fault": fault}
    return render_template("bulk/index.html", **page, most=_config().bulk_mb)


def _show(found: Batch, wrong: tuple[tuple[str, str], ...] = ()) -> Any:
    page = batch_page(db.session, _data(), found, wrong)
    return render_template("bulk/batch.html", page=page, words=labels, form=request.form), 400 if wrong else 200


def _own(reference: str) -> Batch:
    return batches.own(db.session, user_id(), reference) or abort(404)


def _chosen() -> How:
    form = request.form
    return How("", form.get("encoding", "")[:40], form.get("separator", "")[:1], form.get("part", "")[:200])


def _columns(found: Batch, table: Table) -> dict[str, str]:
    """As chosen in the form, if it was about these headings."""
    chosen = [request.form.get(f"column-{at}", "") for at in range(len(table.headings))]
    if request.form.get("headings") != str(len(table.headings)) or how_of(found).part not in ("", table.part):
        return columns_for(db.session, found, table)
    return {
        heading: code if mapping.is_column(code) else "" for heading, code in zip(table.headings, chosen, strict=True)
    }


def _usual_part(digest: str) -> str:
    """The part of the file that is most likely meant; raises UnreadableFile where it cannot be opened."""
    with closing(open_table(store.path_of(_data(), digest))) as table:
        return table.usual


def _data() -> Path:
    return _config().data_dir


def _config() -> Config:
    config: Config = current_app.config["ESIMDER"]
    return config
