"""A record is removed: its words leave the judgements, and persons and kinships follow. The judgements themselves stay.

What it connected stays connected: that A and C are one person was judged by way of it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.judging.scene import log_of
from app.judging.settle import settle

WORDLESS = {"left": "", "right": "", "letters": []}  # of evidence stays which field spoke, and how much


def forget(session: Session, record_id: int) -> None:
    """To be called once the record is gone, in the transaction of its removal."""
    for judgement in log_of(session, [record_id]):
        judgement.note = ""
        judgement.seen = wordless(judgement.seen)
    settle(session, [record_id])


def wordless(seen: dict[str, Any]) -> dict[str, Any]:
    """The evidence that a judge saw without the words of the records."""
    grounds = [{**ground, **WORDLESS} for ground in seen.get("evidence", ())]
    return {**seen, "evidence": grounds} if seen else {}
