"""What was typed into a step, as columns; and how columns of a step are added, taken out and put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.intake.kin import record_number, write_kin
from app.intake.submitting.fields import (
    MOST_LINES,
    MOST_REPEATED,
    RELATIVES,
    VERSO,
    Field,
    Kind,
    Step,
    base,
    number,
    numbered,
)

Sent = Mapping[str, Sequence[str]]  # name of an input → what was typed into those of that name
KIN_INPUTS = ("relative_relation", "relative_name", "relative_record")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")  # but for tab and new line
_VERSO = re.compile(r"\s*(?<![^\W\d_])об\.?$")


def taken(step: Step, sent: Sent) -> dict[str, str]:
    """Every column of the step as it was typed, '' where nothing was; a column of several lines joins them by «|»."""
    columns: dict[str, str] = {}
    for section in step.sections:
        times = repeated(sent) if section.repeats else 1
        for at in range(1, times + 1):
            columns |= {numbered(field.column, at): _value(field, at, sent) for field in section.fields}
    return columns


def repeated(sent: Sent) -> int:
    """How many times the repeated section stands on the page that was sent."""
    counted = _first(sent, "times")
    return min(int(counted), MOST_REPEATED) if counted.isdecimal() and counted.isascii() and len(counted) < 4 else 1


def merged(said: Mapping[str, str], step: Step, columns: Mapping[str, str]) -> dict[str, str]:
    """What is said with the columns of that step in place of its own; empty ones are left out."""
    others = {column: text for column, text in said.items() if not step.owns(column)}
    return others | {column: text for column, text in columns.items() if text}


def without(said: Mapping[str, str], step: Step, gone: int) -> dict[str, str]:
    """What is said without that episode or source; those after it move up."""
    section = step.repeated
    repeats = {field.column for field in section.fields} if section else set()
    left = {}
    for column, text in said.items():
        at = number(column)
        if base(column) not in repeats or at < gone:
            left[column] = text
        elif at > gone:
            left[numbered(base(column), at - 1)] = text
    return left


def times(said: Mapping[str, str], step: Step) -> int:
    """How many episodes or sources there are; 1 where there is none yet."""
    section = step.repeated
    repeats = {field.column for field in section.fields} if section else set()
    return max((number(column) for column, text in said.items() if base(column) in repeats and text), default=1)


def verso(folio: str) -> tuple[str, bool]:
    """The folio without the mark of its back, and whether it bears it: «12 об.» → «12», True."""
    bare = _VERSO.sub("", folio)
    return bare, bare != folio


def _value(field: Field, at: int, sent: Sent) -> str:
    name = numbered(field.column, at)
    if field.column == RELATIVES:
        return _relatives(sent)
    if field.column == "folio":
        bare, marked = verso(cleaned(_first(sent, name)))
        return f"{bare} {VERSO}" if bare and (marked or _first(sent, numbered("folio_verso", at))) else bare
    if field.several:
        return "|".join(filter(None, (cleaned(text) for text in sent.get(name, ())[:MOST_LINES])))
    return cleaned(_first(sent, name), lines=field.kind is Kind.TEXT)


def _relatives(sent: Sent) -> str:
    """One piece for each row that names somebody; a record that is none stays among the words."""
    rows = zip(*(list(sent.get(name, ()))[:MOST_LINES] for name in KIN_INPUTS), strict=False)
    return "|".join(filter(None, (_relative(*map(cleaned, row)) for row in rows)))


def _relative(relation: str, name: str, record: str) -> str:
    known = record_number(record) if record else None
    if record and known is None:
        name = f"{name} {record}"
    if not name.strip():
        return "" if known is None else write_kin(relation, f"№ {known}", known)
    return write_kin(relation, name.strip(), known)


def cleaned(text: str, *, lines: bool = False) -> str:
    """As typed, but for control characters and blanks at the ends; one line where no ``lines`` are asked for."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip() if lines else " ".join(text.split())


def _first(sent: Sent, name: str) -> str:
    return next(iter(sent.get(name, ())), "")
