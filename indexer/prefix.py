"""Surnames that begin as somebody has begun to type them, in whatever script, for the search box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from indexer.forms import KEY_BYTES, Forms, key
from indexer.index import Index, Leaf
from indexer.names.name import Script
from indexer.names.normalize import LONGEST, script
from indexer.names.translit import readings, romanize

LEAST = 3  # letters from which on anything is offered
_READINGS = 4  # of what was typed
_LOOKED_AT = 4  # times as many as are wanted: of a segment the most frequent, deleted records among them
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LAST = b"\xff"  # sorts after every letter


@dataclass(frozen=True, slots=True)
class Begun:
    """A surname in lower case letters, folded, and how many living documents bear it."""

    form: str
    count: int


def begun(index: Index, text: str, most: int = 10) -> tuple[Begun, ...]:
    """The surnames that begin so, the most frequent first; none for less than LEAST letters.

    What search would not show is not counted, nor offered where nobody else bears it.
    """
    typed = text.strip()[:LONGEST]
    if sum(letter.isalpha() for letter in typed) < LEAST:
        return ()
    places: dict[str, int] = {}
    for place, start in enumerate(_starts(typed)):
        for leaf in index.leaves:
            for form in _frequent(leaf.columns.forms, start, _LOOKED_AT * most):
                places.setdefault(form, place)
    counted = {Begun(form, sum(_count(leaf, form) for leaf in index.leaves)): place for form, place in places.items()}
    found = sorted(counted, key=lambda one: (-one.count / (1 + counted[one]), one.form))
    return tuple(one for one in found if one.count)[:most]


def _starts(typed: str) -> Iterator[bytes]:
    """The keys that a surname typed so far may begin with: as typed or as Russian papers have it, the likeliest first.

    Far shorter readings than that are left out: «Bait» is hardly what a Frenchman makes of «Бе».
    """
    read = [key(form) for form in readings(typed)[:_READINGS]]
    least = max(LEAST - 1, len(read[0]) - 1) if read else 0
    latin = romanize(typed)
    alike = [latin] if script(latin) is Script.LATIN and not _CYRILLIC.search(latin) else []
    found = dict.fromkeys([key(typed), *(form for form in read if len(form) >= least), *map(key, alike)])
    return (form.encode()[:KEY_BYTES] for form in found if form)


def _frequent(held: Forms, start: bytes, most: int) -> Iterator[str]:
    """The forms with that beginning that most documents bear, dead ones among these."""
    first, end = np.searchsorted(held.keys, np.array([start, start + _LAST]))
    borne = np.diff(held.starts[first : end + 1])
    best = np.argpartition(-borne, most)[:most] if len(borne) > most else np.arange(len(borne))
    return (held.texts[first + place].decode() for place in best.tolist())


def _count(leaf: Leaf, form: str) -> int:
    """How many living documents of the segment bear the folded form."""
    held = leaf.columns.forms
    sought = key(form).encode()[:KEY_BYTES]
    first, end = np.searchsorted(held.keys, sought, "left"), np.searchsorted(held.keys, sought, "right")
    places = np.flatnonzero(held.texts[first:end] == form.encode())  # of cut keys they stand in the order of the whole
    if not len(places):
        return 0
    place = first + places[0]
    bearers = held.documents[held.starts[place] : held.starts[place + 1]]
    return len(bearers) if leaf.dead is None else int(np.count_nonzero(~leaf.dead[bearers]))
