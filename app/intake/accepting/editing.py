"""Accept with edits: the columns in the form of submissions, all steps on one page, and what of them was changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.intake.submitting.fields import FIELDS, RELATIVES, STEPS, base
from app.intake.submitting.page import House, Shown, StepPage, step_page
from app.intake.submitting.taking import Sent, cleaned, merged, taken
from app.models import Submission

OTHER = "other:"  # before the name of an input for a column that the form has no field for
TIMES = "times-"  # before a step's code: how many episodes or sources stand on the page


@dataclass(frozen=True, slots=True)
class EditPage:
    """The steps of the form with what stands in them, and the other columns; ``changed``: how many differ."""

    submission: Submission
    steps: tuple[StepPage, ...]
    others: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]


def edit_page(house: House, submission: Submission, columns: Mapping[str, str]) -> EditPage:
    """The page with these columns in it."""
    pages = []
    for step in STEPS:
        own = {column: text for column, text in columns.items() if step.owns(column)}
        before = {column: text for column, text in submission.said.items() if step.owns(column)}
        pages.append(step_page(house, submission, step, Shown(own, columns, before, hints=True)))
    others = tuple((column, text) for column, text in columns.items() if base(column) not in FIELDS)
    return EditPage(submission, tuple(pages), others, tuple(edits(submission.said, columns)))


def typed(sent: Sent, said: Mapping[str, str]) -> dict[str, str]:
    """The columns as the form was sent; of columns that it has no field for, those that are said."""
    columns = dict(said)
    for step in STEPS:
        counted = {**sent, "times": sent.get(f"{TIMES}{step.code}", ("1",))}
        columns = merged(columns, step, taken(step, counted))
    for column in said:
        if base(column) not in FIELDS:
            given = sent.get(f"{OTHER}{column}")
            columns[column] = cleaned(given[0], lines=True) if given else columns[column]
    return columns


def edits(said: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    """Column → what stands in it now, of those that were changed; '' where it was emptied."""
    names = dict.fromkeys((*said, *columns))
    return {
        name: columns.get(name, "")
        for name in names
        if _bare(name, said.get(name, "")) != _bare(name, columns.get(name, ""))
    }


def _bare(column: str, text: str) -> tuple[str, ...]:
    """As the form would send it back untouched: blanks at ends and line ends of a file are no edits."""
    field = FIELDS.get(base(column))
    pieces = text.split("|") if field and field.several else [text]
    blank = "" if base(column) in (RELATIVES, "folio") else " "
    return tuple(filter(None, (blank.join(piece.split()) for piece in pieces)))
