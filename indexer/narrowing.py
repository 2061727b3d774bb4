"""The filters of a query, on the columns of a segment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.columns import UNKNOWN_YEAR, Columns
from indexer.index import Index, Leaf
from indexer.query import SearchQuery
from indexer.reach import Reached, among
from indexer.schema import WORDS
from indexer.tally import ANY, WANTED, Documents, narrow

_NOBODY = -1  # no document has that code
_CODED = ("nation", "fate", "source", "sex", "camp")


def narrows(query: SearchQuery) -> bool:
    """Whether the query has any filter."""
    years = query.born is not None or query.decade is not None
    return years or bool(query.words or any(getattr(query, name) for name in _CODED))


def filtered(part: Reached, query: SearchQuery) -> Reached:
    """The documents that all filters of the query let through; one without a year of birth passes any year."""
    if not narrows(query):
        return part
    mask = np.ones(len(part.documents), np.bool_)
    for postings in part.leaf.found(WORDS, query.words):
        mask &= among(part.documents, postings)
    _narrow(part.leaf.columns, part.documents, query, mask)
    return part.keep(mask)


def everyone(index: Index, query: SearchQuery) -> list[Reached]:
    """All living documents that the filters of the query let through; nobody votes."""
    return [Reached(leaf, _everyone(leaf, query), np.empty(0, np.float32)) for leaf in index.leaves]


def _everyone(leaf: Leaf, query: SearchQuery) -> Documents:
    if not narrows(query):
        return leaf.living
    if query.words:
        found = sorted(leaf.found(WORDS, query.words), key=len)
        documents = found[0]
        for postings in found[1:]:
            documents = documents[among(documents, postings)]
        documents = documents if leaf.dead is None else documents[~leaf.dead[documents]]
    else:
        documents = leaf.living
    mask = np.ones(len(documents), np.bool_)
    _narrow(leaf.columns, documents, query, mask)
    return documents[mask]


def _narrow(held: Columns, documents: Documents, query: SearchQuery, mask: NDArray[np.bool_]) -> None:
    """Unmark the documents that a filter other than words holds back."""
    asked = {name: held.codes.numbers.get(code, _NOBODY) for name in _CODED if (code := getattr(query, name))}
    years = {"year": query.born, "within": query.born_within, "decade": query.decade}
    asked |= {name: year for name, year in years.items() if year is not None}
    wanted = np.array([asked.get(name, ANY) for name in WANTED], np.int64)
    narrow(documents, held.told, held.places.starts, held.places.values, wanted, mask)


def years_off(held: Columns, documents: Documents, year: int) -> NDArray[np.float64]:
    """Years between that year and the years of birth recorded; 0 where none is recorded: absent is not contradicted."""
    earliest, latest = held.born_from[documents].astype(float), held.born_to[documents].astype(float)
    off = np.maximum(np.maximum(earliest - year, year - latest), 0.0)
    return np.where(earliest == UNKNOWN_YEAR, 0.0, off)
