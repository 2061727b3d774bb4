"""A portion of the index: what a run of entries comes to, as arrays only, and many portions joined into one.

A portion is made in whatever process, sent, saved, joined. An update writes one as a segment, a rebuild joins all, a
merge joins those of the light segments; so there is one way from entries to an index.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Arrays
from indexer.columns import CODED, OF_PARTS, ORDER_BYTES, PARTS, PLAIN, UNKNOWN_YEAR, Codes, of_parts
from indexer.entry import Entry, pack
from indexer.names import parts as tables
from indexer.names.keys import keys
from indexer.names.parts import NONE, PartTable
from indexer.runs import Blobs, starts_of
from indexer.schema import KEYS, WORDS
from indexer.terms import Terms

MOST = 50_000  # entries of a portion, where there are more of them
FIELDS = (KEYS, WORDS)


@dataclass(frozen=True, slots=True)
class Portion:
    """Arrays by name: columns, parts of names, packed entries, terms. Documents stand in the order of entries."""

    arrays: Arrays

    def __len__(self) -> int:
        return len(self.arrays["record_ids"])


def portion(entries: Iterable[Entry]) -> Portion:
    """The portion of those entries, whose record ids are distinct."""
    with _undisturbed():
        rows = list(entries)
        return Portion(_columns(rows) | _names(rows) | _terms(rows) | _packed(rows))


def portions(entries: Iterable[Entry], most: int = MOST) -> Iterator[Portion]:
    """The portions of any number of entries, each of at most so many."""
    held: list[Entry] = []
    for entry in entries:
        held.append(entry)
        if len(held) == most:
            yield portion(held)
            held = []
    if held:
        yield portion(held)


def entry_keys(entry: Entry) -> list[str]:
    """The blocking keys of all names of the entry, each once, in a stable order."""
    return sorted({key for name in entry.names for key in keys(name)})


def joined(many: Sequence[Portion]) -> Portion:
    """All of them as one; their documents are numbered on."""
    every = [one.arrays for one in many] or [portion([]).arrays]
    sizes = [len(arrays["record_ids"]) for arrays in every]
    found: Arrays = {name: np.concatenate([arrays[name] for arrays in every]) for name in PLAIN}
    found |= _joined_codes(every) | _joined_names(every)
    found |= _blobs("entries", Blobs.joined([Blobs(a["entries"], a["entries.starts"]) for a in every]))
    for field in FIELDS:
        found |= Terms.joined([Terms.held(arrays, field) for arrays in every], sizes).arrays(field)
    return Portion(found)


def without(held: Portion, dead: NDArray[np.bool_]) -> Portion:
    """The portion less those documents; the others are numbered anew, in the same order."""
    if not dead.any():
        return held
    arrays, living = held.arrays, np.flatnonzero(~dead)
    numbers = np.full(len(dead), NONE, np.int32)
    numbers[living] = np.arange(len(living), dtype=np.int32)
    found: Arrays = {name: arrays[name][living] for name in (*PLAIN, *CODED)}
    found |= {name: array for name, array in arrays.items() if name.startswith((OF_PARTS, "codes"))}
    for name, starts in (("places", "places.starts"), ("name_rows", "names.starts")):
        counts = np.diff(arrays[starts])
        found[name], found[starts] = arrays[name][np.repeat(~dead, counts)], starts_of(counts[living])
    found |= _blobs("entries", Blobs(arrays["entries"], arrays["entries.starts"]).chosen(living))
    for field in FIELDS:
        found |= Terms.held(arrays, field).kept(numbers).arrays(field)
    return Portion(found)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the collector of garbage, which would look through all that is held again and again: half of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _columns(rows: list[Entry]) -> Arrays:
    codes = Codes()
    coded = {name: codes.all(getattr(entry, name) for entry in rows) for name in CODED}
    places = codes.all(place for entry in rows for place in entry.places)
    return {
        "record_ids": np.array([e.record_id for e in rows], np.int64),
        "born_from": np.array([e.born[0] if e.born else UNKNOWN_YEAR for e in rows], np.int16),
        "born_to": np.array([e.born[1] if e.born else UNKNOWN_YEAR for e in rows], np.int16),
        "order": np.array([e.order.encode()[:ORDER_BYTES] for e in rows], f"S{ORDER_BYTES}"),
        "hyphened": np.array([bool(e.names) and "-" in e.names[0].written for e in rows], np.bool_),
        "places": places,
        "places.starts": starts_of([len(e.places) for e in rows]),
        **coded,
        **_blobs("codes", codes.blobs()),
    }


def _names(rows: list[Entry]) -> Arrays:
    parts = PartTable()
    name_rows = [parts.row(name) for entry in rows for name in entry.names]
    return {
        "name_rows": np.array(name_rows, np.int32).reshape(-1, PARTS),
        "names.starts": starts_of([len(e.names) for e in rows]),
        **_of_parts(parts.arrays()),
    }


def _terms(rows: list[Entry]) -> Arrays:
    return Terms.of(map(entry_keys, rows)).arrays(KEYS) | Terms.of(set(e.words) for e in rows).arrays(WORDS)


def _packed(rows: list[Entry]) -> Arrays:
    return _blobs("entries", Blobs.of(map(pack, rows)))


def _blobs(name: str, blobs: Blobs) -> Arrays:
    return {name: blobs.blob, f"{name}.starts": blobs.starts}


def _of_parts(arrays: Arrays) -> Arrays:
    return {f"{OF_PARTS}{name}": array for name, array in arrays.items()}


def _joined_codes(every: list[Arrays]) -> Arrays:
    """Facets and places by one numbering."""
    codes, found = Codes(), {}
    maps = [codes.all(Codes.held(Blobs(a["codes"], a["codes.starts"])).texts) for a in every]
    for name in (*CODED, "places"):
        found[name] = np.concatenate([to[arrays[name]] for to, arrays in zip(maps, every, strict=True)])
    return {**found, "places.starts": _joined_starts(every, "places.starts"), **_blobs("codes", codes.blobs())}


def _joined_names(every: list[Arrays]) -> Arrays:
    """Names by one numbering of all parts."""
    parts, numbers = tables.joined([of_parts(arrays) for arrays in every])
    maps = [np.append(to, np.int32(NONE)) for to in numbers]  # NONE is the last
    rows = [to[arrays["name_rows"]] for to, arrays in zip(maps, every, strict=True)]
    return {
        "name_rows": np.concatenate(rows),
        "names.starts": _joined_starts(every, "names.starts"),
        **_of_parts(parts),
    }


def _joined_starts(every: list[Arrays], name: str) -> NDArray[np.int64]:
    return starts_of(np.concatenate([np.diff(arrays[name]) for arrays in every]))
