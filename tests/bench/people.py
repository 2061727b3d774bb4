"""Made people by the thousand whose names are as frequent as those of a real list, some of them told of twice.

The names go on beyond the list: of more people there are more surnames (tests/bench/stock.py).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer.matching.facts import Act, Day, Facts, Where
from indexer.names.name import Name
from indexer.names.parse import build
from indexer.names.translit import romanize
from tests.bench.lists import Group, stocks
from tests.bench.villages import Village, village

SEED = 1
PORTION = 5_000
TWICE, SIBLING = 0.03, 0.04  # shares of records that tell again of somebody, and that are of a sibling
DATED, BORN, PLACED, HOUSED = 0.5, 0.95, 0.6, 0.3  # with a day of arrest, a year of birth, a birth place, an address
VILLAGE = 25  # people of one birth place
_FIRST_DAY = date(1937, 7, 1).toordinal()
_DAYS = 520


@dataclass(frozen=True, slots=True)
class Person:
    """What one record says. ``born``: a year; ``arrested``: a proleptic ordinal; 0, '' and None: nothing is said."""

    number: int
    surname: str
    given: str
    father: str
    nation: str
    sex: str
    born: int
    village: Village | None
    address: tuple[int, int, int] | None
    arrested: int
    source: int


@dataclass(frozen=True)
class Made:
    """The records, and which of them are of one person, and of siblings (numbers, the first one lower)."""

    people: tuple[Person, ...]
    same: frozenset[tuple[int, int]]
    kin: frozenset[tuple[int, int]]

    @cached_property
    def facts(self) -> tuple[Facts, ...]:
        """The records as matching reads them."""
        return tuple(map(_facts, self.people))


class People:
    """Draws people whose surname, given name and father are as those of three others of one nation and sex."""

    def __init__(self, records: Path | None, count: int) -> None:
        """``records``: a list with surname, given_name, patronymic and nation; without, the shipped names."""
        self._stocks = stocks(records)
        self._groups = sorted(self._stocks)
        weights = np.array([self._stocks[group].weight for group in self._groups], np.float64)
        self._shares = weights / weights.sum()
        self._chance = random.Random(SEED)  # noqa: S311 (nothing secret)
        self.count, self._villages = count, max(10, count // VILLAGE)

    def portions(self) -> Iterator[Made]:
        """All of them, numbered from 1, PORTION at a time. Second records and siblings stand in the same portion."""
        yield from map(self.portion, range(0, self.count, PORTION))

    def portion(self, start: int) -> Made:
        """Those after ``start``; the same whoever else was made before."""
        self._chance.seed(f"{SEED} {start}")
        found: list[Person] = []
        same, kin = set(), set()
        for fresh in self._fresh(start):
            lot = self._chance.random()
            other = self._chance.choice(found) if found and lot < TWICE + SIBLING else None
            if other is None:
                found.append(fresh)
            elif lot < TWICE:
                same.add((other.number, fresh.number))
                found.append(self._again(other, fresh.number))
            else:
                kin.add((other.number, fresh.number))
                found.append(_sibling(other, fresh))
        return Made(tuple(found), frozenset(same), frozenset(kin))

    def _fresh(self, start: int) -> Iterator[Person]:
        """People of whom nothing was told before, their names drawn group by group."""
        drawn = np.random.default_rng([SEED, start])
        size = min(PORTION, self.count - start)
        groups = drawn.choice(len(self._groups), size, p=self._shares)
        names: dict[Group, Iterator[tuple[str, str, str]]] = {}
        for number in np.unique(groups).tolist():
            group = self._groups[number]
            held, count = self._stocks[group], int((groups == number).sum())
            each = (stock.draw(drawn, count) for stock in (held.surnames, held.given, held.fathers))
            names[group] = iter(list(zip(*each, strict=True)))
        for number, place in enumerate(groups.tolist(), start=start + 1):
            group = self._groups[place]
            yield self._person(number, group, next(names[group]))

    def _person(self, number: int, group: Group, name: tuple[str, str, str]) -> Person:
        chance = self._chance
        return Person(
            number, *name, *group,
            born=round(chance.gauss(1895, 11)) if chance.random() < BORN else 0,
            village=self._village() if chance.random() < PLACED else None,
            address=_address(chance) if chance.random() < HOUSED else None,
            arrested=_FIRST_DAY + chance.randrange(_DAYS) if chance.random() < DATED else 0,
            source=number % 5,
        )  # fmt: skip

    def _again(self, other: Person, number: int) -> Person:
        """The same person in another list: in Latin letters or as before, a year aside or not, something missing."""
        chance = self._chance
        second = replace(other, number=number, source=number % 5 + 5)
        if chance.random() < 0.5:
            surname, given, father = (romanize(each).title() for each in (other.surname, other.given, other.father))
            second = replace(second, surname=surname, given=given, father=father)
        empty: dict[str, object] = {"village": None, "address": None, "arrested": 0, "nation": ""}
        missing = chance.choice(list(empty))
        second = replace(second, **{missing: empty[missing]})  # type: ignore[arg-type]
        if other.born and chance.random() < 0.2:
            second = replace(second, born=other.born + chance.choice([-1, 1]))
        return second

    def _village(self) -> Village:
        return village(min(int(self._chance.paretovariate(0.7)), self._villages))


def name_of(person: Person) -> Name:
    """The name as the index and matching have it."""
    return build(surname=person.surname, given=person.given, patronymic=person.father)


def _sibling(other: Person, brother: Person) -> Person:
    return replace(
        brother, surname=other.surname, father=other.father, nation=other.nation or brother.nation,
        village=other.village,
    )  # fmt: skip


def _address(chance: random.Random) -> tuple[int, int, int]:
    street, house, flat = (chance.randrange(most) for most in (3_000, 80, 60))
    return street, house, flat


def _facts(person: Person) -> Facts:
    return Facts(
        person.number, (name_of(person),), person.sex, person.nation,
        _year(person.born) if person.born else None, _birth_place(person.village), _residence(person.address),
        source=f"list {person.source}", acts=(Act("arrest", _day(person.arrested)),) if person.arrested else (),
    )  # fmt: skip


def _birth_place(place: Village | None) -> Where:
    if place is None:
        return Where()
    words = (f"oblast{place.number % 60}", f"raion{place.number % 900}", f"selo{place.number}")
    return Where(" ".join(words), words)


def _residence(address: tuple[int, int, int] | None) -> Where:
    if address is None:
        return Where()
    street, house, flat = address
    return Where(f"ул. {street:x}, д. {house}, кв. {flat}", (f"ulitsa{street:x}",))


def _year(number: int) -> Day:
    return Day(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal(), written=str(number))


def _day(ordinal: int) -> Day:
    return Day(ordinal, ordinal, written=date.fromordinal(ordinal).isoformat())
