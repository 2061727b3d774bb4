"""Sources beyond the first: «repository.2», «fonds.2» … as one readable line that stays with the record."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIRST = "source"  # «source.2» is what the line is filed under among the columns that are no field of ours
SHELFMARK = {"repository": "", "fonds": "ф. ", "inventory": "оп. ", "file": "д. ", "folio": "л. "}  # as archives write
PARTS = (*SHELFMARK, "citation", "source_url")
_FURTHER = re.compile(rf"({'|'.join(PARTS)})\.([2-9]|[1-9][0-9])")


def with_further_sources(said: Mapping[str, str]) -> dict[str, str]:
    """The columns with each further source in one of its own, «source.2», in the place of its first column.

    Invariant: every text stands in the result.
    """
    gathered: dict[str, str] = {}
    for column, text in said.items():
        found = _FURTHER.fullmatch(column.strip())
        if found:
            gathered[f"{FIRST}.{found[2]}"] = _line(said, found[2])
        else:
            gathered[column] = text
    return {column: text for column, text in gathered.items() if text}


def _line(said: Mapping[str, str], number: str) -> str:
    held = {part: said.get(f"{part}.{number}", "").strip() for part in PARTS}
    shelfmark = ", ".join(f"{mark}{held[part]}" for part, mark in SHELFMARK.items() if held[part])
    return "; ".join(filter(None, (held["citation"], shelfmark, held["source_url"])))
