"""Which records a query reaches: postings of its keys vote, columns filter and count, the best are candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.columns import UNKNOWN_YEAR, Columns
from indexer.index import Index, Leaf
from indexer.names.keys import own_key, query_keys
from indexer.names.name import Name, NamePart
from indexer.names.outline import consonance, heard, nearness, outlines
from indexer.names.units import is_syllabic, units
from indexer.query import SearchQuery
from indexer.schema import KEYS, WORDS

POOL = 60_000  # the most whose names are looked at roughly; the vote chooses them
_READINGS = 4  # of each part of the query, for that look
_BY_NAME = 0.9  # how near a given name is that the lexicon knows as the same
_BY_SOUND = 0.7  # of that look, where the name is of syllables, the share that goes sound by sound
_VOTE = 0.03  # of a part that is just the same, in nats of a key shared: parts decide, keys where those are equal
_CROWDED = 16  # of so many documents one at least is voted for, and counting all is faster than sorting those

FACETS = ("nation", "camp", "fate", "source")

Documents = NDArray[np.integer[Any]]
Scores = NDArray[np.float64]


@dataclass(slots=True)
class Reached:
    """The documents of one segment that are still in play, with what is known of each so far."""

    leaf: Leaf
    documents: Documents
    votes: Scores
    likes: Scores  # likeness of the names alone
    scores: Scores

    def keep(self, mask: NDArray[np.bool_]) -> Reached:
        """Those of the documents that the mask chooses; shape (documents,)."""
        return Reached(self.leaf, self.documents[mask], self.votes[mask], self.likes[mask], self.scores[mask])


def reach(index: Index, name: Name | None) -> list[Reached]:
    """The documents that share a key with the name, each with the weight of the keys it shares; without one, all."""
    if name is None:
        return [_all(leaf) for leaf in index.leaves]
    weights = {term: log1p(index.size / (1 + index.frequency(term))) for term in sorted(query_keys(name))}
    return [_voted(leaf, weights) for leaf in index.leaves]


def _all(leaf: Leaf) -> Reached:
    count = len(leaf.living)
    return Reached(leaf, leaf.living, np.zeros(count), np.ones(count), np.ones(count))


def _voted(leaf: Leaf, weights: dict[str, float]) -> Reached:
    postings = [(leaf.documents(KEYS, term), weight) for term, weight in weights.items()]
    documents = np.concatenate([found for found, _ in postings] or [np.empty(0, np.int64)])
    votes = np.concatenate([np.full(len(found), weight) for found, weight in postings] or [np.empty(0)])
    distinct, summed = _summed(documents, votes, leaf.size)
    return Reached(leaf, distinct, summed, np.zeros(len(distinct)), np.zeros(len(distinct)))


def _summed(documents: Documents, votes: Scores, size: int) -> tuple[Documents, Scores]:
    """The documents, each once, and the sum of its votes."""
    if len(documents) * _CROWDED < size:
        distinct, places = np.unique(documents, return_inverse=True)
        return distinct, np.bincount(places, votes, minlength=len(distinct)).astype(np.float64)
    every = np.bincount(documents, votes, minlength=size).astype(np.float64)
    found = np.flatnonzero(every)
    return found, every[found]


def filtered(part: Reached, query: SearchQuery) -> Reached:
    """The documents that all filters of the query let through; one without a year of birth passes any year."""
    held, documents = part.leaf.columns, part.documents
    mask = np.ones(len(documents), np.bool_)
    for column, wanted in (
        (held.sex, query.sex),
        (held.nation, query.nation),
        (held.fate, query.fate),
        (held.source, query.source),
    ):
        if wanted:
            mask &= column[documents] == held.codes.numbers.get(wanted, -1)
    if query.camp:
        mask &= _has_place(held, documents, query.camp)
    if query.born is not None:
        mask &= years_off(held, documents, query.born) <= query.born_within
    if query.decade is not None:
        mask &= _decades(held, documents) == query.decade
    for word in query.words:
        mask &= np.isin(documents, part.leaf.documents(WORDS, word))
    return part.keep(mask)


def _has_place(held: Columns, documents: Documents, place: str) -> NDArray[np.bool_]:
    owners, places = held.places.of(documents)
    mask = np.zeros(len(documents), np.bool_)
    mask[owners[places == held.codes.numbers.get(place, -1)]] = True
    return mask


def years_off(held: Columns, documents: Documents, year: int) -> Scores:
    """Years between that year and the years of birth recorded; 0 where none is recorded: absent is not contradicted."""
    earliest, latest = held.born_from[documents].astype(float), held.born_to[documents].astype(float)
    off = np.maximum(np.maximum(earliest - year, year - latest), 0.0)
    return np.where(earliest == UNKNOWN_YEAR, 0.0, off)


def _decades(held: Columns, documents: Documents) -> NDArray[np.int64]:
    """The first of the ten years in which each was born; UNKNOWN_YEAR where none is recorded or it lies in several."""
    earliest, latest = (years[documents].astype(np.int64) // 10 * 10 for years in (held.born_from, held.born_to))
    known = (held.born_from[documents] != UNKNOWN_YEAR) & (earliest == latest)
    return np.where(known, earliest, UNKNOWN_YEAR)


def _born(reached: Iterable[Reached]) -> dict[str, int]:
    """How many were born in each decade, the earliest first."""
    counts: Counter[int] = Counter()
    for part in reached:
        decades, found = np.unique(_decades(part.leaf.columns, part.documents), return_counts=True)
        counts.update(dict(zip(decades.tolist(), found.tolist(), strict=True)))
    return {str(decade): count for decade, count in sorted(counts.items()) if decade != UNKNOWN_YEAR}


def _counts(reached: Iterable[Reached], name: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for part in reached:
        held = part.leaf.columns
        numbers = held.places.of(part.documents)[1] if name == "camp" else getattr(held, name)[part.documents]
        for number, count in enumerate(np.bincount(numbers, minlength=1).tolist()):
            if count and number:
                counts[held.codes.texts[number]] += count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def facets(reached: Sequence[Reached]) -> dict[str, dict[str, int]]:
    """How many of the documents stand under each code of each of FACETS, the most frequent first, and each decade."""
    return {name: _counts(reached, name) for name in FACETS} | {"decade": _born(reached)}


def best(reached: Sequence[Reached], name: Name, most: int, pool: int = POOL) -> list[Reached]:
    """The documents whose names come nearest at a rough look, at most so many; as many as ``pool`` by vote have one.

    Of equal ones those that came first into the index.
    """
    if sum(len(part.documents) for part in reached) <= most:
        return list(reached)
    pooled = _highest(reached, [part.votes for part in reached], pool)
    return _highest(pooled, [_near(part, name) + _VOTE * part.votes for part in pooled], most)


def _highest(reached: Sequence[Reached], by: Sequence[Scores], most: int) -> list[Reached]:
    values = np.concatenate([*by, np.empty(0)])
    if len(values) <= most:
        return list(reached)
    kept = np.zeros(len(values), np.bool_)
    least = np.partition(values, len(values) - most)[len(values) - most]
    kept[values > least] = True
    kept[np.flatnonzero(values == least)[: most - int(kept.sum())]] = True
    ends = np.cumsum([len(part.documents) for part in reached]).tolist()
    return [part.keep(kept[end - len(part.documents) : end]) for part, end in zip(reached, ends, strict=True)]


def _near(part: Reached, name: Name) -> Scores:
    """How many parts of the name each document has, roughly: the sum of the shares of sounds of the nearest parts."""
    held, documents = part.leaf.columns, part.documents
    if not len(documents):
        return np.zeros(0)
    owners, names = held.names.of(documents)
    rows = held.name_rows[names]
    seen = np.zeros(len(held.parts) + 1, np.bool_)
    seen[rows] = True
    numbers = np.flatnonzero(seen[:-1]).astype(np.int32)
    drawn, near = held.parts.outlines(numbers), np.zeros(len(held.parts) + 1, np.float32)
    total = np.zeros(len(rows))
    for unit in units(name):
        near[numbers] = nearness(drawn, outlines(unit.part, _READINGS))
        if is_syllabic(name):
            near[numbers] *= 1 - _BY_SOUND
            near[numbers] += _BY_SOUND * consonance(held.parts.heard(numbers), heard(unit.part, _READINGS))
        total += np.maximum(near[rows].max(axis=1), _BY_NAME * _named(part, unit.part)[owners])
    return np.maximum.reduceat(total, np.flatnonzero(np.diff(owners, prepend=-1)))


def _named(part: Reached, ours: NamePart) -> NDArray[np.bool_]:
    """Which documents bear that given name, or the father in it, in whatever form."""
    key = own_key(ours)
    if not key.startswith(("c:", "f:")):
        return np.zeros(len(part.documents), np.bool_)
    return np.isin(part.documents, part.leaf.documents(KEYS, key), assume_unique=True)
