"""Where the printed lists lie that tests read but the project does not hold; tests skip where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

LISTS = Path(os.environ.get("ESIMDER_SHARED", Path(__file__).parents[4] / "shared")) / "data" / "lists"


def printed_list(name: str) -> Path:
    """The path of a list, or a skip that says which one is missing."""
    path = LISTS / name
    if not path.is_file():
        pytest.skip(f"{name} is not here; set ESIMDER_SHARED to the folder that holds data/lists")
    return path
