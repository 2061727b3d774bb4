"""The pages of the atlas as values: each thing with its neighbours, its people and its memorials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from app.alphabets import order
from app.atlas import shelf
from app.atlas.people import People, asked, counts, people
from app.dates import DateError, HistoricalDate, read_date
from app.finder import Finder
from app.languages import current
from app.models import Memorial, Nation, Place, TimelineEvent
from app.readings import read_name

Name = Callable[[dict[str, str]], str]  # the labels of a thing → what it is called in the reader's language
KINDS = (  # the order in which kinds of places are listed
    "camp_system", "special_camp", "camp", "camp_department", "pow_camp", "prison", "exile_district", "execution_site",
    "cemetery",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place, what is linked to its ground, and its people."""

    place: Place
    opened: HistoricalDate
    closed: HistoricalDate
    departments: tuple[Listed, ...]
    linked: tuple[Listed, ...]
    memorials: tuple[Memorial, ...]
    people: People


@dataclass(frozen=True, slots=True)
class NationPage:
    """A nation, the memorials put up for it, and its people."""

    nation: Nation
    memorials: tuple[Memorial, ...]
    people: People


@dataclass(frozen=True, slots=True)
class MemorialPage:
    """A memorial, the places and the nation it remembers, and what else stands on the same ground."""

    memorial: Memorial
    year: HistoricalDate
    places: tuple[Listed, ...]
    nation: Listed | None
    memorials: tuple[Memorial, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: the thing and how many records are linked to it."""

    thing: Place | Nation
    count: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of the timeline and its date."""

    event: TimelineEvent
    date: HistoricalDate


def place_page(session: Session, finder: Finder, place_id: str, offset: int) -> PlacePage | None:
    """The page of a place, None where there is none."""
    place = shelf.place(session, place_id)
    if place is None:
        return None
    standing = [m for m in shelf.memorials(session) if place_id in m.see_also or m.id in place.see_also]
    numbers = counts(finder, "camp")
    return PlacePage(
        place,
        dated(place.opened),
        dated(place.closed),
        _listed(sorted(place.departments, key=lambda part: part.id), numbers),
        _listed(shelf.places_of(session, place.see_also), numbers),
        tuple(standing),
        people(finder, session, asked(offset, camp=place_id)),
    )


def nation_page(session: Session, finder: Finder, nation_id: str, offset: int) -> NationPage | None:
    """The page of a nation, None where there is none."""
    nation = shelf.nation(session, nation_id)
    if nation is None:
        return None
    standing = tuple(m for m in shelf.memorials(session) if m.nation_id == nation_id)
    return NationPage(nation, standing, people(finder, session, asked(offset, nation=nation_id)))


def memorial_page(session: Session, finder: Finder, memorial_id: str) -> MemorialPage | None:
    """The page of a memorial, None where there is none."""
    memorial = shelf.memorial(session, memorial_id)
    if memorial is None:
        return None
    ground = set(memorial.see_also)
    beside = [m for m in shelf.memorials(session) if m.id != memorial_id and (ground & set(m.see_also))]
    places = _listed(shelf.places_of(session, memorial.see_also), counts(finder, "camp"))
    nations = _listed([memorial.nation] if memorial.nation else [], counts(finder, "nation"))
    return MemorialPage(memorial, dated(memorial.year), places, next(iter(nations), None), tuple(beside))


def place_list(session: Session, finder: Finder, name: Name) -> list[tuple[str, list[Listed]]]:
    """All places by kind, each kind by name."""
    numbers = counts(finder, "camp")
    found = sorted(shelf.places(session), key=lambda p: (_rank(p.kind), sort_key(name(p.names))))
    kinds = groupby(found, key=lambda place: place.kind)
    return [(kind, [Listed(place, numbers.get(place.id, 0)) for place in group]) for kind, group in kinds]


def nation_list(session: Session, finder: Finder, name: Name) -> list[Listed]:
    """All nations by name."""
    numbers = counts(finder, "nation")
    found = sorted(shelf.nations(session), key=lambda nation: sort_key(name(nation.names)))
    return [Listed(nation, numbers.get(nation.id, 0)) for nation in found]


def memorial_list(session: Session, name: Name) -> list[tuple[str, list[Memorial]]]:
    """All memorials by place, as the reader reads it, and each place's by name."""
    found = sorted(shelf.memorials(session), key=lambda m: (sort_key(_read(m.place)), sort_key(name(m.names))))
    return [(place, list(group)) for place, group in groupby(found, key=lambda memorial: memorial.place)]


def timeline(session: Session) -> list[tuple[str, list[Moment]]]:
    """All events in order, by decade: «193» → the events that began in the 1930s."""
    moments: Iterable[Moment] = (Moment(event, dated(event.date)) for event in shelf.events(session))
    return [(decade, list(group)) for decade, group in groupby(moments, key=lambda moment: moment.event.date[:3])]


def dated(edtf: str) -> HistoricalDate:
    """The date of a table's cell; one that is no date keeps its wording."""
    if not edtf:
        return HistoricalDate()
    try:
        return read_date(edtf)
    except DateError:
        return HistoricalDate(wording=edtf)


def sort_key(name: str) -> str:
    """The order of the alphabet that the name is written in, else of the reader's: Ұ after У, Ł after L, Ž after Z."""
    return order(name, current())


def _read(place: str) -> str:
    reading = read_name(place, current())
    return reading.text if reading else place


def _listed(things: Iterable[Place | Nation], numbers: Mapping[str, int]) -> tuple[Listed, ...]:
    return tuple(Listed(thing, numbers.get(thing.id, 0)) for thing in things)


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
