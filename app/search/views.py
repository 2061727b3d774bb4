"""Addresses of the search desk."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext

from app import records
from app.advice import CASES
from app.collection import title
from app.db import db
from app.families.shown import GonePerson, MovedPerson, find_person
from app.finder import Finder
from app.holdings import HoldingsBook
from app.labels import LabelBook
from app.languages import PREFIX, current, localise
from app.search.asking import ask_page, letter_page
from app.search.comparing import names_page
from app.search.home import home_page
from app.search.kin import kin_page, search_for_kin
from app.search.letter import ARCHIVE, LANGUAGES, PERSON, WRITER
from app.search.page import House, results_page
from app.search.person import person_page
from app.search.reading import KINDS
from app.search.record import record_page

search = Blueprint("search", __name__, url_prefix=PREFIX)
localise(search)


@search.record_once
def keep_figures(state: BlueprintSetupState) -> None:
    """The figures of what is in here, counted once for many pages."""
    state.app.extensions["holdings"] = HoldingsBook()


@search.get("/")
def home() -> Any:
    """One search box, and what is in here."""
    return render_template("search/home.html", page=home_page(db.session, current_app.extensions["holdings"]))


@search.get("/search")
def results() -> Any:
    """What was found, and why."""
    page = results_page(request.args, _house())
    return render_template("search/results.html", page=page, part_kinds=KINDS, cases=CASES), 400 if page.wrong else 200


@search.get("/names")
def names() -> Any:
    """How names are matched, and two names of one's own beside each other."""
    page = names_page(request.args)
    return render_template("search/names.html", page=page, part_kinds=KINDS), 400 if page.wrong else 200


@search.get("/records/<int:record_id>")
def record(record_id: int) -> Any:
    """One record, every field with its source."""
    page = record_page(db.session, _finder(), record_id, request.args, f"{request.host_url}records/{record_id}")
    page = page or abort(records.missing(db.session, record_id))
    return render_template("search/record.html", page=page)


@search.get("/records/<int:record_id>/kin")
def kin(record_id: int) -> Any:
    """Known relatives, the family drawn, and everybody who may be kin."""
    page = kin_page(db.session, _finder(), record_id, request.args) or abort(records.missing(db.session, record_id))
    return render_template("search/kin.html", page=page)


@search.get("/kin")
def search_kin() -> Any:
    """What a family knows of somebody, and who in the records may be kin of that person."""
    page = search_for_kin(db.session, _finder(), request.args)
    return render_template("search/search_kin.html", page=page, part_kinds=KINDS), 400 if page.wrong else 200


@search.get("/persons/<reference>")
def person(reference: str) -> Any:
    """One person: all records side by side, and the family; or where the permalink leads by now."""
    found = find_person(db.session, reference) or abort(404)
    if isinstance(found, GonePerson):
        return render_template("search/person_gone.html", gone=found), 410
    if isinstance(found, MovedPerson):
        if only := found.only:
            return redirect(url_for("search.person", reference=only.reference))
        return render_template("search/person_moved.html", moved=found), 300
    page = person_page(db.session, _finder(), found, f"{request.host_url}persons/{found.reference}")
    return render_template("search/person.html", page=page)


@search.get("/ask")
def ask() -> Any:
    """Archives and data bases to turn to, by nation, place and kind of case: nothing of a person is asked here."""
    page = ask_page(request.args, db.session, _label, current())
    return render_template("search/ask.html", page=page, cases=CASES)


@search.get("/letter")
@search.post("/letter")
def letter() -> Any:
    """A letter to an archive. What is typed comes by POST only and is kept nowhere."""
    given = request.form if request.method == "POST" else {"archive": request.args.get("archive", "")}
    page = letter_page(given, db.session, current())
    fields = {"person": PERSON, "writer": WRITER, "archive": ARCHIVE}
    return render_template("search/letter.html", page=page, fields=fields, tongues=LANGUAGES)


def _house() -> House:
    return House(_finder(), db.session, current_app.extensions["holdings"], _label)


def _finder() -> Finder:
    finder: Finder = current_app.extensions["finder"]
    return finder


def _label(vocabulary: str, code: str) -> str:
    if vocabulary == "source":
        return title(code)
    book: LabelBook = current_app.extensions["labels"]
    if not book.known(vocabulary, code):
        unknown: str = gettext("“%(code)s” (not known here)", code=code)
        return unknown
    return book.label(vocabulary, code, current())
