"""Version 1 of the HTTP API: search, records, comparison of two names."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

from apiflask import APIBlueprint
from flask import abort, current_app, request

from app import records
from app.api.schemas import CompareOut, SearchOut
from app.api.shapes import comparison_shape, facet_shapes, query_shape, record_shape, result_shape
from app.db import db
from app.languages import current
from app.query import Reading, read_query
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
    shown = records.by_ids(db.session, [hit.record_id for hit in result.hits])
    return {
        "query": query_shape(reading),
        "total": result.total,
        "total_is": "exact" if result.exact_total else "at_least",
        "results": [result_shape(hit, shown[hit.record_id]) for hit in result.hits if hit.record_id in shown],
        "facets": facet_shapes(result, _label()),
        "took_ms": round((time.perf_counter() - started) * 1000, 2),
    }


@api.get("/records/<int:record_id>")
@api.doc(summary="One record, every field beside its wording, with its source")
def record(record_id: int) -> Any:
    """The record as anybody may see it; 410 where one was taken out."""
    found = records.by_id(db.session, record_id)
    if found is None:
        abort(records.missing(db.session, record_id))
    return record_shape(found, _label())


@api.get("/names/compare")
@api.output(CompareOut)
@api.doc(summary="How two names lie on each other, part by part")
def compare_names() -> Any:
    """Two names in any script, ``left`` and ``right``."""
    return comparison_shape(read_two(request.args))


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
