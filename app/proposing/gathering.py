"""Read records for matching: their sketches, a digest of what is known of each, and how often what is met."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.db import open_engine
from app.facts import facts_of
from indexer.matching.chances import Chances, count, shipped_chances
from indexer.matching.facts import Facts
from indexer.matching.kin_shares import FATHER, GIVEN, SOURCE, STAY, STEM
from indexer.matching.sketch import Sketches, joined, sketch, sketches
from indexer.names import morphology
from indexer.names.keys import own_key
from indexer.names.name import PartKind

CHUNK = 500  # whole records held at a time
MARK = 32  # letters of a digest
_SURNAMES = (PartKind.SURNAME, PartKind.UNKNOWN)
_NAMED = ((GIVEN, PartKind.GIVEN), (FATHER, PartKind.PATRONYMIC))

Marks = NDArray[np.bytes_]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each value is met, and values of its kind: what chance is reckoned by."""

    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    known: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counted) -> None:
        """Count what was counted elsewhere as well."""
        for kind, found in other.counts.items():
            self.counts[kind].update(found)
        self.known.update(other.known)

    @property
    def chances(self) -> Chances:
        """How likely two random people share a value."""
        counts: dict[str, Mapping[str, int]] = {**self.counts, STEM: _Stems(self.counts[STEM])}
        return Chances(counts, dict(self.known), shipped_chances())


@dataclass(frozen=True, slots=True)
class _Stems(Mapping[str, int]):
    """Surnames are counted less the endings of gender, and asked for by their forms."""

    by_stem: Counter[str]

    def __getitem__(self, form: str) -> int:
        return self.by_stem[morphology.stem(form)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_stem)

    def __len__(self) -> int:
        return len(self.by_stem)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Some records in the order of their numbers, a digest of each in ``marks``, and what is met in them."""

    sketches: Sketches
    marks: Marks
    counted: Counted


def gather(url: str, stamp: str, ids: Sequence[int]) -> Gathered:
    """What is known of these records; those that are gone are left out. ``stamp``: the knowledge they are read by."""
    drawn: list[Sketches] = []
    marks: list[bytes] = []
    counted = Counted()
    for start in range(0, len(ids), CHUNK):
        with Session(engine_of(url)) as session:
            found = [facts for _, facts in sorted(facts_of(session, ids[start : start + CHUNK]).items())]
        drawn.append(sketches(map(sketch, found)))
        marks += [mark(facts, stamp) for facts in found]
        counted.add(counted_of(found))
    return Gathered(joined(drawn), np.array(marks, f"S{MARK}"), counted)


def merged(gathered: Iterable[Gathered]) -> Gathered:
    """All of it together."""
    portions, counted = [], Counted()
    marks: list[Marks] = [np.empty(0, f"S{MARK}")]
    for portion in gathered:
        counted.add(portion.counted)
        portions.append(portion.sketches)
        marks.append(portion.marks)
    return Gathered(joined(portions), np.concatenate(marks), counted)


def counted_of(facts: Sequence[Facts]) -> Counted:
    """The values of these records, counted: those of one person's matching, and those of kin beside them."""
    found = Counted()
    counts, known = count(facts)
    found.add(Counted(defaultdict(Counter, counts), known))
    for each in facts:
        kinds = set()
        for kind, value in _of_kin(each):
            found.counts[kind][value] += 1
            kinds.add(kind)
        found.known.update(kinds | {STEM, SOURCE})
    return found


def mark(facts: Facts, stamp: str) -> bytes:
    """A digest of what is known of a record and of the knowledge it is compared by."""
    return blake2b(f"{stamp} {facts!r}".encode(), digest_size=MARK // 2).hexdigest().encode()


@lru_cache(maxsize=1)  # a process works for one service
def engine_of(url: str) -> Engine:
    """The database, opened once a process."""
    return open_engine(url, pool=0)


def _of_kin(facts: Facts) -> Iterator[tuple[str, str]]:
    """Each value that kinship counts, once: surnames as they are spelt, given names and fathers also by nation."""
    parts = {part for name in facts.names for part in name.parts}
    yield from {(STEM, morphology.stem(part.form)) for part in parts if part.kind in _SURNAMES}
    for kind, of in _NAMED:
        keys = {key for part in parts if part.kind is of and (key := own_key(part))}
        yield from ((each, key) for key in keys for each in {kind, f"{kind} {facts.nation}" if facts.nation else kind})
    yield from {(STAY, time.where.place) for time in facts.times if time.where.place}
    if facts.source:
        yield SOURCE, facts.source
