"""Made people by the thousand whose names are as frequent as those of a real list, some of them told of twice."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from indexer.matching.facts import Act, Day, Facts, Where
from indexer.names.morphology import sex
from indexer.names.name import Name
from indexer.names.parse import build
from indexer.names.translit import romanize

SEED = 1
PORTION = 5_000
TWICE, SIBLING = 0.03, 0.04  # shares of records that tell again of somebody, and that are of a sibling
DATED, PLACED, HOUSED = 0.5, 0.6, 0.3  # shares of records with a day of arrest, a birth place, an address
VILLAGE = 25  # people of one birth place
_FIRST_DAY = date(1937, 7, 1).toordinal()
_DAYS = 520

Triple = tuple[str, str, str]  # surname, given name, patronymic


@dataclass(frozen=True, slots=True)
class Made:
    """The records, and which of them are of one person, and of siblings (ids, the first one lower)."""

    facts: tuple[Facts, ...]
    same: frozenset[tuple[int, int]]
    kin: frozenset[tuple[int, int]]


class People:
    """Draws people whose surname, given name and father are those of three others of one nation and sex."""

    def __init__(self, records: Path, count: int) -> None:
        self._groups = _groups(records)
        self._chance = random.Random(SEED)  # noqa: S311 (nothing secret)
        self._count, self._villages = count, max(10, count // VILLAGE)

    def portions(self) -> Iterator[Made]:
        """All of them, numbered from 1, PORTION at a time. Second records and siblings stand in the same portion."""
        yield from map(self.portion, range(0, self._count, PORTION))

    def portion(self, start: int) -> Made:
        """Those after ``start``; the same whoever else was made before."""
        self._chance.seed(f"{SEED} {start}")
        weights = [len(group) for group in self._groups.values()]
        groups = self._chance.choices(list(self._groups), weights, k=min(PORTION, self._count - start))
        found: list[Facts] = []
        same, kin = set(), set()
        for number, group in enumerate(groups, start=start + 1):
            lot = self._chance.random()
            other = self._chance.choice(found) if found and lot < TWICE + SIBLING else None
            if other is None:
                found.append(self._person(number, group))
            elif lot < TWICE:
                same.add((other.record_id, number))
                found.append(self._again(other, number))
            else:
                kin.add((other.record_id, number))
                found.append(self._sibling(other, number, group))
        return Made(tuple(found), frozenset(same), frozenset(kin))

    def _person(self, number: int, group: tuple[str, str]) -> Facts:
        rows, chance = self._groups[group], self._chance
        surname, given, father = (chance.choice(rows)[part] for part in range(3))
        arrested = _day(_FIRST_DAY + chance.randrange(_DAYS)) if chance.random() < DATED else None
        return Facts(
            number, (build(surname=surname, given=given, patronymic=father),), group[1], group[0],
            _year(round(chance.gauss(1895, 11))), self._village() if chance.random() < PLACED else Where(),
            self._address() if chance.random() < HOUSED else Where(), source=f"list {number % 5}",
            acts=(Act("arrest", arrested),) if arrested else (),
        )  # fmt: skip

    def _again(self, other: Facts, number: int) -> Facts:
        """The same person in another list: in Latin letters or as before, a year aside or not, something missing."""
        chance, name = self._chance, other.names[0]
        names = (_latin(name),) if chance.random() < 0.5 else other.names
        second = replace(other, record_id=number, names=names, source=f"list {number % 5 + 5}")
        missing = chance.choice(["birth_place", "residence", "acts", "nation"])
        empty: dict[str, object] = {"acts": (), "nation": ""}
        second = replace(second, **{missing: empty.get(missing, Where())})  # type: ignore[arg-type]
        if other.birth and chance.random() < 0.2:
            second = replace(second, birth=_year(date.fromordinal(other.birth.first).year + chance.choice([-1, 1])))
        return second

    def _sibling(self, other: Facts, number: int, group: tuple[str, str]) -> Facts:
        brother = self._person(number, group)
        parts = {part.kind.value: part.form for part in other.names[0].parts}
        given = next((part.form for part in brother.names[0].parts if part.kind.value == "given"), "")
        name = build(surname=parts.get("surname", ""), given=given, patronymic=parts.get("patronymic", ""))
        return replace(brother, names=(name,), nation=other.nation or brother.nation, birth_place=other.birth_place)

    def _village(self) -> Where:
        village = min(int(self._chance.paretovariate(0.7)), self._villages)
        words = (f"oblast{village % 60}", f"raion{village % 900}", f"selo{village}")
        return Where(" ".join(words), words)

    def _address(self) -> Where:
        street, house, flat = (self._chance.randrange(most) for most in (3_000, 80, 60))
        return Where(f"ул. {street:x}, д. {house}, кв. {flat}", (f"ulitsa{street:x}",))


def _groups(records: Path) -> dict[tuple[str, str], list[Triple]]:
    """Nation and sex → names in the list, as often as they stand there."""
    found: defaultdict[tuple[str, str], list[Triple]] = defaultdict(list)
    with records.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            triple = row["surname"], row["given_name"], row["patronymic"]
            found[row["nation"], sex(build(surname=triple[0], given=triple[1], patronymic=triple[2]))].append(triple)
    return dict(found)


def _latin(name: Name) -> Name:
    parts = {part.kind.value: romanize(part.form).title() for part in name.parts}
    return build(surname=parts.get("surname", ""), given=parts.get("given", ""), patronymic=parts.get("patronymic", ""))


def _year(number: int) -> Day:
    return Day(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal(), written=str(number))


def _day(ordinal: int) -> Day:
    return Day(ordinal, ordinal, written=date.fromordinal(ordinal).isoformat())
