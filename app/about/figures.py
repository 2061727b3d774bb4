"""The records in figures: of which nations and decades, and how much of them could be read."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, func, select
from sqlalchemy.orm import Session

from app.bytewise import bytewise
from app.models import Episode, Memorial, Nation, Place, Record, TimelineEvent

NATIONS = 12  # that are named; the smaller ones are counted together
KEPT = 600.0  # seconds that figures are shown for at most: tables of reference change without the index
SHOT = "shot"  # the code of that fate
DESCRIBED = (Place, Nation, Memorial, TimelineEvent)
NONE_LEFT = ("[]", "null")  # how a list that holds nothing stands in the database
_records, _episodes = Record.__table__.c, Episode.__table__.c


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years from ``first`` on: people born in them, how often one was arrested or sentenced, people shot."""

    first: int
    born: int
    acts: int
    shot: int = 0

    @property
    def last(self) -> int:
        """The last of its years."""
        return self.first + 9


@dataclass(frozen=True, slots=True)
class Figures:
    """What is in the database. ``nations``: id → records, most first; ``unread``: records with words not understood.

    ``described``: how many places, nations, memorials and events are told of.
    """

    unread: int
    nations: tuple[tuple[str, int], ...]
    other_nations: int
    without_nation: int
    decades: tuple[Decade, ...]
    described: tuple[int, ...]


@dataclass(slots=True)
class FiguresBook:
    """The figures of one database, counted anew when its index tells of a change, and every so often."""

    _counted: Figures | None = None
    _of: str = ""
    _at: float = float("-inf")
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, session: Session, stamp: str) -> Figures:
        """The figures at that stamp of the index; '' where there is none, and nothing is kept."""
        with self._lock:
            if self._counted is None or not stamp or stamp != self._of or time.monotonic() - self._at > KEPT:
                self._counted, self._of, self._at = figures(session), stamp, time.monotonic()
            return self._counted


def figures(session: Session) -> Figures:
    """Count what is there now."""
    by_nation = _nations(session)
    named = by_nation[:NATIONS]
    return Figures(
        unread=_count(session, select(func.count(Record.id)).where(cast(Record.unread, String).not_in(NONE_LEFT))),
        nations=named,
        other_nations=sum(count for _, count in by_nation[NATIONS:]),
        without_nation=_count(session, select(func.count(Record.id)).where(Record.nation_id.is_(None))),
        decades=_decades(session),
        described=tuple(_count(session, select(func.count()).select_from(table)) for table in DESCRIBED),
    )


def _count(session: Session, counted: Select[int]) -> int:
    return session.scalar(counted) or 0


def _nations(session: Session) -> tuple[tuple[str, int], ...]:
    many, by = func.count(Record.id), bytewise(Record.nation_id)
    counted = select(Record.nation_id, many).where(Record.nation_id.is_not(None)).group_by(Record.nation_id)
    return tuple((str(nation), count) for nation, count in session.execute(counted.order_by(many.desc(), by)))


def _decades(session: Session) -> tuple[Decade, ...]:
    """Every decade in which somebody was born or something was done, the earliest first."""
    born = _by_decade(session, _records.birth_earliest)
    arrested, decided = func.nullif(_episodes.arrested_earliest, ""), func.nullif(_episodes.decided_earliest, "")
    acts = _by_decade(session, func.coalesce(arrested, decided, ""))
    shot = _by_decade(session, case((_records.fate == SHOT, _records.death_earliest), else_=""))
    every = sorted({*born, *acts, *shot})
    return tuple(Decade(first, born.get(first, 0), acts.get(first, 0), shot.get(first, 0)) for first in every)


def _by_decade(session: Session, day: ColumnElement[Any]) -> dict[int, int]:
    decade = func.substr(day, 1, 3)
    found: Sequence[Any] = session.execute(select(decade, func.count()).where(day != "").group_by(decade)).all()
    return {int(years) * 10: count for years, count in found}
