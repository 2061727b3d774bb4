"""Read the tables of knowledge that lie under data/names."""

from __future__ import annotations

import csv
from pathlib import Path

HOME = Path(__file__).resolve().parents[2] / "data" / "names"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``data/names/<name>.csv`` by column, blanks as ''.

    Raises FileNotFoundError when there is no such table.
    """
    with (HOME / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return [{column: value or "" for column, value in row.items()} for row in csv.DictReader(table)]


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by «|»."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())
