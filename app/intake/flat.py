"""The values of a model's attributes as one row of its table: dates in five columns, lists and mappings as JSON."""

from __future__ import annotations

import json
from typing import Any

from app.dates import HistoricalDate
from app.intake.values import Fields

Flat = tuple[Any, ...]
_plain = json.JSONEncoder(ensure_ascii=False).encode
DATE = ("edtf", "earliest", "latest", "calendar", "written")  # as `app.models.dated.dated` names them


def flat(fields: Fields) -> Flat:
    """The values in the order of the fields, as every database takes them without further reading."""
    row: list[Any] = []
    for value in fields.values():
        if isinstance(value, str):
            row.append(value)
        elif isinstance(value, HistoricalDate):
            row += (value.edtf, value.earliest, value.latest, value.calendar, value.wording)
        elif isinstance(value, list | dict):
            row.append(as_json(value))
        else:
            row.append(value)
    return tuple(row)


def heads(fields: Fields) -> tuple[str, ...]:
    """The columns that `flat` gives values of."""
    return tuple(
        f"{name}_{part}" if part else name
        for name, value in fields.items()
        for part in (DATE if isinstance(value, HistoricalDate) else ("",))
    )


def as_json(value: object) -> str:
    """The text of a JSON column: letters as they are, half as long as escaped, but for the halves of a letter."""
    if value in ([], {}):
        return "[]" if value == [] else "{}"
    said = _plain(value)
    try:
        said.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return said
