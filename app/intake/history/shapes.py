"""The history of a record as plain data, in its public form."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from typing import Any

from app.intake.changes import Changed
from app.intake.draft_json import as_json
from app.intake.history.labels import label
from app.intake.history.page import History, Told
from app.intake.history.words import how_words, moment_words

Json = dict[str, Any]


def history_shape(history: History, title: str) -> Json:
    """All versions, newest first; days in UTC. A field of a change is a column of the CSV contract."""
    record = history.record
    return {
        "id": str(record.id),
        "url": f"/records/{record.id}",
        "name": record.name.written,
        "checked": record.checked,
        "guarded": record.guarded,
        "versions": [_version(told, record.id, title, record.checked) for told in history.versions],
    }


def _version(told: Told, record_id: int, title: str, checked: str) -> Json:
    origin = told.origin
    shape: Json = {
        "number": told.number,
        "url": f"/records/{record_id}/versions/{told.number}",
        "date": told.at.date().isoformat(),
        "how": told.how,
        "volunteer": told.volunteer,
        "text": how_words(told, title, checked),
        "why": told.why,
    }
    if origin:
        day = origin.begun_at.date().isoformat()
        shape["list"] = {"file": origin.file, "line": origin.line, "sha256": origin.digest, "date": day}
    if told.steps:
        shape["steps"] = [
            {"kind": step.kind, "date": step.at.date().isoformat(), "text": moment_words(step.kind)}
            for step in told.steps
        ]
    if told.ground:
        shape["ground"] = asdict(told.ground)
    return shape | {"changes": [_change(each) for each in told.changes], "says": as_json(told.draft)}


def _change(change: Changed) -> Json:
    values = {"before": _plain(change.before), "after": _plain(change.after)}
    return {"field": change.column, "label": label(change.field), **values}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: each for name, each in asdict(value).items() if each not in ("", None, False)}
    return value or None
