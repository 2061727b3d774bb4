"""Join what was worked out of the parts of several collections of names into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.names.packed import PART, WORD, starts_of

Arrays = Mapping[str, NDArray[Any]]
Numbers = NDArray[np.int32]
Starts = NDArray[np.int64]


def joined(tables: Sequence[Arrays]) -> tuple[dict[str, NDArray[Any]], list[Numbers]]:
    """One table of all the parts of the tables (one at least), each once, and for each table the new numbers of its
    parts. Words stand in the order of their letters, which compares them sooner, parts in that of their first words:
    a search asks about parts that begin alike.
    """
    parts, firsts = _numbered([table["part_ids"] for table in tables])
    words, first_words = _numbered([table["word_ids"] for table in tables])
    order = _alphabetical(tables, first_words)
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    made = [_chosen(*each) for each in zip(tables, firsts, first_words, [place[each] for each in words], strict=True)]
    found = {name: np.concatenate([each[name] for each in made]) for name in made[0] if name not in _POINTING}
    for name, lengths in _POINTING.items():
        found[name] = starts_of(np.concatenate([each[name] for each in made])) if lengths else tables[0][name]
    _in_order(found, order)
    places = _by_words(found)
    return found, [places[each] for each in parts]


def _alphabetical(tables: Sequence[Arrays], chosen: Sequence[Numbers]) -> NDArray[np.int64]:
    """The order of these words by writing and letters."""
    rows = [table["words"].view(WORD).reshape(-1)[each] for table, each in zip(tables, chosen, strict=True)]
    letters = np.concatenate([each["letters"] for each in rows])
    keys = np.ascontiguousarray(letters).view(">u8").reshape(len(letters), letters.shape[1] // 8)
    writings = np.concatenate([each["writing"] for each in rows])
    return np.lexsort((*keys.T[::-1], writings))


_POINTING = {"forms_starts": True, "heard_starts": True, "made_by": False}


def _numbered(ids: Sequence[NDArray[np.uint64]]) -> tuple[list[Numbers], list[Numbers]]:
    """For each table the new numbers of its rows, and which of its rows come first in it."""
    every = np.concatenate(ids)
    _, first, places = np.unique(every, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    number = np.empty(len(order), np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    new = np.zeros(len(every), np.bool_)
    new[first] = True
    ends = np.cumsum([len(each) for each in ids])[:-1]
    numbers = np.split(number[places].astype(np.int32, copy=False), ends)
    return numbers, [np.flatnonzero(each).astype(np.int32) for each in np.split(new, ends)]


def _chosen(table: Arrays, parts: Numbers, words: Numbers, numbers: Numbers) -> dict[str, NDArray[Any]]:
    """Those parts and words of a table; the words of parts by their new numbers, texts by their lengths."""
    rows = table["parts"].view(PART).reshape(-1)[parts]
    spelt = rows["spellings"]
    rows["spellings"] = np.where(spelt >= 0, numbers[spelt] if len(numbers) else spelt, spelt)
    extras = _gathered(rows["extra"].astype(np.int64), rows["echoes"].astype(np.int64) + rows["concepts"])
    shown = table["words"].view(WORD).reshape(-1)[words]
    texts = _gathered(shown["text"].astype(np.int64), shown["units"].astype(np.int64))
    forms, heard = (_ragged(table[f"{name}_starts"], parts) for name in ("forms", "heard"))
    return {
        "parts": _bytes(rows),
        "words": _bytes(shown),
        "hashes": table["hashes"][extras],
        "trusts": table["trusts"][extras],
        "texts": table["texts"][texts],
        "part_ids": table["part_ids"][parts],
        "word_ids": table["word_ids"][words],
        "outlines": table["outlines"][parts],
        "forms": table["forms"][forms[0]],
        "forms_starts": forms[1],
        "heard": table["heard"][heard[0]],
        "heard_starts": heard[1],
    }


def _in_order(found: dict[str, NDArray[Any]], order: NDArray[np.int64]) -> None:
    """Put the words in that order, and let them point to where their texts now stand."""
    shown = found["words"].view(WORD).reshape(-1)
    lengths = shown["units"].astype(np.int64)
    begins = starts_of(lengths)[:-1]
    ordered = shown[order]
    ordered["text"] = starts_of(lengths[order])[:-1]
    found["words"], found["word_ids"] = _bytes(ordered), found["word_ids"][order]
    found["texts"] = found["texts"][_gathered(begins[order], lengths[order])]


def _by_words(found: dict[str, NDArray[Any]]) -> Numbers:
    """Put the parts in the order of their first words, with what they point to; returns the new numbers."""
    rows = found["parts"].view(PART).reshape(-1)
    order = np.argsort(rows["spellings"][:, 0], kind="stable").astype(np.int32)
    lengths = rows["echoes"].astype(np.int64) + rows["concepts"]
    extras = _gathered(starts_of(lengths)[order], lengths[order])
    ordered = rows[order]
    ordered["extra"] = starts_of(lengths[order])[:-1]
    found["parts"] = _bytes(ordered)
    for name in ("hashes", "trusts"):
        found[name] = found[name][extras]
    for name in ("part_ids", "outlines"):
        found[name] = found[name][order]
    for name in ("forms", "heard"):
        values, counts = _ragged(found[f"{name}_starts"], order)
        found[name], found[f"{name}_starts"] = found[name][values], starts_of(counts)
    numbers = np.empty(len(order), np.int32)
    numbers[order] = np.arange(len(order), dtype=np.int32)
    return numbers


def _ragged(begins: Starts, chosen: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of the values of the chosen rows, and how many each has."""
    lengths = begins[chosen + 1] - begins[chosen]
    return _gathered(begins[chosen], lengths), lengths


def _gathered(begins: Starts, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of runs that begin so and are so long, one after another."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(begins - before, lengths) + np.arange(int(lengths.sum()))


def _bytes(rows: NDArray[Any]) -> NDArray[np.uint8]:
    return rows.view(np.uint8).reshape(len(rows), rows.dtype.itemsize)
