"""Where else to ask: the archives and data bases that most likely know of a person, and why each is named."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import DATA
from app.messages import N_
from app.models import Archive, Place

CASES = {  # of data/vocab/cases.csv
    "camp": N_("prisoner of a camp"),
    "sentence": N_("arrested and sentenced, or shot"),
    "deportation": N_("deported, exiled or in a special settlement"),
    "labour_army": N_("in the labour army"),
    "captivity": N_("prisoner of war or internee"),
    "rehabilitation": N_("rehabilitation, status of a victim"),
}
EVERYBODY = "all"  # in covers_nations: of whatever nation
FOR_ANY = frozenset({"any", "first search"})  # kinds of an archive that is worth asking in any case
ONLINE = frozenset({"any", "first search", "advice", "family story"})  # what is searched or read, not written to
PLACE, NATION, CASE, ANY = 6, 5, 3, 2  # what each ground is worth
OF_OTHERS = -5  # that it keeps papers of some nations only, and nothing says that the person was of one of them
GUESSED, WHOLE_COUNTRY = 2, 1  # a nation told by the name alone; an archive that keeps papers of every nation
SURE = {"high": 0.5, "medium": 0.25}  # how sure we are of what the table says of it


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is looked for, as far as it tells where to ask. ``guessed``: nations that only the name suggests."""

    nation: str = ""
    place: str = ""
    case: str = ""
    guessed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Advice:
    """An archive to ask. ``for_place, for_nation, for_case``: the codes it is named for, '' where it is not;
    ``guess``: that nation was told by the name alone."""

    archive: Archive
    for_place: str = ""
    for_nation: str = ""
    for_case: str = ""
    guess: bool = False
    worth: float = 0.0

    @property
    def for_anybody(self) -> bool:
        """Whether it is worth asking whoever is looked for."""
        return _for_anybody(self.archive)

    @property
    def place_of_nation(self) -> int:
        """Where the nation stands among those of the archive: each names that of its own country first."""
        named = self.archive.covers_nations
        return named.index(self.for_nation) if self.for_nation else len(named)

    @property
    def takes_letters(self) -> bool:
        """Whether it is written to; others are searched or read."""
        return not ONLINE.intersection(self.archive.covers_kinds)


def advice(session: Session, wish: Wish) -> tuple[Advice, ...]:
    """All archives, the likeliest first; of equal ones that which names the nation before others, then by id."""
    places = _with_parents(session, wish.place)
    case = wish.case or _case_of(session, wish.place)
    found = (_advised(archive, wish, places, case) for archive in session.scalars(select(Archive)))
    return tuple(sorted(found, key=lambda one: (-one.worth, one.place_of_nation, one.archive.id)))


def case_of_fate(fate: str) -> str:
    """The kind of case that a fate speaks of, or ''."""
    return next((case for case, row in _cases().items() if fate and fate in row.fates), "")


def _advised(archive: Archive, wish: Wish, places: Iterable[str], case: str) -> Advice:
    place = next((one for one in places if one in archive.covers_places), "")
    nations = frozenset(archive.covers_nations)
    named = wish.nation if wish.nation in nations else ""
    guessed = "" if named or wish.nation else min(nations & wish.guessed, default="")
    kept = case if case and _cases()[case].archive_kinds.intersection(archive.covers_kinds) else ""
    worth = (
        PLACE * bool(place) + NATION * bool(named) + GUESSED * bool(guessed) + CASE * bool(kept)
        + ANY * (_for_anybody(archive) or (bool(named or guessed) and "first search" in archive.covers_kinds))
        + WHOLE_COUNTRY * (EVERYBODY in nations)
        + OF_OTHERS * (EVERYBODY not in nations and not named and not guessed) + SURE.get(archive.confidence, 0.0)
    )  # fmt: skip
    return Advice(archive, place, named or guessed, kept, bool(guessed), worth)


def _for_anybody(archive: Archive) -> bool:
    return EVERYBODY in archive.covers_nations and bool(FOR_ANY.intersection(archive.covers_kinds))


def _with_parents(session: Session, place: str) -> tuple[str, ...]:
    """The place, and the camp that it was a department of."""
    found = session.get(Place, place) if place else None
    return (found.id, *([found.parent_id] if found.parent_id else [])) if found else ()


def _case_of(session: Session, place: str) -> str:
    found = session.get(Place, place) if place else None
    return next((case for case, row in _cases().items() if found and found.kind in row.place_kinds), "")


@dataclass(frozen=True, slots=True)
class _Case:
    archive_kinds: frozenset[str]
    place_kinds: frozenset[str]
    fates: frozenset[str]


@cache
def _cases() -> dict[str, _Case]:
    with (DATA / "vocab" / "cases.csv").open(encoding="utf-8", newline="") as rows:
        return {row["id"]: _Case(*map(_parts, (row["archive_kinds"], row["place_kinds"], row["fates"])))
                for row in csv.DictReader(rows)}  # fmt: skip


def _parts(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))
