"""Read the tables of knowledge that lie under data/names."""

from __future__ import annotations

import csv
from itertools import zip_longest
from pathlib import Path

HOME = Path(__file__).resolve().parents[2] / "data" / "names"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``data/names/<name>.csv`` by column, blanks as ''.

    Raises FileNotFoundError when there is no such table.
    """
    with (HOME / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        columns, *held = [*csv.reader(table)] or [[]]
    return [dict(zip_longest(columns, row[: len(columns)], fillvalue="")) for row in held if row]


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by «|»."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())
