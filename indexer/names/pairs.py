"""Attested pairs of spellings of one name part, for learning and for measuring."""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from indexer.names.normalize import fold

HELD_OUT = 20  # one pair in so many is kept from learning, for the measure
LONGEST = 16  # letters of words that are learned from
_SPELLINGS = 6  # of one Cyrillic form that are laid on one another


@dataclass(frozen=True, slots=True)
class Attested:
    """Two spellings of one name part, folded, and how often they were seen."""

    latin: str
    cyrillic: str
    count: int
    plausible: bool

    @property
    def weight(self) -> float:
        """What the pair counts in learning: a name borne by a hundred tells little more than one borne by ten."""
        return 1.0 + math.log(self.count)

    @property
    def held_out(self) -> bool:
        """Whether the pair is kept for the measure; by the letters of the Latin form, so always the same."""
        return int(hashlib.sha1(self.latin.encode(), usedforsecurity=False).hexdigest(), 16) % HELD_OUT == 0


def read(path: Path) -> list[Attested]:
    """The pairs of a table with the columns latin, cyrillic, count, plausible.

    Raises KeyError for a missing column and ValueError, with the line, for a count that is no number.
    """
    found = []
    with path.open(encoding="utf-8-sig", newline="") as table:
        for line, row in enumerate(csv.DictReader(table), start=2):
            try:
                count = max(1, int(row["count"]))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {line}: count is no number: {row['count']!r}") from error
            pair = Attested(fold(row["latin"]), fold(row["cyrillic"]), count, row["plausible"] == "1")
            if pair.latin and pair.cyrillic:
                found.append(pair)
    return found


def for_learning(pairs: Iterable[Attested]) -> list[Attested]:
    """The pairs to learn from: plausible, not held out, not too long."""
    return [
        pair
        for pair in pairs
        if pair.plausible and not pair.held_out and max(len(pair.latin), len(pair.cyrillic)) <= LONGEST
    ]


def within_latin(pairs: Sequence[Attested]) -> list[tuple[str, str]]:
    """Latin spellings of one Cyrillic form, each beside each other one, both ways."""
    by_form: dict[str, list[Attested]] = {}
    for pair in pairs:
        by_form.setdefault(pair.cyrillic, []).append(pair)
    found: list[tuple[str, str]] = []
    for alike in by_form.values():
        common = sorted(alike, key=lambda pair: (-pair.count, pair.latin))[:_SPELLINGS]
        found.extend((left.latin, right.latin) for left, right in permutations(common, 2) if left.latin != right.latin)
    return found
