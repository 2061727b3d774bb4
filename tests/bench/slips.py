"""Spellings of a name as clerks and families make them: a slip of the ear or of the hand, another alphabet."""

from __future__ import annotations

import random
from functools import cache

from indexer.names.schemes import romanize
from indexer.names.tables import rows

# What is heard alike and written otherwise; each way.
_ALIKE = (
    "ао", "еи", "оу", "ыи", "еэ", "яе", "юу", "бп", "вф", "гк", "гх", "дт", "зс", "жш", "шщ", "цс", "чщ", "кх", "ъь",
)  # fmt: skip
_HEARD = 0.7  # of the slips, the share that are of the ear


def slip(word: str, chance: random.Random) -> str:
    """The word with one slip; never its first letter, and one in five words of two letters stays as it is."""
    if len(word) < 3:
        return word
    heard = [(at, other) for at in range(1, len(word)) for other in _others()[word[at]]]
    if heard and chance.random() < _HEARD:
        at, other = chance.choice(heard)
        return word[:at] + other + word[at + 1 :]
    return chance.choice((_dropped, _doubled, _swapped))(word, chance.randrange(1, len(word) - 1))


def latin(name: str, chance: random.Random) -> str:
    """The name in Latin letters by one of the schemes for Russian."""
    return romanize(name, chance.choice(_schemes()))


def _dropped(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _doubled(word: str, at: int) -> str:
    return word[: at + 1] + word[at:]


def _swapped(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


class _Others(dict[str, str]):
    def __missing__(self, letter: str) -> str:
        return ""


@cache
def _others() -> _Others:
    found = _Others()
    for one, other in map(tuple, _ALIKE):
        found[one] += other
        found[other] += one
    return found


@cache
def _schemes() -> tuple[str, ...]:
    """For Russian, those that people use; the spelling of a neighbour's language counts as one."""
    return tuple(row["id"] for row in rows("schemes") if row["language"] == "ru" and row["script"] == "Cyrl")
