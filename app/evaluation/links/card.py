"""All figures of links as plain values, no row of any list among them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from app.evaluation.links.base import Begin, laid_out
from app.evaluation.links.kin import kin
from app.evaluation.links.same import same, scored
from app.evaluation.links.splink_peer import MISSING, NotInstalled, peer


def card(directory: Path, made: int, begin: Begin) -> dict[str, Any]:
    """Measure everything; ``made``: second records at most. Raises NoLists."""
    started = time.monotonic()
    with laid_out(directory, made, begin) as base:
        found = scored(base, begin)
        figures: dict[str, Any] = {"same": same(base, found).as_json()}
        try:
            figures["same"]["splink"] = peer(base, found)
        except NotInstalled:
            figures["same"]["splink"] = MISSING
    if told := kin(directory, begin):
        figures["kin"] = told
    return figures | {"seconds": round(time.monotonic() - started)}
