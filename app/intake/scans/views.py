"""Addresses of scans: to the ones who may see them, as files that no browser runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, send_file

from app.current import current_role, current_user
from app.db import db
from app.intake.scans.store import path_of, small_path_of
from app.languages import PREFIX, localise
from app.scans import ShownScan, Viewer, seen_by

scans = Blueprint("scans", __name__, url_prefix=PREFIX)
localise(scans)
LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'"  # whatever a browser takes it for, it acts on nothing
DIGEST = "<string(length=64):digest>"


@scans.get(f"/scans/{DIGEST}")
def show(digest: str) -> Any:
    """A scan whole: a picture in the window, a PDF to take along."""
    scan = _seen(digest)
    return _file(path_of(scan.digest), scan, scan.media_type, attached=scan.is_document)


@scans.get(f"/scans/{DIGEST}/small")
def small(digest: str) -> Any:
    """The small picture for pages."""
    scan = _seen(digest)
    return _file(small_path_of(scan.digest), scan, "image/jpeg", attached=False)


def _seen(digest: str) -> ShownScan:
    user = current_user()
    return seen_by(db.session, digest, Viewer(user.id if user else None, current_role())) or abort(404)


def _file(path: Path, scan: ShownScan, media_type: str, *, attached: bool) -> Response:
    if not path.is_file():
        abort(404)
    answer = send_file(path, mimetype=media_type, as_attachment=attached, download_name=scan.filename, etag=False)
    if not attached:
        answer.headers["Content-Disposition"] = f"inline; filename={scan.filename}"
    answer.headers["Content-Security-Policy"] = LOCKED
    answer.headers["Cache-Control"] = "no-store"
    return answer
