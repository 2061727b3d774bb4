"""Which column of a header is which: the contract's names, the headings of lists in seven languages, later episodes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.tables import rows

NAMES = frozenset({"surname", "given_name", "name"})
_LATER_EPISODE = re.compile(r"(.+?)\s*[.#]\s*([2-9]|[1-9][0-9])")
_SPACES = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: the ``heading`` as written, the ``field`` we take it for ('' if unknown), and the number
    of the ``episode`` it speaks of (1 for the first; 0 for what concerns the person)."""

    heading: str
    field: str = ""
    episode: int = 0


def read_header(cells: Sequence[str]) -> tuple[Column, ...]:
    """The columns in the order of the cells; a heading that stands twice is known only the first time."""
    seen: set[tuple[str, int]] = set()
    columns = []
    for cell in cells:
        column = _column(cell)
        if (column.field, column.episode) in seen:
            column = Column(column.heading)
        elif column.field:
            seen.add((column.field, column.episode))
        columns.append(column)
    return tuple(columns)


def known_headings() -> tuple[str, ...]:
    """Every heading that is known, in the folded form."""
    return tuple(_headings())


def fold_heading(cell: str) -> str:
    """A heading in comparison form: lower case, ё as е, one kind of space."""
    return _SPACES.sub(" ", cell.strip().strip('"').casefold().replace("ё", "е")).strip(" :")


@lru_cache(maxsize=4096)  # a sheet's header is read with every row
def _column(cell: str) -> Column:
    heading = cell.strip()
    known = _headings().get(fold_heading(heading))
    if known:
        return Column(heading, known[0], 1 if known[1] == "episode" else 0)
    later = _LATER_EPISODE.fullmatch(heading)
    known = _headings().get(fold_heading(later[1])) if later else None
    if later and known and known[1] == "episode":
        return Column(heading, known[0], int(later[2]))
    return Column(heading)


@lru_cache(maxsize=1)
def _headings() -> dict[str, tuple[str, str]]:
    return {
        fold_heading(heading): (row["column"], row["part"])
        for row in rows("vocab/columns")
        for heading in (row["column"], *filter(None, row["aliases"].split("|")))
    }
