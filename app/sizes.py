"""How much may be sent to an address: one table, asked before anything of what is sent is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, request

from app.config import Config

KILOBYTE, MEGABYTE = 1_000, 1_000_000
FORM = 500 * KILOBYTE  # what the fields of a form hold in memory, apart from files
PARTS = 1_000  # fields of a form: a bomb of empty ones takes time


@dataclass(frozen=True, slots=True)
class Size:
    """``body``: bytes of a request with its files; ``form``: of its fields; ``parts``: how many fields."""

    body: int = FORM
    form: int = FORM
    parts: int = PARTS


def _with_scans(config: Config) -> Size:
    """Three scans at a time; one that is too large comes in far enough to be told beside its field."""
    return Size(3 * config.scan_mb * MEGABYTE + FORM)


def _with_file(config: Config) -> Size:
    return Size(config.bulk_mb * MEGABYTE + FORM)


def _letter(_config: Config) -> Size:
    return Size(200 * KILOBYTE, 200 * KILOBYTE, 100)


def _usual(_config: Config) -> Size:
    return Size()


SIZES: dict[str, Callable[[Config], Size]] = {  # endpoint, or the blueprint of several
    "search.letter": _letter,
    "takedown": _letter,
    "security": _letter,
    "submit": _with_scans,
    "bulk": _with_file,
}


def size_of(endpoint: str | None, config: Config) -> Size:
    """How much may be sent to that endpoint."""
    room = (endpoint or "").partition(".")[0]
    return (SIZES.get(endpoint or "") or SIZES.get(room, _usual))(config)


def register(app: Flask) -> None:
    """Set the limits of each request, before anything reads its form."""
    app.before_request(_limit)


def _limit() -> None:
    size = size_of(request.endpoint, current_app.config["ESIMDER"])
    request.max_content_length = size.body
    request.max_form_memory_size = size.form
    request.max_form_parts = size.parts
