"""The values of a model's attributes as one row of its table: dates in five columns, lists and mappings as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from app.dates import HistoricalDate
from app.intake.values import Fields

Flat = tuple[Any, ...]
DATE = ("edtf", "earliest", "latest", "calendar", "written")  # as `app.models.dated.dated` names them


def flat(fields: Fields) -> Flat:
    """The values in the order of the fields, as every database takes them without further reading."""
    return tuple(_values(fields))


def heads(fields: Fields) -> tuple[str, ...]:
    """The columns that `flat` gives values of."""
    return tuple(
        f"{name}_{part}" if part else name
        for name, value in fields.items()
        for part in (DATE if isinstance(value, HistoricalDate) else ("",))
    )


def as_json(value: object) -> str:
    """The text of a JSON column: letters as they are, half as long as escaped, but for the halves of a letter."""
    said = json.dumps(value, ensure_ascii=False)
    try:
        said.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return said


def _values(fields: Fields) -> Iterator[Any]:
    for value in fields.values():
        if isinstance(value, HistoricalDate):
            yield value.edtf
            yield value.earliest
            yield value.latest
            yield value.calendar
            yield value.wording
        elif isinstance(value, list | dict):
            yield as_json(value) if value else "[]" if isinstance(value, list) else "{}"
        else:
            yield value
