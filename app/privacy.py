"""What of a record may be shown: the one function that pages, API, facets, feeds and the index go through.

Of people who may be living, address, living relatives and health are hidden, and with them every free text that may
hold them; name, year of birth, what was done to them and the source stay, as in the printed memorial lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.dates import HistoricalDate
from app.models import Episode, NamedRelative, Nation, Place, Record, Source, WrittenName

LIFE = 110  # years after birth for which a person may be living
ADULT = 16  # years: a person with a dated episode was at least this old
DEAD = ("shot", "died_")  # how the codes of fates begin that say a person died
UNKNOWN = HistoricalDate()
# How many years after the person a relative can have been born, where nothing else is known.
LATEST_BIRTH = {"parent": -14, "spouse": 40, "sibling": 40, "child": 60, "other": 60}
_LIFE_SPAN = re.compile(r"\b(1[6-9]\d\d|20\d\d)\s*[-–—]\s*(?:\d\d?\.\d\d?\.)?(1[6-9]\d\d|20\d\d)\b")
_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A record as anybody may see it. ``guarded``: the person may be living, so parts are left out.

    ``hidden_relatives`` counts the relatives left out because they may be living. Texts are as the source has them.
    """

    id: int
    source_ref: str
    names: tuple[WrittenName, ...]
    sex: str
    nation: Nation | None
    nation_written: str
    nation_inferred: bool
    citizenship: str
    birth: HistoricalDate
    birth_place: str
    residence: str
    occupation: str
    education: str
    party: str
    episodes: tuple[Episode, ...]
    fate: str
    fate_written: str
    death: HistoricalDate
    death_place: str
    burial_place: str
    burial_place_id: str | None
    rehabilitation: str
    rehabilitation_written: str
    rehabilitated: HistoricalDate
    rehabilitation_body: str
    rehabilitation_ground: str
    relatives: tuple[NamedRelative, ...]
    hidden_relatives: int
    notes: str
    confidence: str
    wording: str
    unread: tuple[str, ...]
    extra: dict[str, str]
    source: Source
    guarded: bool

    @property
    def name(self) -> WrittenName:
        """The name the source files the person under."""
        return self.names[0]

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of repression, each once, in the order of the episodes."""
        found = (stay.place for episode in self.episodes for stay in episode.stays if stay.place)
        return tuple(dict.fromkeys(found))


def public(record: Record, today: date) -> PublicRecord:
    """The record as anybody may see it today."""
    guarded = may_be_living(record, today)
    relatives = tuple(r for r in record.relatives if not relative_may_be_living(r, today))
    return PublicRecord(
        id=record.id,
        source_ref=record.source_ref,
        names=tuple(record.names),
        sex=record.sex,
        nation=record.nation,
        nation_written=record.nation_written,
        nation_inferred=record.nation_inferred,
        citizenship=record.citizenship,
        birth=_year_only(record.birth) if guarded else record.birth,
        birth_place=record.birth_place,
        residence="" if guarded else record.residence,
        occupation=record.occupation,
        education=record.education,
        party=record.party,
        episodes=tuple(record.episodes),
        fate=record.fate,
        fate_written=record.fate_written,
        death=record.death,
        death_place=record.death_place,
        burial_place=record.burial_place,
        burial_place_id=record.burial_place_id,
        rehabilitation=record.rehabilitation,
        rehabilitation_written=record.rehabilitation_written,
        rehabilitated=record.rehabilitated,
        rehabilitation_body=record.rehabilitation_body,
        rehabilitation_ground=record.rehabilitation_ground,
        relatives=relatives,
        hidden_relatives=len(record.relatives) - len(relatives),
        notes="" if guarded else record.notes,
        confidence=record.confidence,
        wording="" if guarded else record.wording,
        unread=() if guarded else tuple(record.unread),
        extra={} if guarded else record.extra,
        source=record.source,
        guarded=guarded,
    )


def may_be_living(record: Record, today: date) -> bool:
    """Born less than 110 years ago, no death known. Of unknown birth: 16 years before a dated episode, else yes.

    «Else yes» holds until an archivist decides.
    """
    if record.fate.startswith(DEAD) or _known(record.death):
        return False
    born = _born(record)
    return born is None or today.year - born < LIFE


def relative_may_be_living(relative: NamedRelative, today: date) -> bool:
    """By the relative's own record, the years written beside the name, or the latest year the relation allows."""
    if relative.other is not None:
        return may_be_living(relative.other, today)
    if _LIFE_SPAN.search(relative.written):
        return False
    years = [int(year) for year in _YEAR.findall(relative.written)]
    born = years[0] if years else _latest_birth(relative)
    return born is None or today.year - born < LIFE


def _latest_birth(relative: NamedRelative) -> int | None:
    born = _born(relative.record)
    return None if born is None else born + LATEST_BIRTH.get(relative.relation, LATEST_BIRTH["other"])


def _born(record: Record) -> int | None:
    """The latest year the person can have been born in, or None where nothing tells."""
    if _known(record.birth) and record.birth.last_year is not None:
        return record.birth.last_year
    dates = [d for e in record.episodes for d in (e.arrested, e.decided, *(s.arrival for s in e.stays))]
    years = [d.last_year for d in dates if d is not None and d.last_year is not None]
    return min(years) - ADULT if years else None


def _known(day: HistoricalDate | None) -> bool:
    return day is not None and bool(day.edtf)


def _year_only(day: HistoricalDate) -> HistoricalDate:
    if day.first_year is None or day.first_year != day.last_year:
        return UNKNOWN if len(day.edtf) > 4 else day
    year = str(day.first_year)
    return HistoricalDate(year, f"{year}-01-01", f"{year}-12-31", day.calendar)
