"""What is in the records: how many there are, from which collections and of which years."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Engine, case, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.collection import COMPILED, UNNAMED, collection_of, title
from app.life import DEATHS
from app.models import Episode, Record, Source
from app.page_words import site_of

LARGEST = 12  # collections that are named; the smaller ones are counted together
KEPT = 600.0  # seconds that the figures are shown for while no record came or went
QUICK = 0.25  # seconds: what takes less is counted while the page waits
SHARE = 20  # how many times as long as it took must pass until it is counted again
FIRST, LAST = 1917, 1991  # acts of repression told of lie between: a year beyond them is a slip of the pen
_records, _episodes, _sources = Record.__table__.c, Episode.__table__.c, Source.__table__.c
Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Holding:
    """The records of one collection (its code: app.collection). ``years``: the first and last act they tell of."""

    collection: str
    count: int
    years: Years | None = None

    @property
    def independent(self) -> bool:
        """Whether it stands for itself, and was not compiled from other people's pages."""
        return self.collection != COMPILED

    @property
    def title(self) -> str:
        """What it is called."""
        return title(self.collection)

    @property
    def named(self) -> bool:
        """Whether anybody could look for it elsewhere."""
        return self.collection != UNNAMED


@dataclass(frozen=True, slots=True)
class Holdings:
    """All records; the largest collections; how many records the smaller ones hold together; the years of all."""

    total: int
    sources: tuple[Holding, ...]
    others: int
    years: Years | None = None


@dataclass(slots=True)
class HoldingsBook:
    """The figures of one database, counted anew when records came or went.

    Where counting takes long it is done beside the requests, which are shown the figures of before: a page never waits
    but for the first figures of a process.
    """

    _counted: Holdings | None = None
    _of: tuple[int, int] = (0, 0)
    _at: float = float("-inf")
    _took: float = 0.0
    _beside: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, session: Session) -> Holdings:
        """What is in the records now, or was when they were last counted."""
        with self._lock:
            of = self._state(session)
            if self._counted is None or (self._took < QUICK and self._stale(of)):
                return self._count(session, of)
            before = self._counted  # who begins to count is shown these, however soon it is done
            if self._stale(of) and not (self._beside and self._beside.is_alive()):
                self._beside = threading.Thread(target=self._count_beside, args=(session.get_bind(), of), daemon=True)
                self._beside.start()
            return before

    def settle(self) -> None:
        """Wait until what is being counted is counted."""
        if self._beside:
            self._beside.join()

    def _state(self, session: Session) -> tuple[int, int]:
        """What changes when records come or go; of many only whether some came, for counting them takes its time."""
        last = session.scalar(select(func.max(_records.id))) or 0
        return (session.scalar(select(func.count(_records.id))) or 0) if self._took < QUICK else 0, last

    def _stale(self, of: tuple[int, int]) -> bool:
        """Whether to count again; where it takes long, a twentieth of the time is spent on it at most."""
        age = time.monotonic() - self._at
        least = 0.0 if self._took < QUICK else min(KEPT, SHARE * self._took)
        return age > KEPT or (self._of != of and age >= least)

    def _count(self, session: Session, of: tuple[int, int]) -> Holdings:
        began = time.monotonic()
        self._counted = holdings(session)
        self._of, self._at = of, time.monotonic()
        self._took = self._at - began
        return self._counted

    def _count_beside(self, engine: Engine | Connection, of: tuple[int, int]) -> None:
        with suppress(SQLAlchemyError), Session(engine) as session:  # met again at a later page
            self._count(session, of)


def holdings(session: Session) -> Holdings:
    """Count the records by what a reader would call their source, the largest first."""
    found: dict[str, Holding] = {}
    for one in _by_source(session):
        known = found.get(one.collection, Holding(one.collection, 0))
        found[one.collection] = Holding(one.collection, known.count + one.count, _joined(known.years, one.years))
    ordered = sorted(found.values(), key=lambda one: (-one.count, one.collection))
    named, rest = tuple(ordered[:LARGEST]), ordered[LARGEST:]
    years: Years | None = None
    for one in ordered:
        years = _joined(years, one.years)
    return Holdings(sum(one.count for one in ordered), named, sum(one.count for one in rest), years)


def _by_source(session: Session) -> Iterator[Holding]:
    """Records and years of each source; sources are read plainly, for there may be as many as records."""
    years = _years(session)
    records = select(Record.source_id, func.count().label("count")).group_by(Record.source_id).subquery()
    told = (_sources.independent, _sources.citation, _sources.repository, _sources.urls)
    counted = select(_sources.id, *told, records.c.count).join(records, records.c.source_id == _sources.id)
    for source, independent, citation, repository, urls, count in session.execute(counted):
        name = citation or repository or site_of(urls)
        yield Holding(collection_of(name, independent=independent), count, years.get(source))


def _years(session: Session) -> dict[int, Years]:
    """The first and the last year of the acts that the records of each source tell of."""
    end = case((_records.fate.in_(DEATHS), _records.death_latest))  # a death in freedom is no act of repression
    first = func.min(_year(_episodes.arrested_earliest, _episodes.decided_earliest, end))
    last = func.max(_year(end, _episodes.decided_latest, _episodes.arrested_latest))
    acts = select(_records.source_id, first, last).outerjoin(Episode, Episode.record_id == _records.id)
    found = session.execute(acts.group_by(_records.source_id))
    return {source: (int(since), int(until)) for source, since, until in found if since and until}


def _year(*days: ColumnElement[str]) -> ColumnElement[str | None]:
    """The year of the first of these days that lies in the time told of."""
    years = [func.substr(day, 1, 4) for day in days]
    return func.coalesce(*(case((year.between(str(FIRST), str(LAST)), year)) for year in years))


def _joined(left: Years | None, right: Years | None) -> Years | None:
    if left is None or right is None:
        return left or right
    return min(left[0], right[0]), max(left[1], right[1])
