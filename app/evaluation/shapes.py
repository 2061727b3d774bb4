"""The accuracy card as plain values: for its file, and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.evaluation.card import Card, Line

Json = dict[str, Any]


def contract(lines: Iterable[Line]) -> Json:
    """What ``evaluate --json`` prints: ``{set: {n, r1, r10, mrr, candidate_recall, p95_ms}}``."""
    return {line.name: line.ours.as_json() for line in lines}


def card_shape(card: Card, measured: datetime) -> Json:
    """Figures and counts only, no row of any list."""
    questions = sum(line.ours.n for line in card.sets if not line.name.endswith("_hard"))
    on = {"files": list(card.folder.files), "records": len(card.folder.entries), "questions": questions}
    return {
        "measured": measured.isoformat(timespec="minutes"),
        "on": on,
        "seconds": round(card.seconds),
        "sets": [_line(line) for line in card.sets],
        "nations": [_line(line) for line in card.nations],
        "treatments": [_line(line) for line in card.treatments],
        "wrongly": {label: found.as_json() for label, found in card.wrongly.items()},
        "words": card.words.as_json() if card.words else None,
        "candidates": card.candidates.as_json(),
        "took_ms": card.took_ms.as_json(),
    }


def _line(line: Line) -> Json:
    shape: Json = {"name": line.name, "ours": line.ours.as_json()}
    if line.sample is not None and line.peers is not None:
        shape["sample"] = line.sample.as_json()
        shape["peers"] = {name: figures.as_json() for name, figures in line.peers.items()}
    return shape
