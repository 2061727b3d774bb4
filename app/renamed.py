"""Places that know their time: which place of today an old name in a source's words means, and its other names."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.labels import KEPT
from app.models import RenamedPlace
from app.place_forms import OTHER_PLACE, fold, form, names_a_place, variants

KEY = 4  # first letters by which a name is looked up
TOWNS = ("city", "town")
LONGEST = 2_000  # letters of a text that are looked through
_BRACKETS = re.compile(r"\(([^)]*)\)")
_SEVERAL = re.compile(r",| and |^parts of |^(?:north|south|east|west|central)\b")
_WORD = re.compile(r"[^\W\d_]+")
_REGION_TODAY = re.compile(r"\S+(?:ая|ий) (?:область|край)")


@dataclass(frozen=True, slots=True)
class Renamed:
    """A row of the table: a name of its time, its years ('' where unknown), what it is called now, in which country."""

    written: str
    kind: str
    from_year: str
    to_year: str
    present: tuple[tuple[str, str], ...]
    country: str

    @property
    def names(self) -> Mapping[str, str]:
        """Its name of today: in English («en»), in Russian («ru»), in the language of the place («own»)."""
        return dict(self.present)

    @property
    def years(self) -> str:
        """«1867–1921», where both are known."""
        return f"{self.from_year}–{self.to_year}" if self.from_year and self.to_year else ""


@dataclass(frozen=True, slots=True)
class Mention:
    """An old name in a text: the words of the source, and the place or places that bore the name."""

    text: str
    places: tuple[Renamed, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    places: tuple[Renamed, ...]
    beside: str  # what the text must say, too, where other countries have a place of that name


class Gazetteer:
    """The renamed places of one database as they were when it was read; a value, safe to keep."""

    def __init__(self, places: Sequence[Renamed]) -> None:
        self._old = _rules(tuple((name, place) for place in places for name in variants(place.written)))
        self._all = _rules(
            tuple((name, place) for place in places for name in (*variants(place.written), *_today(place)))
        )
        self._names = _named_alike(places)

    @classmethod
    def read(cls, session: Session) -> Gazetteer:
        """The gazetteer of that database."""
        found = session.scalars(select(RenamedPlace).order_by(RenamedPlace.id))
        return _gazetteer(tuple(map(_renamed, found)))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The old names that stand in the text as whole words, in its order, none inside another."""
        return tuple(Mention(text[start:end], rule.places) for start, end, rule in _found(self._old, text))

    def other_names(self, text: str) -> str:
        """All names, old and new, of the places that the text names by any of them; '' where it names none.

        A region that lies in several of today has no other name: who looks for Tomsk does not mean all of Siberia.
        """
        places = {place.names["en"]: None for *_, rule in _found(self._all, text) for place in rule.places}
        return " ".join(self._names[present] for present in places if not _SEVERAL.search(present))


@dataclass(slots=True)
class GazetteerBook:
    """The gazetteer of one database for pages, kept a minute."""

    engine: Engine
    _held: Gazetteer | None = None
    _read_at: float = float("-inf")

    @property
    def gazetteer(self) -> Gazetteer:
        """As the database has it now, or had it a minute ago."""
        if self._held is None or time.monotonic() - self._read_at >= KEPT:
            with Session(self.engine) as session:
                self._held = Gazetteer.read(session)
            self._read_at = time.monotonic()
        return self._held


@lru_cache(maxsize=4)  # patterns cost more to make than rows to read
def _gazetteer(places: tuple[Renamed, ...]) -> Gazetteer:
    return Gazetteer(places)


def _renamed(row: RenamedPlace) -> Renamed:
    present = tuple(sorted(row.present.items()))
    return Renamed(row.written, row.kind, row.from_year, row.to_year, present, row.country)


_Rules = Mapping[str, Sequence[_Rule]]  # first letters → rules


def _rules(named: Sequence[tuple[str, Renamed]]) -> _Rules:
    by_name: defaultdict[str, dict[Renamed, None]] = defaultdict(dict)
    for name, place in named:
        by_name[name][place] = None
    rules: defaultdict[str, list[_Rule]] = defaultdict(list)
    for name, places in by_name.items():
        first = _WORD.match(fold(name))
        if first:
            rules[first[0][:KEY]].append(_Rule(name, form(name), tuple(places), _beside(tuple(places))))
    return rules


def _beside(places: tuple[Renamed, ...]) -> str:
    """«Петропавловск (Казахстан)» is spoken of where the text names Kazakhstan, by the beginning of the word."""
    brackets = _BRACKETS.search(places[0].written) if len(places) == 1 else None
    return fold(brackets[1])[:3] if brackets and brackets[1] in OTHER_PLACE else ""


def _today(place: Renamed) -> tuple[str, ...]:
    """The name of today where it names one place that papers may name, too: no «parts of», no «north of»."""
    name = place.names.get("ru", "")
    single = place.kind in TOWNS and re.fullmatch(r"[\w-]+", name)
    return (name,) if single or _REGION_TODAY.fullmatch(name) else ()


def _named_alike(places: Sequence[Renamed]) -> dict[str, str]:
    """Name of today in English → every name that the places of today's name ever had here."""
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for place in places:
        names[place.names["en"]].update(dict.fromkeys((*variants(place.written), *place.names.values())))
    return {present: " ".join(held) for present, held in names.items()}


_Found = tuple[int, int, _Rule]


def _found(rules: _Rules, text: str) -> list[_Found]:
    """Where names stand: at one place the longest wins."""
    folded = fold(text[:LONGEST])
    found: list[_Found] = []
    for word in _WORD.finditer(folded):
        start = word.start()
        if found and start < found[-1][1]:
            continue
        here = [hit for rule in rules.get(word[0][:KEY], ()) if (hit := _at(folded, start, rule))]
        if here:
            found.append(max(here, key=lambda hit: hit[1]))
    return found


def _at(folded: str, start: int, rule: _Rule) -> _Found | None:
    hit = rule.pattern.match(folded, start)
    if hit is None or rule.beside not in folded or not names_a_place(folded, start, hit.end(), rule.name):
        return None
    return start, hit.end(), rule
