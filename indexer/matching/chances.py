"""How likely it is that two random people share a value: a rare surname in common says more than Иванов."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.matching.facts import Facts
from indexer.matching.terms import terms
from indexer.names.keys import own_key
from indexer.names.name import NamePart, PartKind
from indexer.names.normalize import fold
from indexer.names.skeleton import skeletons
from indexer.names.syllable import bare, is_syllable

HOME = Path(__file__).resolve().parents[2] / "data" / "matching"
KEY, PLACE, NATION, YEAR, WORK, BURIAL, SEX, FATE = (
    "key", "place", "nation", "year", "work", "burial", "sex", "fate",
)  # fmt: skip
_TRUST = 1_000  # records of another collection that the shipped counts are worth beside one's own

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Chances:
    """``counts``: kind → value → records that have it; ``known``: kind → records that have any value of the kind.

    Kinds: ``key`` (a part of a name in all its spellings, see ``indexer.names.keys.own_key``), ``place`` (a word of a
    birth place or residence as in ``Where.words``), ``nation``, ``year`` (of birth), ``work`` (a word of an
    occupation), ``burial``, ``sex``, ``fate``. ``base``: what is thought where the collection is small or silent.
    """

    counts: Counts
    known: Mapping[str, int]
    base: Chances | None = None

    def share(self, kind: str, value: str) -> float:
        """The share of records with that value among those that have any; above 0 for one that nobody has."""
        known = self.known.get(kind, 0)
        count = self.counts[kind].get(value, 0) if known else 0
        if self.base is None:
            return (count + 1) / (known + 2)
        return (count + _TRUST * self.base.share(kind, value)) / (known + _TRUST)

    def part(self, part: NamePart) -> float:
        """Of a part of a name, in whatever spelling: Шмидт, Schmidt."""
        key = _key(part)
        return self.share(KEY, key) if key else 1.0

    def surname(self, form: str) -> float:
        """Of a surname, in whatever spelling and for either sex."""
        return self.part(NamePart(form, PartKind.SURNAME))

    def given(self, form: str) -> float:
        """Of a given name, in whatever language."""
        return self.part(NamePart(form, PartKind.GIVEN))

    def patronymic(self, form: str) -> float:
        """Of a father of that name: Иванович, Ивановна, Јанович."""
        return self.part(NamePart(form, PartKind.PATRONYMIC))

    def place(self, word: str) -> float:
        """Of a word of a place, as in ``Where.words``."""
        return self.share(PLACE, word)

    def nation(self, nation: str) -> float:
        """Of a nation by its id."""
        return self.share(NATION, nation)

    def year(self, year: int) -> float:
        """Of a year of birth."""
        return self.share(YEAR, str(year))


def values(facts: Facts) -> Iterator[tuple[str, str]]:
    """Each value of a record that is counted, with its kind, once."""
    parts = (part for name in facts.names for part in name.parts)
    yield from {(KEY, key): None for part in parts if (key := _key(part))}
    yield from {(PLACE, word): None for word in (*facts.birth_place.words, *facts.residence.words)}
    yield from {(WORK, word): None for word in terms(facts.occupation)}
    yield from ((BURIAL, word) for word in dict.fromkeys(facts.burial.words))
    singles = ((NATION, facts.nation), (SEX, facts.sex), (FATE, facts.fate), (YEAR, _year(facts)))
    yield from ((kind, value) for kind, value in singles if value)


def chances_of(collection: Iterable[Facts]) -> Chances:
    """The chances in that collection; where it is small, what is known of other lists steps in."""
    counts, known = count(collection)
    return Chances(counts, known, shipped_chances())


def count(collection: Iterable[Facts]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """How many records have each value, and any value of its kind."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    known: Counter[str] = Counter()
    for facts in collection:
        kinds = set()
        for kind, value in values(facts):
            counts[kind][value] += 1
            kinds.add(kind)
        known.update(kinds)
    return dict(counts), known


@lru_cache(maxsize=1)
def shipped_chances() -> Chances:
    """What ``data/matching/chances.csv`` says: counts of frequent values in two public lists. Value '' is the total."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    known: dict[str, int] = {}
    with (HOME / "chances.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["value"]:
                counts[row["kind"]][row["value"]] = int(row["records"])
            else:
                known[row["kind"]] = int(row["records"])
                counts[row["kind"]] = counts[row["kind"]]
    return Chances(dict(counts), known)


def _year(facts: Facts) -> str:
    born = facts.born
    return str(born[0]) if born and born[0] == born[1] else ""


@lru_cache(maxsize=262144)
def _key(part: NamePart) -> str:
    """The keys under which records with that part stand, parted by «|»: a syllable has another in a Chinese name."""
    pieces = [bare(piece) for piece in fold(part.form).split("-")]
    codes = [code.replace("Z", "S") for piece in pieces if is_syllable(piece) for code in skeletons(piece, 1)]
    syllables = (f"y:{codes[0]}" if len(codes) == 1 else f"z:{'+'.join(sorted(codes[:2]))}") if codes else ""
    return "|".join(filter(None, (own_key(part), syllables if len(codes) == len(pieces) else "")))
