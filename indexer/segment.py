"""What a segment holds beside its portion: orders of its documents, which are worked out when it is written."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Arrays
from indexer.columns import of_parts
from indexer.forms import forms
from indexer.names.name import PartKind
from indexer.names.parts import PartTable
from indexer.names.weighing import NUMBER
from indexer.portion import Portion

_SURNAMES = [NUMBER[kind] for kind in (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN)]


def finished(portion: Portion) -> Arrays:
    """The arrays of the segment of that portion."""
    arrays = portion.arrays
    by_id = np.argsort(arrays["record_ids"], kind="stable").astype(np.int32)
    names = np.arange(len(arrays["name_rows"]), dtype=np.int32)
    sorted_ = _sorted(arrays["order"], by_id)
    rank = np.empty_like(sorted_)
    rank[sorted_] = np.arange(len(rank), dtype=np.int32)
    return {
        **arrays,
        **_forms(arrays),
        "told": _told(arrays),
        "by_id": by_id,
        "sorted_ids": arrays["record_ids"][by_id],
        "sorted": sorted_,
        "rank": rank,
        "names": names,
    }


def _told(arrays: Arrays) -> NDArray[np.int32]:
    """What filters and facets look at, a row a document, as ``columns`` has it."""
    starts = arrays["places.starts"]
    counts = np.diff(starts)
    firsts = np.where(counts > 0, np.append(arrays["places"], 0)[starts[:-1]], 0)
    columns = [arrays[name] for name in ("nation", "fate", "source", "sex", "born_from", "born_to")]
    return np.stack([*columns, firsts, counts], axis=1).astype(np.int32)


def _sorted(order: NDArray[np.bytes_], by_id: NDArray[np.int32]) -> NDArray[np.int32]:
    """The documents by ``order``, then by record id."""
    words = order[by_id].view(">u8").reshape(len(order), order.itemsize // 8)
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
