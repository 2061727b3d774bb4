"""Two places beside each other: the same, one settlement, district or region by the rarest word in common, another."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from indexer.matching.chances import WORK, Chances
from indexer.matching.facts import Where
from indexer.matching.levels import Level
from indexer.matching.terms import terms

Placed = tuple[Level, float | None]  # the level, and how likely two random people agree so

_SETTLEMENT, _DISTRICT = 0.002, 0.01  # of people, the most who share a word that names a settlement, a district
_BESIDE = 0.5  # what each further word in common makes of the chance: a district lies in its region
_SLIP = 5  # letters from which on words may differ in one
_NUMBER = re.compile(r"\d+")
_HOUSES = 20  # that a street may have, about
_SHORT = 4  # letters of a word that is cut short: «нач.»


def place(left: Where, right: Where, chances: Chances) -> Placed:
    """How two places lie on each other; words count by how few people have them, renamed places by any name.

    Of several words each might have been the one in common: so much likelier is it by chance.
    """
    if left.place and left.place == right.place:
        return Level.SAME, _chance(left.words[:1] or right.words[:1], chances)
    shared = _shared(left.words, right.words)
    if shared:
        same = set(left.words) == set(right.words)
        rarest, tried = min(map(chances.place, shared)), min(len(left.words), len(right.words))
        by_rarity = (
            Level.SETTLEMENT if rarest <= _SETTLEMENT else Level.DISTRICT if rarest <= _DISTRICT else Level.REGION
        )
        chance = _chance(shared, chances)
        return (Level.SAME, chance) if same else (by_rarity, min(1.0, chance * tried))
    regions = [any(chances.place(word) > _DISTRICT for word in where.words) for where in (left, right)]
    return Level.CONTRADICTS if all(regions) else Level.OTHER, None


def address(left: Where, right: Where, chances: Chances) -> Placed:
    """The same for residences: one street and house is one place, one street with other houses only a district.

    Another address never contradicts, for people move.
    """
    level, chance = place(left, right, chances)
    houses = [_NUMBER.findall(where.written) for where in (left, right)]
    if chance is None:
        return Level.OTHER, None  # people move
    if not all(houses):
        return level, chance
    if houses[0][0] == houses[1][0]:
        return Level.SAME, chance / _HOUSES
    return (Level.DISTRICT, chance) if level in (Level.SAME, Level.SETTLEMENT) else (level, chance)


def work(left: str, right: str, chances: Chances) -> Placed | None:
    """How two occupations lie on each other by their words; None where one has no word."""
    ours, theirs = terms(left), terms(right)
    if not ours or not theirs:
        return None
    shared = tuple(word for word in ours if word in theirs) or tuple(
        max(word, other, key=len) for word in ours for other in theirs if _cut_short(word, other)
    )
    if not shared:
        return Level.OTHER, None
    rarest = sorted(chances.share(WORK, word) for word in shared)
    chance = rarest[0] * _BESIDE ** (len(shared) - 1)
    if set(ours) == set(theirs):
        return Level.SAME, chance
    return Level.SHARED, min(1.0, chance * min(len(ours), len(theirs)))  # each word might have been the one


def _cut_short(word: str, other: str) -> bool:
    brief, full = sorted((word, other), key=len)
    return len(brief) <= _SHORT and full.startswith(brief)


def _chance(shared: tuple[str, ...], chances: Chances) -> float:
    rarest = sorted(map(chances.place, shared))
    return rarest[0] * _BESIDE ** (len(shared) - 1) if rarest else 1.0


@lru_cache(maxsize=65536)
def _shared(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """Words in common; where there are none, long ones that differ in one letter."""
    same = tuple(word for word in left if word in right)
    return same or tuple(word for word in left if len(word) >= _SLIP and any(_slip(word, other) for other in right))


def _slip(word: str, other: str) -> bool:
    return len(other) >= _SLIP and int(OSA.distance(word, other, score_cutoff=1)) <= 1
