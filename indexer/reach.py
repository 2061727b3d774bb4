"""Which records a query reaches: the postings of its keys vote, rarest first, within a budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray

from indexer.index import Index, Leaf
from indexer.names.keys import own_key, query_keys
from indexer.names.name import Name
from indexer.names.units import is_syllabic, units
from indexer.schema import KEYS
from indexer.scratch import scratch
from indexer.tally import Documents, Votes, collect, shared, vote

READ = 100_000  # documents of postings that are read for a search; keys beyond them vote on whom the others reached
READ_SYLLABLES = 400_000  # of a Chinese or Korean name: a syllable is in many names, and tells little alone

Postings = tuple[Documents, float]  # and the weight of a vote


@dataclass(frozen=True, slots=True)
class Reached:
    """The living documents of one segment that are still in play, ascending, with the weight of the keys they share.

    ``votes`` are empty where nobody was asked for by name. ``waiting``: keys that were not read, which may still vote;
    ``cut``: whom these alone would reach is not here.
    """

    leaf: Leaf
    documents: Documents
    votes: Votes
    waiting: tuple[Postings, ...] = ()
    cut: bool = False

    def keep(self, mask: NDArray[np.bool_]) -> Reached:
        """Those of the documents that the mask chooses; shape (documents,)."""
        votes = self.votes[mask] if len(self.votes) else self.votes
        return Reached(self.leaf, self.documents[mask], votes, self.waiting, self.cut)

    def voted(self) -> Reached:
        """With the votes of all keys."""
        votes = self.votes.copy() if self.waiting else self.votes
        for postings, weight in self.waiting:
            votes[among(self.documents, postings)] += np.float32(weight)
        return Reached(self.leaf, self.documents, votes, (), self.cut)


def among(documents: Documents, postings: Documents) -> NDArray[np.bool_]:
    """Which of the documents are in the postings; both ascend."""
    found = np.zeros(len(documents), np.bool_)
    shared(documents, postings, found)
    return found


def reach(index: Index, name: Name, most: int = 0) -> list[Reached]:
    """The documents that share a key with the name, of keys rare enough to be read: ``most`` documents, or as set.

    The keys of a name of one word that is as frequent as that give way to its own key, which is read whole.
    """
    terms = sorted(query_keys(name))
    postings = [leaf.found(KEYS, terms) for leaf in index.leaves]
    counts = {term: sum(len(held[place]) for held in postings) for place, term in enumerate(terms)}
    weights = [log1p(index.size / (1 + counts[term])) for term in terms]
    chosen, cut = _chosen(counts, name, most or (READ_SYLLABLES if is_syllabic(name) else READ))
    return [
        _voted(
            leaf,
            [(found, weight, term in chosen) for found, weight, term in zip(held, weights, terms, strict=True)],
            cut,
        )
        for leaf, held in zip(index.leaves, postings, strict=True)
    ]


def _chosen(counts: Mapping[str, int], name: Name, most: int) -> tuple[frozenset[str], bool]:
    """The keys that are read, and whether that leaves anybody out who should be counted."""
    counts = {term: count for term, count in counts.items() if count}  # one that nobody has is nothing to read
    chosen: set[str] = set()
    read = 0
    for term in sorted(counts, key=lambda term: (counts[term], term)):
        read += counts[term]
        if read > most and chosen:
            break
        chosen.add(term)
    parts = units(name)
    own = own_key(parts[0].part) if len(parts) == 1 else ""
    if len(chosen) < len(counts) and own in counts and (own not in chosen or len(chosen) == 1):
        return frozenset((own,)), False
    return frozenset(chosen), len(chosen) < len(counts)


def union(leaf: Leaf, found: Sequence[Documents]) -> Documents:
    """The living documents that stand in any of these, ascending."""
    return _voted(leaf, [(postings, 1.0, True) for postings in found], cut=False).documents


def _voted(leaf: Leaf, found: Sequence[tuple[Documents, float, bool]], cut: bool) -> Reached:
    read = [(postings, weight) for postings, weight, chosen in found if chosen and len(postings)]
    waiting = tuple((postings, weight) for postings, weight, chosen in found if not chosen and len(postings))
    most = min(sum(len(postings) for postings, _ in read), leaf.size)
    documents, votes = np.empty(most, np.int32), np.empty(most, np.float32)
    if most:
        with scratch(leaf.size) as held:
            for postings, weight in read:
                vote(postings, weight, held.votes[: leaf.size], held.words)
            count = collect(held.words[: leaf.size // 64 + 1], held.votes, documents, votes)
        documents, votes = documents[:count], votes[:count]
    reached = Reached(leaf, documents, votes, waiting, cut)
    return reached if leaf.dead is None else reached.keep(~leaf.dead[documents])
