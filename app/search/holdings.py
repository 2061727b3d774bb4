"""What is in the records: how many there are, and from which sources."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Record, Source

LARGEST = 12  # sources that are named; the smaller ones are counted together


@dataclass(frozen=True, slots=True)
class Holding:
    """The records that carry one citation. ``independent`` is false for what was compiled from public pages."""

    citation: str
    independent: bool
    count: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """All records; the largest sources; how many records the smaller sources hold together."""

    total: int
    sources: tuple[Holding, ...]
    others: int


def holdings(session: Session) -> Holdings:
    """Count the records by what their sources call themselves."""
    counted = select(Source.citation, Source.independent, func.count(Record.id)).join(Record.source)
    rows = session.execute(
        counted.group_by(Source.citation, Source.independent).order_by(func.count(Record.id).desc())
    ).all()
    sources = tuple(Holding(citation, independent, count) for citation, independent, count in rows)
    total = sum(source.count for source in sources)
    named = sources[:LARGEST]
    return Holdings(total, named, total - sum(source.count for source in named))
