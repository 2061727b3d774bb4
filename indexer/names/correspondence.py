"""How alike two spellings are, letter group by letter group, and which letters stand for which.

The tables ``data/names/correspondence_*.csv`` list groups of letters with the cost (in nats) of one standing for the
other. Latin–Cyrillic and Latin–Latin costs are learned from attested pairs (see ``train``); those within Cyrillic are
the swaps known from Soviet papers and the letters of other Cyrillic alphabets; between syllables of Chinese and Korean
names the same goes by the sounds of those languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.names.alphabet import LONGEST, Alphabet, alphabet
from indexer.names.lattice import FORBIDDEN, Table, trace
from indexer.names.syllable import is_syllable
from indexer.names.tables import rows
from indexer.names.tabulate import HUNDREDTHS, tabulate


class Writing(StrEnum):
    """The writings that spellings are compared in; others are read into Cyrillic first.

    SYLLABLES are Chinese and Korean names in Cyrillic letters, which every clerk heard in his own way.
    """

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    SYLLABLES = "syllables"


_FILES = {
    (Writing.LATIN, Writing.CYRILLIC): ("correspondence_latin_cyrillic", "correspondence_schemes"),
    (Writing.LATIN, Writing.LATIN): ("correspondence_latin",),
    (Writing.CYRILLIC, Writing.CYRILLIC): ("correspondence_cyrillic",),
    (Writing.SYLLABLES, Writing.SYLLABLES): ("correspondence_cyrillic", "correspondence_syllables"),
}
_SLIP = 150  # what a slip costs beside the letters it swaps, when the name is in another writing as well
_LETTERS = {
    Writing.LATIN: "abcdefghijklmnopqrstuvwxyz-'",
    Writing.CYRILLIC: "абвгдежзийклмнопрстуфхцчшщъыьэюя-'",
    Writing.SYLLABLES: "абвгдежзийклмнопрстуфхцчшщъыьэюя-'",
}


def _listed(left: Writing, right: Writing) -> Iterator[tuple[str, str, int]]:
    """The rows of the tables of two writings, of which the cheapest holds: left group, right group, cost."""
    for row in rows("correspondence_signs"):
        if (row["left_writing"], row["right_writing"]) == (left, right):
            yield row["left"], row["right"], _hundredths(row["cost"])
    for name in _FILES[left, right]:
        for row in rows(name):
            yield row["left"], row["right"], _hundredths(row["cost"])


@lru_cache(maxsize=1)
def alphabets() -> dict[Writing, Alphabet]:
    """The letter groups of all writings that the tables speak of."""
    groups = {writing: set(letters) for writing, letters in _LETTERS.items()}
    for left, right in _FILES:
        for ours, theirs, _ in _listed(left, right):
            groups[left].add(ours)
            groups[right].add(theirs)
            if left is right:
                groups[left].add(theirs)
    groups[Writing.SYLLABLES] |= groups[Writing.CYRILLIC]
    groups[Writing.CYRILLIC] = groups[Writing.SYLLABLES]
    return {writing: alphabet(found - {""}) for writing, found in groups.items()}


@lru_cache(maxsize=16)
def between(left: Writing, right: Writing) -> Table:
    """The table that lays the left writing on the right one; syllables beside anything else are Cyrillic."""
    if left is not right and Writing.SYLLABLES in (left, right):
        return between(_plain(left), _plain(right))
    if (left, right) not in _FILES:
        return between(right, left).turned()
    listed: dict[tuple[str, str], int] = {}
    for ours, theirs, cost_ in _listed(left, right):
        listed[ours, theirs] = min(cost_, listed.get((ours, theirs), cost_))
    if (left, right) == (Writing.LATIN, Writing.CYRILLIC):
        listed = _with_slips(listed)
    return tabulate(alphabets()[left], alphabets()[right], listed, prices(left, right))


def _with_slips(listed: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """The Latin–Cyrillic costs, and those of what a clerk may have written for the right letter, where cheaper."""
    found = dict(listed)
    slips = [row for row in _listed(Writing.CYRILLIC, Writing.CYRILLIC) if len(row[0]) == len(row[1]) == 1]
    swaps = [*slips, *((other, letter, cost_) for letter, other, cost_ in slips)]
    for (ours, theirs), cost_ in listed.items():
        for letter, other, slip in swaps:
            if letter == theirs:
                found[ours, other] = min(found.get((ours, other), FORBIDDEN), cost_ + slip + _SLIP)
    return found


def _plain(writing_: Writing) -> Writing:
    return Writing.CYRILLIC if writing_ is Writing.SYLLABLES else writing_


def prices(left: Writing, right: Writing) -> tuple[int, ...]:
    """Costs of single letters that no table lists: two vowels, two consonants, one of each, a letter for nothing."""
    for row in rows("correspondence_unlisted"):
        if (row["left"], row["right"]) == (left, right):
            return tuple(_hundredths(row[column]) for column in ("vowels", "consonants", "mixed", "gap"))
    raise LookupError(f"correspondence_unlisted.csv has no row for {left} and {right}")


def _hundredths(nats: str) -> int:
    return round(float(nats) * HUNDREDTHS)


def cost(left: str, right: str) -> int:
    """What the likeliest way to read one spelling as the other costs, in hundredths of a nat.

    Symmetric; 0 for the same. Both folded, each in Latin or Cyrillic letters.
    """
    return _path(*sorted((left, right)))[0]


def align(left: str, right: str) -> tuple[tuple[str, str], ...]:
    """The letter groups that stand for each other on the cheapest way: «schmidt», «шмидт» → (("sch", "ш"), …)."""
    if left <= right:
        return _path(left, right)[1]
    return tuple((ours, theirs) for theirs, ours in _path(right, left)[1])


@lru_cache(maxsize=262144)
def writing(form: str) -> Writing:
    """The writing of a folded form."""
    if not any("\u0400" <= letter <= "\u052f" for letter in form):
        return Writing.LATIN
    return Writing.SYLLABLES if all(map(is_syllable, form.split("-"))) else Writing.CYRILLIC


@lru_cache(maxsize=65536)
def _path(left: str, right: str) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Cost and letter groups of the cheapest way."""
    if left == right:
        return 0, tuple((letter, letter) for letter in left)
    by = between(writing(left), writing(right))
    ours, theirs = (np.array(of.encode(word), np.uint8) for of, word in ((by.left, left), (by.right, right)))
    before = np.empty((LONGEST + 1, LONGEST + 1, 2), np.int64)
    total = trace(ours, theirs, by.laying, 0, np.empty((LONGEST + 1, LONGEST + 1), np.int32), before)
    return total, _traced(before, left[:LONGEST], right[:LONGEST])


def _traced(before: NDArray[np.int64], left: str, right: str) -> tuple[tuple[str, str], ...]:
    here, pairs = (len(left), len(right)), []
    while here != (0, 0):
        i, j = before[here].tolist()
        pairs.append((left[i : here[0]], right[j : here[1]]))
        here = (i, j)
    return tuple(reversed(pairs))
