"""Evidence as plain data for the database and the API, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from indexer.evidence import Evidence
from indexer.matching.kin_levels import Tie
from indexer.matching.levels import Level
from indexer.names.name import Relation

SCALES: Mapping[str, type[StrEnum]] = {"relation": Relation, "level": Level, "tie": Tie}


def as_data(evidence: Evidence) -> dict[str, Any]:
    """The evidence as it is kept: ``scale`` says whose steps ``relation`` is of: names, other fields, kin."""
    scale = next((name for name, steps in SCALES.items() if isinstance(evidence.relation, steps)), "")
    return {
        "field": str(evidence.field),
        "scale": scale,
        "relation": evidence.relation.value,
        "left": evidence.left,
        "right": evidence.right,
        "weight": evidence.weight,
        "letters": [list(pair) for pair in evidence.letters],
    }


def from_data(data: Mapping[str, Any]) -> Evidence:
    """The evidence that ``as_data`` made this of; where the scale is not told, the first that has the step.

    Raises ValueError for a step that no scale has.
    """
    letters = tuple((left, right) for left, right in data.get("letters", ()))
    relation = _step(data.get("scale", ""), data["relation"])
    return Evidence(data["field"], relation, data["left"], data["right"], float(data["weight"]), letters)


def digest(kind: str, relation: str, evidence: Iterable[Evidence]) -> str:
    """A mark of what a pair rests on; the same as long as the same things speak for and against, however heavily."""
    grounds = sorted([str(each.field), each.relation.value, each.left, each.right] for each in evidence)
    return hashlib.sha256(json.dumps([kind, relation, grounds], ensure_ascii=False).encode()).hexdigest()


def news(before: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]) -> list[str]:
    """The fields in which evidence has come that was not there before: another step, or where there was none."""
    known = {(each["field"], each["relation"]) for each in before}
    return sorted({str(each["field"]) for each in now if (each["field"], each["relation"]) not in known})


def _step(scale: str, value: str) -> StrEnum:
    if scale in SCALES:
        return SCALES[scale](value)
    found = next((step for steps in SCALES.values() for step in steps if step.value == value), None)
    if found is None:
        raise ValueError(value)
    return found
