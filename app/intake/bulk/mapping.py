"""Which heading of a file is which column of the contract: proposed, chosen, remembered for the next such file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Map
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.intake.columns import Column, fold_heading, known_headings, read_header
from app.models import Mapping
from app.tables import rows

AS_IS, LEFT_OUT = "", "-"  # the cell stays with the record under its own heading; nobody sees it
NAMES = frozenset({"name", "surname", "given_name"})
JOINED = {  # columns that several headings may fill, and what stands between their cells
    "name_variants": "|", "camps": "|", "relatives": "|", "source_url": "|", "notes": "\n", "citation": "; ",
    "occupation": "; ", "residence": "; ", "charge": "; ", "education": "; ",
}  # fmt: skip
LATER = (2, 3)  # episodes after the first that can be chosen
NO_NAME, TWICE = "no_name_column", "column_twice"


def proposed(headings: Sequence[str], remembered: Map[str, str]) -> dict[str, str]:
    """Heading → column: as it was chosen last time, else as the heading says."""
    found = {}
    for heading, column in zip(headings, read_header(headings), strict=True):
        guess = LEFT_OUT if fold_heading(heading) in _left_out() else code_of(column)
        chosen = remembered.get(heading, guess)
        found[heading] = chosen if is_column(chosen) else guess
    return found


def faults(columns: Map[str, str]) -> list[tuple[str, str]]:
    """What is wrong with a mapping: a reason, and the column that it concerns."""
    chosen = [column for column in columns.values() if column not in (AS_IS, LEFT_OUT)]
    twice = {column for column in chosen if chosen.count(column) > 1 and base(column) not in JOINED}
    wrong = [(TWICE, column) for column in sorted(twice)]
    return wrong if NAMES & set(chosen) else [(NO_NAME, ""), *wrong]


def said_of(cells: Map[str, str], columns: Map[str, str]) -> dict[str, str]:
    """What a row says, in the columns of the contract; cells that stay as they are under a heading that is none."""
    said: dict[str, str] = {}
    for heading, cell in cells.items():
        column = columns.get(heading, AS_IS)
        if column == LEFT_OUT:
            continue
        name = column or aside(heading)
        said[name] = f"{said[name]}{JOINED.get(base(name), '; ')}{cell}" if name in said else cell
    return said


def aside(heading: str) -> str:
    """The heading in a form that is no column of ours."""
    known = read_header([heading])[0].field
    return f"«{heading}»" if known else heading


def code_of(column: Column) -> str:
    """«sentence», «sentence.2», or AS_IS."""
    return f"{column.field}.{column.episode}" if column.episode > 1 else column.field


def base(column: str) -> str:
    """The column without the number of a later episode."""
    return column.partition(".")[0]


def is_column(code: str) -> bool:
    """Whether it can be chosen for a heading."""
    return code in (AS_IS, LEFT_OUT) or code in codes()


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """Every column that can be chosen, those of later episodes last."""
    table = rows("vocab/columns")
    later = [f"{row['column']}.{number}" for number in range(2, 10) for row in table if row["part"] == "episode"]
    return (*(row["column"] for row in table), *later)


def remembered(session: Session, user_id: int, headings: Sequence[str]) -> dict[str, str]:
    """How the user mapped a file with the same headings last time."""
    found = session.scalar(_of(user_id, headings))
    return dict(found.columns) if found else {}


def remember(session: Session, user_id: int, columns: Map[str, str]) -> None:
    """Keep the mapping for the next file with these headings."""
    headings = tuple(columns)
    found = session.scalar(_of(user_id, headings))
    if found is None:
        session.add(Mapping(user_id=user_id, header=_digest(headings), columns=dict(columns)))
    elif found.columns != dict(columns):
        found.columns = dict(columns)


def _of(user_id: int, headings: Sequence[str]) -> Select[Mapping]:
    return select(Mapping).where(Mapping.user_id == user_id, Mapping.header == _digest(headings))


def _digest(headings: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(map(fold_heading, headings)).encode("utf-8", "replace")).hexdigest()


@lru_cache(maxsize=1)
def _left_out() -> frozenset[str]:
    return frozenset(fold_heading(row["form"]) for row in rows("vocab/left_out_headings")) - set(known_headings())
