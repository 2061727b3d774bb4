"""Version 1 of the HTTP API: search, records, comparison of two names."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import partial
from typing import Any

from apiflask import APIBlueprint
from flask import Response, abort, current_app, jsonify, redirect, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import Gone as GoneForGood

from app import records
from app.api.kin import answer, asked_shape, known_shapes, moved_shape, named_shapes, person_shape, possible_shape
from app.api.schemas import BegunOut, CompareOut, KinOut, PersonOut, SearchOut
from app.api.shapes import Json, begun_shape, comparison_shape, facet_shapes, query_shape, record_shape, result_shape
from app.db import db
from app.errors import PROBLEM
from app.families import sides
from app.families.asked import read_kin
from app.families.belonging import references
from app.families.known import Relative, relatives
from app.families.possible import kin_of_record, of_asked, wanted
from app.families.shown import GonePerson, MovedPerson, find_person
from app.languages import current
from app.query import Reading, read_page, read_query
from app.renamed import Gazetteer
from app.tombstones import Gone
from app.two_names import read_two
from indexer.evidence import Band
from indexer.search import Hit, Result, SearchQuery

api = APIBlueprint("api", __name__, url_prefix="/api/v1")


@api.get("/search")
@api.output(SearchOut)
@api.doc(summary="Find records by name, in any script, with the reason")
def search() -> Any:
    """Records that match, best first; parameters as in the README."""
    started = time.perf_counter()
    reading, result = _find()
    shown = records.found_now(db.engine, result.hits)
    return _as_it_is(
        {
            "query": query_shape(reading),
            "total": result.total,
            "total_is": "exact" if result.exact_total else "at_least",
            "results": [result_shape(hit, shown[hit.record_id]) for hit in result.hits if hit.record_id in shown],
            "facets": facet_shapes(result, _label()),
            "took_ms": _since(started),
        }
    )


@api.get("/records/<int:record_id>")
@api.doc(summary="One record, every field beside its wording, with its source")
def record(record_id: int) -> Any:
    """The record as anybody may see it; 410 where one was taken out."""
    found = records.by_id(db.session, record_id)
    if found is None:
        abort(records.missing(db.session, record_id))
    return record_shape(found, _label())


@api.get("/records/<int:record_id>/kin")
@api.output(KinOut)
@api.doc(summary="Relatives of a record's person: known ones, then possible ones, the likeliest first")
def kin(record_id: int) -> Any:
    """In the shape of a search, each result with its ``kinship``; possible ones of every band."""
    started = time.perf_counter()
    limit, offset = read_page(request.args)
    most = wanted(limit, offset)
    found = kin_of_record(db.session, current_app.extensions["finder"], record_id, most)
    if found is None:
        abort(records.missing(db.session, record_id))
    known, possible = found
    persons = references(db.session, [*_ids(known), *(one.record.id for one in possible)])
    results = [*known_shapes(known, persons), *(possible_shape(one, persons) for one in possible)]
    told = answer({"record": str(record_id)}, results, limit, offset, whole=len(possible) < most)
    return told | {"named": named_shapes(known), "took_ms": _since(started)}


@api.get("/search/kin")
@api.output(KinOut)
@api.doc(summary="Records of people who may be kin of somebody described, the likeliest first")
def search_kin() -> Any:
    """The fields of the page «Search for kin»; the name is needed."""
    started = time.perf_counter()
    asked = read_kin(request.args, Gazetteer.read(db.session))
    most = wanted(asked.limit, asked.offset)
    found = of_asked(db.session, current_app.extensions["finder"], asked, most)
    persons = references(db.session, [one.record.id for one in found])
    results = [possible_shape(one, persons) for one in found]
    told = answer(asked_shape(asked), results, asked.limit, asked.offset, whole=len(found) < most)
    return told | {"named": [], "took_ms": _since(started)}


@api.get("/persons/<reference>")
@api.output(PersonOut)
@api.doc(summary="A person: all records that archivists have brought together, and known relatives")
def person(reference: str) -> Any:
    """Of a permalink whose records went to one other person, the way there; to several, 300 and all of them."""
    found = find_person(db.session, reference) or abort(404)
    if isinstance(found, GonePerson):
        raise Gone(found.removed[0]) if found.removed else GoneForGood
    if isinstance(found, MovedPerson):
        return _moved(found)
    known = relatives(db.session, found.records)
    fields = sides.fields(found.records, Gazetteer.read(db.session))
    return person_shape(found, fields, known, references(db.session, _ids(known)), _label())


@api.get("/names/begun")
@api.output(BegunOut)
@api.doc(summary="Surnames in the records that begin as somebody has begun to type, from three letters on")
def begun_names() -> Any:
    """What is typed comes as ``q``, in any script; it is written down nowhere."""
    return _as_it_is(begun_shape(current_app.extensions["finder"].begun(request.args.get("q", ""))))


@api.get("/names/compare")
@api.output(CompareOut)
@api.doc(summary="How two names lie on each other, part by part")
def compare_names() -> Any:
    """Two names in any script, ``left`` and ``right``."""
    return comparison_shape(read_two(request.args))


def _moved(found: MovedPerson) -> Any:
    """To the one person that the records went to; of several, a list of where they are."""
    if only := found.only:
        return redirect(url_for("api.person", reference=only.reference))
    answered = jsonify(moved_shape(found) | {"title": gettext("These records stand apart again")})
    answered.status_code, answered.content_type = 300, PROBLEM
    return answered


def _ids(known: Iterable[Relative]) -> list[int]:
    return [record.id for one in known for record in one.member.records]


def _as_it_is(answer: Json) -> Response:
    """The answer without the walk through its schema, which is there for the OpenAPI document and takes its time."""
    return jsonify(answer)


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)


def _find() -> tuple[Reading, Result]:
    ref = request.args.get("source_ref", "").strip()
    if ref and not request.args.get("q"):
        found = records.by_source_ref(db.session, ref)
        hits = (Hit(found.id, 1.0, Band.LIKELY),) if found else ()
        return Reading(SearchQuery(), {"source_ref": ref}), Result(hits, len(hits), True)
    reading = read_query(request.args)
    return reading, current_app.extensions["finder"].find(reading.query)


def _label() -> Any:
    return partial(_label_in, current())


def _label_in(language: str, vocabulary: str, code: str) -> str:
    label: str = current_app.extensions["labels"].label(vocabulary, code, language)
    return label
