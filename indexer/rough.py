"""The rough look: of too many that a name reaches, those whose names come nearest are worth comparing in full."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.names.keys import own_key
from indexer.names.name import Name, NamePart
from indexer.names.outline import consonance, heard, outlines
from indexer.names.units import is_syllabic, units
from indexer.reach import Reached, among
from indexer.rough_loops import outlined, parts_of, summed
from indexer.schema import KEYS
from indexer.scratch import Scratch, scratch
from indexer.tally import Votes

POOL = 60_000  # the most whose names are looked at roughly; the vote chooses them
_CLEAR, _LOOKED_AT = 0.25, 6_000  # of the greatest vote, what has one; but at least so many
_NEAR, _KEPT = 0.6, 600  # of the greatest nearness, what is kept; but at least so many
_READINGS = 4  # of each part of the query, for that look
_BY_NAME = 0.9  # how near a given name is that the lexicon knows as the same
_BY_SOUND = 0.7  # of that look, where the name is of syllables, the share that goes sound by sound
_VOTE = 0.03  # of a part that is just the same, in nats of a key shared: parts decide, keys where those are equal


def best(reached: Sequence[Reached], name: Name, most: int, pool: int = POOL) -> list[Reached]:
    """The documents whose names come nearest at a rough look, at most so many; as many as ``pool`` by vote have one.

    Fewer where the vote or the look is clear, but for names of syllables, whose keys are shared by too many to tell. Of
    equal ones those that stand first in the index.
    """
    voted = [part.voted() for part in reached]
    if sum(len(part.documents) for part in voted) <= most:
        return voted
    clear, near = (0.0, 0.0) if is_syllabic(name) else (_CLEAR, _NEAR)
    votes = [part.votes for part in voted]
    pooled = highest(voted, votes, _many(votes, clear, min(max(most, _LOOKED_AT), pool), pool))
    nearness = [_near(part, name) + np.float32(_VOTE) * part.votes for part in pooled]
    return highest(pooled, nearness, _many(nearness, near, min(_KEPT, most), most))


def _many(values: Sequence[Votes], share: float, least: int, most: int) -> int:
    """How many have that share of the greatest value, within bounds."""
    greatest = max((float(each.max(initial=0.0)) for each in values), default=0.0)
    near = sum(int(np.count_nonzero(each >= np.float32(share * greatest))) for each in values)
    return min(max(near, least), most)


def highest(reached: Sequence[Reached], by: Sequence[Votes], most: int) -> list[Reached]:
    """The so many documents that have the greatest numbers."""
    values = np.concatenate([*by, np.empty(0, np.float32)])
    if len(values) <= most:
        return list(reached)
    kept = np.zeros(len(values), np.bool_)
    least = np.partition(values, len(values) - most)[len(values) - most]
    kept[values > least] = True
    kept[np.flatnonzero(values == least)[: most - int(kept.sum())]] = True
    ends = np.cumsum([len(part.documents) for part in reached]).tolist()
    return [part.keep(kept[end - len(part.documents) : end]) for part, end in zip(reached, ends, strict=True)]


def _near(part: Reached, name: Name) -> Votes:
    """How many parts of the name each document has, roughly: the sum of the shares of sounds of the nearest parts."""
    held, documents = part.leaf.columns, part.documents
    found = np.zeros(len(documents), np.float32)
    ours = [unit.part for unit in units(name)]
    if not len(documents) or not ours:
        return found
    named = np.float32(_BY_NAME) * np.array([_named(part, each) for each in ours])
    where = held.names.starts, held.name_rows
    with scratch(0) as room:
        now = room.look(len(held.parts))
        parts = np.empty(len(held.parts), np.int32)
        parts = parts[: parts_of(documents, *where, room.seen, now, parts)]
        _draw(part, ours, parts, room, syllabic=is_syllabic(name))
        summed(documents, *where, room.near, named.astype(np.float32, copy=False), found)
    return found


def _draw(part: Reached, ours: Sequence[NamePart], parts: NDArray[np.int32], room: Scratch, *, syllabic: bool) -> None:
    """Write into ``near`` of the room how near each of the parts comes to each of ours."""
    table = part.leaf.columns.parts
    drawn = [outlines(each, _READINGS) for each in ours]
    asked = np.zeros((len(ours), _READINGS, 2), np.uint64)
    for place, lines in enumerate(drawn):
        asked[place, : len(lines)] = lines or np.zeros((0, 2), np.uint64)
    readings = np.array([len(lines) for lines in drawn], np.int64)
    outlined(parts, np.ascontiguousarray(table.outlines(parts)), asked, readings, room.near)
    if syllabic:
        spoken = table.heard(parts)
        for place, each in enumerate(ours):
            sounded = consonance(spoken, heard(each, _READINGS))
            room.near[parts, place] = (1 - _BY_SOUND) * room.near[parts, place] + _BY_SOUND * sounded


def _named(part: Reached, ours: NamePart) -> NDArray[np.bool_]:
    """Which documents bear that given name, or the father in it, in whatever form."""
    key = own_key(ours)
    if not key.startswith(("c:", "f:")):
        return np.zeros(len(part.documents), np.bool_)
    return among(part.documents, part.leaf.found(KEYS, [key])[0])
