"""What is told of a record that was removed: when and why, and nothing of what it said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dates import HistoricalDate
from app.models import Tombstone
from app.tables import rows

REASONS = tuple(row["code"] for row in rows("vocab/removals"))
_LARGEST = 2**31 - 1  # no record has a greater number, and data bases refuse to look for one
_AT_ONCE = 500  # parameters that every database takes in one question


@dataclass(frozen=True, slots=True)
class Removed:
    """What is left: the number, the day, and the reason as a code of data/vocab/removals.csv."""

    record_id: int
    day: date
    reason: str

    @property
    def on(self) -> HistoricalDate:
        """The day as dates are said here."""
        return HistoricalDate(*[self.day.isoformat()] * 3)

    def words(self, language: str) -> str:
        """The reason as a sentence."""
        row = next((row for row in rows("vocab/removals") if row["code"] == self.reason), None)
        return (row[f"label_{language}"] or row["label_en"]) if row else self.reason


class Gone(LookupError):
    """A record was asked for, or is to be brought in, that was removed."""

    def __init__(self, removed: Removed) -> None:
        super().__init__(removed.record_id)
        self.removed = removed


def removed(session: Session, record_id: int) -> Removed | None:
    """What is left of the record of that number, None where none was removed."""
    stone = session.get(Tombstone, record_id) if record_id <= _LARGEST else None
    return Removed(stone.record_id, stone.removed_at.date(), stone.reason) if stone else None


def removed_refs(session: Session, refs: Iterable[str]) -> dict[str, Removed]:
    """Those of the references whose record was removed: no list and no submission brings it back."""
    by_digest = {ref_digest(ref): ref for ref in refs if ref}
    found: dict[str, Removed] = {}
    digests = sorted(by_digest)
    for start in range(0, len(digests), _AT_ONCE):
        wanted = select(Tombstone).where(Tombstone.ref_digest.in_(digests[start : start + _AT_ONCE]))
        for stone in session.scalars(wanted):
            found[by_digest[stone.ref_digest]] = Removed(stone.record_id, stone.removed_at.date(), stone.reason)
    return found


def ref_digest(source_ref: str) -> str:
    """By which a removed reference is known again without being kept."""
    return hashlib.sha256(source_ref.encode("utf-8", "surrogatepass")).hexdigest()
