"""What a segment is: a portion in the order of surnames, with what is looked up by number and by first letters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Arrays
from indexer.columns import Told, of_parts
from indexer.forms import forms
from indexer.names.name import PartKind
from indexer.names.parts import PartTable
from indexer.names.weighing import NUMBER
from indexer.portion import Portion, chosen

_SURNAMES = [NUMBER[kind] for kind in (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN)]


def finished(portion: Portion) -> Arrays:
    """The arrays of the segment of that portion."""
    held = chosen(portion, _by_surname(portion.arrays))
    arrays = held.arrays
    by_id = np.argsort(arrays["record_ids"], kind="stable").astype(np.int32)
    return {
        **arrays,
        **_forms(arrays),
        "told": _narrow(arrays["told"]),
        "by_id": by_id,
        "sorted_ids": arrays["record_ids"][by_id],
    }


def _narrow(told: NDArray[np.int32]) -> Told:
    """The rows in half the room, where the numbers of codes allow it."""
    fits = told.max(initial=0) <= np.iinfo(np.int16).max
    return told.astype(np.int16) if fits else told


def _by_surname(arrays: Arrays) -> NDArray[np.int32]:
    """The documents in the order of surnames, then of record ids.

    So people of one name and of names like it stand side by side, in every array: what a search looks at is in few
    places of the memory, and the alphabetical list of any of them is that of their numbers.
    """
    by_id = np.argsort(arrays["record_ids"], kind="stable").astype(np.int32)
    order = arrays["order"][by_id]
    words = order.view(">u8").reshape(len(order), order.itemsize // 8)
    return by_id[np.lexsort(words.T[::-1].astype(np.uint64))]


def _forms(arrays: Arrays) -> Arrays:
    """The surnames, for the search box."""
    parts = PartTable.held(of_parts(arrays))
    surnames = np.isin(parts.kinds(np.arange(len(parts), dtype=np.int32))[0], _SURNAMES)
    owners = np.repeat(np.arange(len(arrays["record_ids"])), np.diff(arrays["names.starts"]))
    found = forms(owners, arrays["name_rows"], surnames, lambda number: parts.part(number).form)
    return {
        "forms.keys": found.keys,
        "forms.texts": found.texts,
        "forms.starts": found.starts,
        "forms.documents": found.documents,
    }
