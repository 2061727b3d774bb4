"""Compare pairs in full: what is proposed of them, with its evidence."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.evidence_data import as_data, digest
from app.facts import facts_of
from app.proposing.gathering import engine_of
from indexer.evidence import Band, Evidence
from indexer.matching.chances import Chances
from indexer.matching.facts import Facts
from indexer.matching.kin import likeliest_of_many
from indexer.matching.scoring import score_many
from indexer.matching.weights import Weights
from indexer.names.name import PartKind

SAME, KIN = "same", "kin"
KINDS = (SAME, KIN)
KEPT = 20_000  # records that a process holds ready: pairs of one surname come together
SOURCE = 80  # letters of a collection that are kept with a pair

Pair = tuple[int, int]  # record numbers, the lower first


@dataclass(frozen=True, slots=True)
class Measures:
    """What pairs are weighed by."""

    weights: Weights
    chances: Chances


@dataclass(frozen=True, slots=True)
class Portion:
    """Records whose pairs are looked for (``owners``), and the pairs of each kind that go with them."""

    owners: tuple[int, ...]
    pairs: dict[str, tuple[Pair, ...]]

    @property
    def records(self) -> frozenset[int]:
        """Everybody in it."""
        return frozenset(self.owners).union(*(pair for pairs in self.pairs.values() for pair in pairs))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair that is worth a judge's look: the columns of a Candidate."""

    left_id: int
    right_id: int
    kind: str
    relation: str
    value: float
    band: str
    evidence: list[dict[str, Any]]
    digest: str
    surname: str
    left_source: str
    right_source: str

    @property
    def key(self) -> tuple[int, int, str]:
        """What there is one of."""
        return self.left_id, self.right_id, self.kind


class Shelf:
    """The facts of records, read when they are needed and kept while they may be needed again."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._held: dict[int, Facts] = {}

    def take(self, ids: Iterable[int]) -> dict[int, Facts]:
        """The facts of these records; those that are gone are left out."""
        wanted = set(ids)
        missing = sorted(wanted - self._held.keys())
        if len(self._held) + len(missing) > KEPT:
            self._held = {number: facts for number, facts in self._held.items() if number in wanted}
        with Session(engine_of(self._url)) as session:
            self._held |= facts_of(session, missing) if missing else {}
        return {number: self._held[number] for number in wanted if number in self._held}


def compare_portion(url: str, measures: Path, portion: Portion) -> list[Proposal]:
    """The proposals of a portion. ``measures``: the file that ``leave`` wrote, which stands for one run."""
    held, by = _opened(url, measures)
    return list(proposals(held.take(portion.records), portion, by))


def leave(measures: Measures, path: Path) -> None:
    """Lay the measures down where each process finds them."""
    path.write_bytes(pickle.dumps(measures))


def proposals(facts: dict[int, Facts], portion: Portion, by: Measures) -> Iterator[Proposal]:
    """The pairs of the portion that are not UNLIKELY. Pairs that a source itself tells to be kin are none."""
    for left, rights in _grouped(facts, portion.pairs[SAME]):
        for right, match in zip(rights, score_many(left, rights, by.weights, by.chances), strict=True):
            if match.score.band is not Band.UNLIKELY:
                yield _proposal((left, right), (SAME, ""), (match.score.value, match.score.band), match.evidence)
    for left, rights in _grouped(facts, portion.pairs[KIN]):
        for right, best in zip(rights, likeliest_of_many(left, rights, by.chances), strict=True):
            if best.band is not Band.UNLIKELY:
                yield _proposal((left, right), (KIN, best.relation), (best.value, best.band), best.evidence)


def _grouped(facts: dict[int, Facts], pairs: Iterable[Pair]) -> Iterator[tuple[Facts, list[Facts]]]:
    """Each left record with all that are laid beside it."""
    rights: defaultdict[int, list[Facts]] = defaultdict(list)
    for left, right in pairs:
        if left in facts and right in facts and not _told(facts[left], facts[right]):
            rights[left].append(facts[right])
    for left, found in rights.items():
        yield facts[left], found


def _told(left: Facts, right: Facts) -> bool:
    """Whether the source of one names the other as a relative."""
    return any(
        relative.record_id == other.record_id
        for one, other in ((left, right), (right, left))
        for relative in one.relatives
    )


def _proposal(
    pair: tuple[Facts, Facts], what: tuple[str, str], score: tuple[float, Band], evidence: Sequence[Evidence]
) -> Proposal:
    left, right = pair
    return Proposal(
        left.record_id, right.record_id, *what, score[0], score[1].value, [as_data(each) for each in evidence],
        digest(*what, evidence), _surname(left) or _surname(right), left.source[:SOURCE], right.source[:SOURCE],
    )  # fmt: skip


def _surname(facts: Facts) -> str:
    """The surname at the head, else what stands first there."""
    head = facts.names[0] if facts.names else None
    return (head.first(PartKind.SURNAME) or next((part.form for part in head.parts), "")) if head else ""


@lru_cache(maxsize=1)  # a process works for one run at a time
def _opened(url: str, measures: Path) -> tuple[Shelf, Measures]:
    held: Measures = pickle.loads(measures.read_bytes())  # noqa: S301 (written by this run itself)
    return Shelf(url), held
