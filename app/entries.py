"""Index entries straight from the tables, by plain rows: no objects of the ORM, so that millions take minutes.

What may be known of a record is decided in ``privacy``, as for its page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, case, select
from sqlalchemy.orm import Session

from app.alphabets import order
from app.collection import collection_of
from app.dates import HistoricalDate
from app.models import Episode, Place, Record, Source, Stay, WrittenName
from app.named import Fields, read_name
from app.page_words import site_of
from app.place_words import all_place_words
from app.privacy import Signs, Whereabouts, is_guarded
from app.renamed import Gazetteer
from indexer.entry import Entry, Years
from indexer.names.morphology import sex

CHUNK = 1_000  # records read at a time
_R, _N, _E, _S, _SOURCE = (model.__table__.c for model in (Record, WrittenName, Episode, Stay, Source))
_UNNAMED = (_SOURCE.citation == "") & (_SOURCE.repository == "")  # only then the pages are looked at
_RECORD = (
    _R.id, _R.sex, _R.nation_id, _R.birth_edtf, _R.birth_earliest, _R.birth_latest, _R.birth_place, _R.residence,
    _R.fate, _R.death_edtf, _R.burial_place_id, _R.living, _SOURCE.independent, _SOURCE.citation, _SOURCE.repository,
    case((_UNNAMED, _SOURCE.urls)),
)  # fmt: skip
_NAME = (_N.record_id, _N.language, _N.written, _N.surname, _N.given_name, _N.patronymic, _N.maiden_name)
_EVENT = (_E.record_id, _E.arrested_latest, _E.decided_latest, _S.arrival_latest, _S.place_id)

Among = Callable[[ColumnElement[int]], ColumnElement[bool]]  # which records, by their number wherever it stands


@dataclass(slots=True)
class _Told:
    """What other tables say of one record: its names with their language, its days, its places of repression."""

    names: list[tuple[str, Fields]] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    places: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is the same for all records: today, the old names of places, the place that a place belongs to."""

    today: date
    gazetteer: Gazetteer
    parents: dict[str, str]

    @classmethod
    def read(cls, session: Session) -> _Around:
        parents = session.execute(select(Place.id, Place.parent_id))
        return cls(
            datetime.now(UTC).date(), Gazetteer.read(session), {place: parent for place, parent in parents if parent}
        )


def among(session: Session, ids: Sequence[int]) -> Iterator[Entry]:
    """The entries of those of the records that are there, in the order of their numbers."""
    wanted = sorted(ids)
    around = _Around.read(session)
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        yield from _entries(session, around, lambda column: column.in_(some))  # noqa: B023 (used up at once)


def between(session: Session, first: int, last: int) -> Iterator[Entry]:
    """The entries of all records from the first number to the last one, in their order."""
    around = _Around.read(session)
    while first <= last:
        ends = select(Record.id).where(Record.id.between(first, last)).order_by(Record.id).offset(CHUNK - 1).limit(1)
        until = session.scalar(ends) or last
        yield from _entries(session, around, lambda column: column.between(first, until))  # noqa: B023 (used up at once)
        first = until + 1


def _entries(session: Session, around: _Around, chosen: Among) -> list[Entry]:
    told: defaultdict[int, _Told] = defaultdict(_Told)
    for record, language, *fields in session.execute(
        select(*_NAME).where(chosen(_N.record_id)).order_by(_N.record_id, _N.position)
    ):
        told[record].names.append((language, Fields(*fields)))
    stays = select(*_EVENT).outerjoin_from(Episode, Stay).where(chosen(_E.record_id))
    for record, arrested, decided, arrival, place in session.execute(
        stays.order_by(_E.record_id, _E.position, _S.position)
    ):
        known = told[record]
        known.days += (arrested, decided, arrival or "")
        if place:
            known.places[place] = None
    records = select(*_RECORD).join_from(Record, Source).where(chosen(_R.id)).order_by(_R.id)
    return [_entry(row, told[row[0]], around) for row in session.execute(records)]


def _entry(row: Row[*tuple[Any, ...]], told: _Told, around: _Around) -> Entry:
    (
        number, written_sex, nation, edtf, earliest, latest, birth_place, residence, fate, death, burial, living,
        independent, citation, repository, urls,
    ) = row  # fmt: skip
    birth = HistoricalDate(edtf, earliest, latest)
    signs = Signs.told(fate, bool(death), birth, told.days)
    known = Whereabouts(birth, residence).shown(guarded=is_guarded(living, signs, around.today))
    names = tuple(dict.fromkeys(read_name(name) for _, name in told.names))
    language, main = told.names[0]
    return Entry(
        record_id=number,
        names=names,
        sex=written_sex or sex(names[0]),
        born=_years(known.birth),
        nation=nation or "",
        fate=fate,
        source=_collection(citation or repository or site_of(urls or ()), independent),
        places=_places(told.places, burial, around.parents),
        words=_words(birth_place, known.residence, around.gazetteer),
        order=order(f"{main.surname or main.written} {main.given_name}", language),
        heading=main.written,
    )


def _years(day: HistoricalDate) -> Years | None:
    first, last = day.first_year, day.last_year
    if first is None and last is None:
        return None
    return (first or last or 0, last or first or 0)


def _places(stayed: dict[str, None], burial: str | None, parents: dict[str, str]) -> tuple[str, ...]:
    """Places of repression, the place of burial, and the camps that those departments belonged to."""
    own = [*stayed, burial] if burial else [*stayed]
    return tuple(dict.fromkeys((*own, *(parents[place] for place in stayed if place in parents))))


def _words(birth_place: str, residence: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """By every name that the places have had: «Верный» is found by «Алматы», and the other way."""
    if not (birth_place or residence):
        return ()
    places = f"{birth_place}; {residence}"
    return all_place_words(f"{places} {gazetteer.other_names(places)}")


@lru_cache(maxsize=65536)
def _collection(name: str, independent: bool) -> str:
    return collection_of(name, independent=independent)
