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
from indexer.columns import CAMP, CODED, OF_PARTS, ORDER_BYTES, PARTS, PLAIN, UNKNOWN_YEAR, Codes, of_parts
from indexer.entry import Entry, pack
from indexer.names import parts as tables
from indexer.names.keys import keys
from indexer.names.parts import NONE, PartTable
from indexer.runs import Blobs, runs_of, starts_of
from indexer.schema import KEYS, WORDS
from indexer.terms import Documents, Terms

MOST = 50_000  # entries of a portion, where there are more of them
FIELDS = (KEYS, WORDS)
SAID = "said"  # the array of what is packed of entries


@dataclass(frozen=True, slots=True)
class Portion:
    """Arrays by name: columns, parts of names, what is said of entries, terms. Documents may stand in any order."""

    arrays: Arrays

    def __len__(self) -> int:
        return len(self.arrays["record_ids"])


def portion(entries: Iterable[Entry]) -> Portion:
    """The portion of those entries, whose record ids are distinct. Raises ValueError, or OverflowError beyond 32767,
    for years of birth that are none.
    """
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
    found |= _blobs(SAID, Blobs.joined([Blobs(arrays[SAID], arrays[f"{SAID}.starts"]) for arrays in every]))
    for field in FIELDS:
        found |= Terms.joined([Terms.held(arrays, field) for arrays in every], sizes).arrays(field)
    return Portion(found)


def chosen(held: Portion, documents: Documents) -> Portion:
    """Those documents of the portion, each at most once, numbered anew in the order in which they are given."""
    arrays = held.arrays
    numbers = np.full(len(held), NONE, np.int32)
    numbers[documents] = np.arange(len(documents), dtype=np.int32)
    found: Arrays = {name: arrays[name][documents] for name in (*PLAIN, "told")}
    found |= {name: array for name, array in arrays.items() if name.startswith((OF_PARTS, "codes"))}
    for name, starts in (("places", "places.starts"), ("name_rows", "names.starts")):
        found[name], found[starts] = runs_of(arrays[name], arrays[starts], documents)
    found |= _blobs(SAID, Blobs(arrays[SAID], arrays[f"{SAID}.starts"]).chosen(documents))
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
    years = np.array([entry.born or (UNKNOWN_YEAR, UNKNOWN_YEAR) for entry in rows], np.int16).reshape(-1, 2)
    if years.min(initial=0) < UNKNOWN_YEAR:
        raise ValueError("a year of birth is below 0")
    coded = [codes.all(getattr(entry, name) for entry in rows) for name in CODED]
    places = codes.all(place for entry in rows for place in entry.places)
    counts = np.array([len(entry.places) for entry in rows], np.int64)
    starts = starts_of(counts)
    firsts = np.where(counts > 0, np.append(places, 0)[starts[:-1]], 0)
    told = (*coded, *years.T, firsts, counts)  # in the order of a row
    return {
        "record_ids": np.array([e.record_id for e in rows], np.int64),
        "order": np.array([e.order.encode()[:ORDER_BYTES] for e in rows], f"S{ORDER_BYTES}"),
        "hyphened": np.array([bool(e.names) and "-" in e.names[0].written for e in rows], np.bool_),
        "told": np.stack(told, axis=1).astype(np.int32),
        "places": places,
        "places.starts": starts,
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
    return _blobs(SAID, Blobs.of(map(pack, rows)))


def _blobs(name: str, blobs: Blobs) -> Arrays:
    return {name: blobs.blob, f"{name}.starts": blobs.starts}


def _of_parts(arrays: Arrays) -> Arrays:
    return {f"{OF_PARTS}{name}": array for name, array in arrays.items()}


def _joined_codes(every: list[Arrays]) -> Arrays:
    """Facets and places by one numbering."""
    codes = Codes()
    maps = [codes.all(Codes.held(Blobs(a["codes"], a["codes.starts"])).texts) for a in every]
    told = np.concatenate([arrays["told"] for arrays in every]).astype(np.int32)
    starts = starts_of([len(arrays["told"]) for arrays in every]).tolist()
    for to, first, end in zip(maps, starts[:-1], starts[1:], strict=True):
        for column in (*CODED.values(), CAMP):
            told[first:end, column] = to[told[first:end, column]]
    return {
        "told": told,
        "places": np.concatenate([to[arrays["places"]] for to, arrays in zip(maps, every, strict=True)]),
        "places.starts": _joined_starts(every, "places.starts"),
        **_blobs("codes", codes.blobs()),
    }


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
