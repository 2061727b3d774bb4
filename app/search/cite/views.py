"""Addresses of citations to take along."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType

from flask import Blueprint, Response, abort, request

from app import records
from app.db import db
from app.languages import PREFIX, localise
from app.search.cite import bibtex, ris
from app.search.cite.citation import citation

cite = Blueprint("cite", __name__, url_prefix=f"{PREFIX}/records")
localise(cite)
FORMS = MappingProxyType({"bib": (bibtex.bibtex, bibtex.MIMETYPE), "ris": (ris.ris, ris.MIMETYPE)})


@cite.get(f"/<int:record_id>/cite.<any({', '.join(FORMS)}):form>")
def download(record_id: int, form: str) -> Response:
    """The citation of a record as a file."""
    record = records.by_id(db.session, record_id)
    record = record or abort(records.missing(db.session, record_id))
    write, mimetype = FORMS[form]
    text = write(citation(record, f"{request.host_url}records/{record.id}", datetime.now(UTC).date()))
    answer = Response(text.encode(), mimetype=mimetype, content_type=f"{mimetype}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="esimder-{record.id}.{form}"'
    return answer
