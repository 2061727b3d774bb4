"""What is in the records: how many there are, and from which sources."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from app.models import Record, Source
from app.page_words import site_of

LARGEST = 12  # sources that are named; the smaller ones are counted together
PAGES = 2_000  # pages of sources without citation that are looked at; lists have a few, such that have more are rare


@dataclass(frozen=True, slots=True)
class Holding:
    """The records of one source. ``independent`` is false for what was compiled from public pages.

    ``name`` is its citation, else its archive, else the site its pages stand on, else ''.
    """

    name: str
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
    total = session.scalar(select(func.count(Record.id))) or 0
    counts = _cited(session) + _uncited(session)
    named = tuple(Holding(name, independent, n) for (name, independent), n in counts.most_common(LARGEST))
    return Holdings(total, named, total - sum(source.count for source in named))


def _cited(session: Session) -> Counter[tuple[str, bool]]:
    counted = select(Source.citation, Source.independent, func.count(Record.id)).join(Record.source)
    rows = session.execute(counted.where(Source.citation != "").group_by(Source.citation, Source.independent))
    return Counter({(citation, independent): count for citation, independent, count in rows})


def _uncited(session: Session) -> Counter[tuple[str, bool]]:
    """Sources without a citation, by their archive, else by the site that their pages stand on."""
    pages, records = cast(Source.urls, String), func.count(Record.id)
    counted = select(Source.repository, pages, records).join(Record.source).where(Source.citation == "")
    largest = counted.group_by(Source.repository, pages).order_by(records.desc()).limit(PAGES)
    found: Counter[tuple[str, bool]] = Counter()
    for repository, urls, count in session.execute(largest):
        found[(repository or site_of(json.loads(urls)), True)] += count
    return found
