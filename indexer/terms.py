"""Terms and their postings as arrays: found by hash, a run of document numbers each, joined without a loop.

Of a field there are five arrays: ``hashes`` of the terms, ascending; ``starts`` of their runs in ``documents``; the
``texts`` of the terms in the same order, and where each of those starts (``letters``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from indexer.arrays import Arrays
from indexer.names.compiled import compiled
from indexer.runs import Blobs, Places, places, starts_of

Documents = NDArray[np.int32]
Hashes = NDArray[np.uint64]

NOTHING: Documents = np.empty(0, np.int32)


def hashed(text: str) -> int:
    """The hash of a term: the same in every process and index. Two of ten million agree once in 400,000 indexes."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


@compiled("void(int64[::1], int32[::1])")
def ascending(starts: Places, documents: Documents) -> None:
    """Sort each run of the documents."""
    for run in range(len(starts) - 1):
        if starts[run + 1] - starts[run] > 1:
            documents[starts[run] : starts[run + 1]].sort()


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one field and which documents hold each, ascending."""

    hashes: Hashes
    starts: Places
    documents: Documents
    texts: Blobs

    @classmethod
    def of(cls, lists: Iterable[Iterable[str]]) -> Terms:
        """The terms of each document; of one document no term comes twice."""
        numbers: dict[str, int] = {}
        held = [[numbers.setdefault(term, len(numbers)) for term in terms] for terms in lists]
        counts = np.array([len(terms) for terms in held], np.int64)
        owners = np.repeat(np.arange(len(held), dtype=np.int32), counts)
        flat = np.fromiter((number for terms in held for number in terms), np.int64, int(counts.sum()))
        hashes = np.array([hashed(term) for term in numbers], np.uint64)
        order = np.argsort(hashes)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        ranks = rank[flat]
        texts = Blobs.of(term.encode() for term in numbers).chosen(order)
        starts = starts_of(np.bincount(ranks, minlength=len(numbers)))
        return cls(hashes[order], starts, owners[np.argsort(ranks, kind="stable")], texts)

    @classmethod
    def joined(cls, many: Sequence[Terms], sizes: Sequence[int]) -> Terms:
        """The terms of all, whose documents are numbered on: ``sizes`` says how many documents each has."""
        every = np.concatenate([*(one.hashes for one in many), np.empty(0, np.uint64)])
        hashes, firsts, numbers = np.unique(every, return_index=True, return_inverse=True)
        pieces = np.split(numbers, np.cumsum([len(one.hashes) for one in many])[:-1]) if many else []
        counts = np.zeros(len(hashes), np.int64)
        for one, numbers_ in zip(many, pieces, strict=True):
            counts[numbers_] += np.diff(one.starts)
        starts = starts_of(counts)
        documents = np.empty(int(starts[-1]), np.int32)
        filled, base = starts[:-1].copy(), 0
        for one, numbers_, size in zip(many, pieces, sizes, strict=True):
            lengths = np.diff(one.starts)
            documents[places(filled[numbers_], lengths)] = one.documents + np.int32(base)
            filled[numbers_] += lengths
            base += size
        return cls(hashes, starts, documents, Blobs.joined([one.texts for one in many]).chosen(firsts))

    @classmethod
    def held(cls, arrays: Arrays, field: str) -> Terms:
        """The terms of that field in the arrays of a portion."""
        texts = Blobs(arrays[f"{field}.texts"], arrays[f"{field}.letters"])
        return cls(arrays[f"{field}.hashes"], arrays[f"{field}.starts"], arrays[f"{field}.documents"], texts)

    def arrays(self, field: str) -> Arrays:
        """``held`` is the inverse."""
        return {
            f"{field}.hashes": self.hashes,
            f"{field}.starts": self.starts,
            f"{field}.documents": self.documents,
            f"{field}.texts": self.texts.blob,
            f"{field}.letters": self.texts.starts,
        }

    def kept(self, numbers: Documents) -> Terms:
        """The terms of those documents that have a number in ``numbers``, by which they go from now on; -1: none."""
        renamed = numbers[self.documents]
        kept = renamed >= 0
        before = starts_of(kept)
        counts = before[self.starts[1:]] - before[self.starts[:-1]]
        left = np.flatnonzero(counts)
        starts, documents = starts_of(counts[left]), renamed[kept]
        ascending(starts, documents)
        return Terms(self.hashes[left], starts, documents, self.texts.chosen(left))

    def __len__(self) -> int:
        return len(self.hashes)

    def __contains__(self, term: str) -> bool:
        return self.number(hashed(term)) >= 0

    def number(self, hash_: int) -> int:
        """The place of the term with that hash; -1 where there is none."""
        place = int(self.hashes.searchsorted(np.uint64(hash_)))
        return place if place < len(self.hashes) and int(self.hashes[place]) == hash_ else -1

    def found(self, term: str) -> Documents:
        """The documents that hold the term: a view."""
        number = self.number(hashed(term))
        return NOTHING if number < 0 else self.documents[self.starts[number] : self.starts[number + 1]]

    def all(self, terms: Sequence[str]) -> list[Documents]:
        """The documents that hold each of the terms: views, found at once."""
        wanted = np.array([hashed(term) for term in terms], np.uint64)
        if not len(self.hashes):
            return [NOTHING] * len(wanted)
        numbers = np.minimum(self.hashes.searchsorted(wanted), len(self.hashes) - 1)
        there = (self.hashes[numbers] == wanted).tolist()
        runs = zip(self.starts[numbers].tolist(), self.starts[numbers + 1].tolist(), there, strict=True)
        return [self.documents[first:end] if held else NOTHING for first, end, held in runs]

    def frequency(self, term: str) -> int:
        """How many documents hold the term."""
        number = self.number(hashed(term))
        return 0 if number < 0 else int(self.starts[number + 1] - self.starts[number])

    def listed(self) -> Iterator[tuple[bytes, Documents]]:
        """Every term, in the order of its bytes, with its documents."""
        texts = [self.texts[number] for number in range(len(self))]
        for number in sorted(range(len(texts)), key=texts.__getitem__):
            yield texts[number], self.documents[self.starts[number] : self.starts[number + 1]]
