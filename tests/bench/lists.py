"""The names that made people are drawn from: those of a real list, or of the tables that come with the project."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.evaluation.nations import nation_of
from indexer.names.morphology import sex
from indexer.names.parse import build
from indexer.names.tables import rows, split
from tests.bench.stock import Stock

Triple = tuple[str, str, str]  # surname, given name, patronymic
Group = tuple[str, str]  # nation and sex, '' where unknown

# Without a list: language of the shipped given names → nation, share, endings that make a surname of a given name.
_SHIPPED = {
    "ru": ("russian", 9, ("ов", "ев", "ин", "овский", "кин")),
    "uk": ("ukrainian", 3, ("енко", "чук", "ук", "ів")),
    "kk": ("kazakh", 3, ("ов", "баев", "беков", "ұлы")),
}
_SHIPPED_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Stocks:
    """Surnames, given names and patronymics of one nation and sex; ``weight``: how many rows the list has of them."""

    weight: int
    surnames: Stock
    given: Stock
    fathers: Stock


def stocks(records: Path | None) -> dict[Group, Stocks]:
    """Nation and sex → the names to draw from; without a list those of the shipped tables."""
    found: defaultdict[Group, list[Triple]] = defaultdict(list)
    for nation, triple in _listed(records) if records else _shipped():
        found[nation, sex(build(surname=triple[0], given=triple[1], patronymic=triple[2]))].append(triple)
    return {group: Stocks(len(rows_), *map(Stock, zip(*rows_, strict=True))) for group, rows_ in found.items()}


def _listed(records: Path) -> Iterator[tuple[str, Triple]]:
    with records.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield nation_of(row["nation"]), (row["surname"], row["given_name"], row["patronymic"])


def _shipped() -> Iterator[tuple[str, Triple]]:
    """Rows of given names, the first of the table the most frequent, and of surnames and patronymics made of them."""
    chance = random.Random(1)  # noqa: S311 (nothing secret)
    names = {language: _given(language) for language in _SHIPPED}
    weights = {language: [1 / place for place in range(1, len(found) + 1)] for language, found in names.items()}
    for language in chance.choices(list(_SHIPPED), [share for _, share, _ in _SHIPPED.values()], k=_SHIPPED_ROWS):
        nation, _, endings = _SHIPPED[language]
        own, father, forefather = chance.choices(names[language], weights[language], k=3)
        yield nation, (_stem(forefather) + chance.choice(endings), own, _stem(father) + "ович")


def _given(language: str) -> list[str]:
    wanted = {"language": language, "sex": "m", "kind": "full", "sure": "yes"}.items()
    return [split(row["forms"])[0] for row in rows("given") if wanted <= row.items()]


def _stem(given: str) -> str:
    return given.rstrip("аеийоуыьэюя") or given
