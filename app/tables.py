"""The knowledge tables under data/: CSV files with a header, read once."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

DATA = Path(__file__).resolve().parents[1] / "data"
Rows = tuple[MappingProxyType[str, str], ...]


@lru_cache(maxsize=64)
def rows(name: str) -> Rows:
    """The rows of ``data/NAME.csv`` in file order, read-only; `FileNotFoundError` where there is no such table."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return tuple(MappingProxyType(row) for row in csv.DictReader(table))
