"""The cells of a row: by field and episode, cut at «|», and noted where they are in no vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

from app.intake.draft import Coded
from app.intake.faults import Faults
from app.intake.vocabulary import says_nothing

Cells = Mapping[tuple[str, int], str]  # by field and number of the episode, 0 for what concerns the person


def unless_unknown(column: str, value: Coded, faults: Faults) -> Coded:
    """The value; words that are in no vocabulary are noted, unless they say that nothing is known."""
    if value.wording and not value.code and not says_nothing(value.wording):
        faults.add(column, value.wording, "unknown_value")
    return value


def parts(cell: str) -> tuple[str, ...]:
    """The pieces between «|» that say something."""
    return tuple(part for each in cell.split("|") if (part := each.strip())) if cell else ()
