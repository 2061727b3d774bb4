"""What of a record may be shown: the one function that pages, API, facets, feeds and the index go through.

Of people who may be living, address, living relatives and health are hidden, and with them every free text that may
hold them; name, year of birth, what was done to them and the source stay, as in the printed memorial lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
GUARDED = frozenset({"birth_date", "residence", "notes", "text"})  # columns whose words are not shown of the guarded
RELATIVES = "relatives"  # the column of several «relation:name», parted by «|»
_LIFE_SPAN = re.compile(r"\b(1[6-9]\d\d|20\d\d)\s*[-–—]\s*(?:\d\d?\.\d\d?\.)?(1[6-9]\d\d|20\d\d)\b")
_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether somebody is alive: whether a death is known, and the latest year of birth, None if unknown."""

    dead: bool
    born: int | None

    @classmethod
    def read(
        cls,
        fate: str,
        death: HistoricalDate | None,
        birth: HistoricalDate | None,
        events: Iterable[HistoricalDate | None],
    ) -> Signs:
        """By the code of the fate and the dates: who was in a dated episode was an adult then."""
        died = death is not None and bool(death.edtf)
        return cls.told(fate, died, birth or UNKNOWN, [day.latest for day in events if day is not None])

    @classmethod
    def told(cls, fate: str, died: bool, birth: HistoricalDate, events: Iterable[str]) -> Signs:
        """The same by what stands in the tables: whether a day of death does, and the latest days of the episodes."""
        born = birth.last_year if birth.edtf else None
        if born is None:
            first = min(filter(None, events), default="")
            born = int(first[:4]) - ADULT if first else None
        return cls(died or fate.startswith(DEAD), born)

    def living(self, today: date) -> bool:
        """Whether the person may be living: born less than 110 years ago or at a time unknown, no death known."""
        return not self.dead and (self.born is None or today.year - self.born < LIFE)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Of what search knows, that which is not shown of everybody in full."""

    birth: HistoricalDate
    residence: str

    def shown(self, *, guarded: bool) -> Whereabouts:
        """As anybody may know it: of the guarded the year of birth and no address."""
        return Whereabouts(_year_only(self.birth), "") if guarded else self


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A record as anybody may see it. ``guarded``: the person may be living, so parts are left out.

    ``hidden_relatives`` counts the relatives left out because they may be living. Texts are as the source has them;
    of what was corrected, ``corrected`` holds the source's words by column («sentence.2»). ``checked``: accepted,
    sampled, or '' as a list has it.
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
    checked: str
    corrected: Mapping[str, str]

    @property
    def nation_id(self) -> str | None:
        """The code of the nation, where it is known."""
        return self.nation.id if self.nation else None

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
    known = Whereabouts(record.birth, record.residence).shown(guarded=guarded)
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
        birth=known.birth,
        birth_place=record.birth_place,
        residence=known.residence,
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
        checked=record.checked or "",
        corrected=_corrected(record, today, guarded=guarded),
    )


def may_be_living(record: Record, today: date) -> bool:
    """What an archivist decided; else born less than 110 years ago, no death known.

    Of unknown birth: 16 years before a dated episode, else yes until an archivist decides.
    """
    return is_guarded(record.living, _signs(record), today)


def is_guarded(decided: str, signs: Signs, today: date) -> bool:
    """The same by what an archivist decided, '' where nobody did, and the signs."""
    return decided == "yes" if decided else signs.living(today)


def relative_may_be_living(relative: NamedRelative, today: date) -> bool:
    """By the relative's own record, the years written beside the name, or the latest year the relation allows."""
    if relative.other is not None:
        return may_be_living(relative.other, today)
    return stands_for_living(relative.relation, relative.written, relative.record, today)


def stands_for_living(relation: str, written: str, person: Record, today: date) -> bool:
    """The same of a relative of that person who is only named."""
    if _LIFE_SPAN.search(written):
        return False
    years = [int(year) for year in _YEAR.findall(written)]
    born = years[0] if years else _latest_birth(relation, person)
    return born is None or today.year - born < LIFE


def _latest_birth(relation: str, person: Record) -> int | None:
    born = _signs(person).born
    return None if born is None else born + LATEST_BIRTH.get(relation, LATEST_BIRTH["other"])


def _signs(record: Record) -> Signs:
    events = [d for e in record.episodes for d in (e.arrested, e.decided, *(s.arrival for s in e.stays))]
    return Signs.read(record.fate, record.death, record.birth, events)


def _corrected(record: Record, today: date, *, guarded: bool) -> dict[str, str]:
    """The source's words beside corrected fields: of the guarded not of what is hidden, and no relative who is."""
    shown = {
        column: words for column, words in (record.corrected or {}).items() if not guarded or column not in GUARDED
    }
    if RELATIVES in shown:
        named = [piece for each in shown[RELATIVES].split("|") if (piece := each.strip())]
        hidden = any(_named_there(piece, record, today) for piece in named)
        shown |= {RELATIVES: " | ".join(piece for piece in named if not _named_there(piece, record, today))}
        if hidden and not shown[RELATIVES]:
            del shown[RELATIVES]  # '' would say that the source names nobody
    return shown


def _named_there(piece: str, record: Record, today: date) -> bool:
    """Whether «relation:name» is of somebody who may be living, also by what their own record says."""
    relation, _, name = piece.partition(":")
    held = [kin for kin in record.relatives if (kin.relation, kin.written) == (relation, name)]
    return stands_for_living(relation, name, record, today) or any(relative_may_be_living(k, today) for k in held)


def _year_only(day: HistoricalDate) -> HistoricalDate:
    if day.first_year is None or day.first_year != day.last_year:
        return UNKNOWN if len(day.edtf) > 4 else day
    year = str(day.first_year)
    return HistoricalDate(year, f"{year}-01-01", f"{year}-12-31", day.calendar)
