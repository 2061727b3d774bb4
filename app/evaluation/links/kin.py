"""How well kin are found: families of a list, and relatives of the samples, by the service's own possible relatives."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sqlalchemy import Engine, delete, or_, select, update
from sqlalchemy.orm import Session

from app import indexing, trial
from app.config import DATA
from app.db import writing
from app.estimating import chances_in_use
from app.evaluation.links.base import RECORDS, Begin
from app.evaluation.measures import rank_of, spread
from app.facts import facts_of
from app.finder import Finder
from app.kin import possible_kin
from app.models import NamedRelative, Record
from app.reference import link_relations
from indexer.matching.facts import Facts
from indexer.matching.kin import hypotheses_of_many
from indexer.matching.kin_levels import Field
from indexer.names import morphology
from indexer.names.name import PartKind

FAMILIES = Path("eval") / "families.csv"
WITHIN = {"families": (5, 20), "relations": (10,)}  # how far down the list is looked
MOST = 20
_ROWS = 29_000  # about as many are read, for the progress bar
_Z = 1.96  # of a 95 % interval
_STATED = (Field.SEX, Field.NATION, Field.SOURCE, Field.AGE, Field.FAMILY_MEMBER, Field.RELATIVE)  # no shared facts


@dataclass(frozen=True, slots=True)
class Found:
    """Of n people, the share whose relative stood so high, with the bounds of a 95 % interval (Wilson 1927)."""

    n: int
    share: float
    low: float
    high: float

    @classmethod
    def of(cls, hits: Iterable[bool]) -> Found:
        """Of these."""
        told = list(hits)
        n, share = len(told), sum(told) / max(len(told), 1)
        if not n:
            return cls(0, 0.0, 0.0, 1.0)
        middle, wide = share + _Z**2 / (2 * n), 1 + _Z**2 / n
        off = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        return cls(n, share, max((middle - off) / wide, 0.0), min((middle + off) / wide, 1.0))

    def as_json(self) -> dict[str, float | int]:
        """Rounded for people."""
        return {
            "n": self.n, "share": round(self.share, 4), "low": round(self.low, 4), "high": round(self.high, 4),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Trial:
    """A collection laid aside with its index; records by reference."""

    engine: Engine
    directory: Path

    @property
    def finder(self) -> Finder:
        """Its index."""
        return Finder(self.directory / "index")

    def refs(self) -> dict[str, int]:
        """Reference → record."""
        with Session(self.engine) as session:
            return {row.source_ref: row.id for row in session.execute(select(Record.source_ref, Record.id))}


def kin(directory: Path, begin: Begin) -> dict[str, Any]:
    """The figures of kin: families among the records of the folder, then relations of the samples among them too.

    Empty where the folder has no families.
    """
    if not (directory / RECORDS).is_file() or not (directory / FAMILIES).is_file():
        return {}
    with _laid_out(directory / RECORDS, begin) as held:
        families = _families(held, _members(directory / FAMILIES), begin)
        _bring_samples(held)
        return {"families": families, "relations": _relations(held, begin)}


@contextmanager
def _laid_out(records: Path, begin: Begin) -> Iterator[_Trial]:
    """The records imported aside and indexed; of the samples none."""
    with TemporaryDirectory(prefix="esimder-kin-") as aside:
        engine = trial.empty(Path(aside))
        try:
            trial.bring(engine, records, "csv", "", begin("reading records", _ROWS))
            held = _Trial(engine, Path(aside))
            indexing.rebuild(engine, Path(aside) / "index")
            yield held
        finally:
            engine.dispose()


def _bring_samples(held: _Trial) -> None:
    """The curated persons and their relations beside them; all are treated as dead, so that all can be found."""
    trial.bring(held.engine, DATA / "samples" / "persons.csv", "csv", "", lambda _: None)
    with writing(held.engine) as session:
        link_relations(session, DATA)
        session.execute(update(Record).values(living="no"))
    indexing.rebuild(held.engine, held.directory / "index")


def _members(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row["members"].split("|")) for row in csv.DictReader(file)]


def _families(held: _Trial, families: list[tuple[str, ...]], begin: Begin) -> dict[str, Any]:
    """For each member, whether another one stands among the first; beside it the surname's stem alone."""
    refs, finder, ranks, took = held.refs(), held.finder, [], []
    told = begin("families", sum(map(len, families)))
    with Session(held.engine) as session:
        stems = _by_stem(session)
        baseline = []
        for family in families:
            members = [refs[ref] for ref in family if ref in refs]
            for member in members:
                others = set(members) - {member}
                person = facts_of(session, [member])[member]
                rank, seconds = _rank(session, finder, person, others)
                ranks.append(rank)
                took.append(seconds * 1000)
                baseline.append(_by_surname(stems, person, others))
                session.expunge_all()
                told(1)
    first, later = WITHIN["families"]
    return {
        "records": len(refs),
        "families": len(families),
        **_shares(ranks, (1, first, later)),
        "surname_alone": _shares(baseline, (first, later)),
        "took_ms": spread(took).as_json(),
    }


def _rank(session: Session, finder: Finder, person: Facts, others: set[int]) -> tuple[float, float]:
    """The place of the first of the others among the possible relatives, and the seconds that took."""
    started = time.perf_counter()
    found = possible_kin(session, finder, person, MOST)
    took = time.perf_counter() - started
    return next((at for at, one in enumerate(found, start=1) if one.record.id in others), float("inf")), took


def _by_stem(session: Session) -> Mapping[str, list[int]]:
    """Surname without endings → the records that bear it, in their order."""
    found: dict[str, list[int]] = {}
    for record in session.scalars(select(Record).order_by(Record.id)):
        found.setdefault(morphology.stem(record.name.surname), []).append(record.id)
    session.expunge_all()
    return found


def _by_surname(stems: Mapping[str, list[int]], person: Facts, others: set[int]) -> float:
    """The place by surname alone, where all who bear it are equal."""

    stem = morphology.stem(next(iter(person.parts(PartKind.SURNAME)), ""))
    bearers = [number for number in stems.get(stem, []) if number != person.record_id]
    return rank_of(np.ones(len(bearers)), np.array([number in others for number in bearers], np.bool_))


def _relations(held: _Trial, begin: Begin) -> dict[str, Any]:
    """Pairs of the samples that are kin: the relation between the two is withheld from both, and each looks for the
    other. Pairs with another shared fact, and the rest."""
    pairs = _pairs(held)
    told = begin("relations", len(pairs))
    ranks: dict[bool, list[float]] = {True: [], False: []}
    facts: dict[str, int] = {}
    finder = held.finder
    for left, right in pairs:
        with Session(held.engine) as session:
            _withhold(session, left, right)  # rolled back with the session
            known = facts_of(session, [left, right])
            shared = _shared(finder, known[left], known[right])
            for field in shared:
                facts[field] = facts.get(field, 0) + 1
            for one, other in ((left, right), (right, left)):
                ranks[bool(shared)].append(_rank(session, finder, known[one], {other})[0])
        told(1)
    return {
        "pairs": len(pairs),
        "facts": dict(sorted(facts.items(), key=lambda item: -item[1])),
        "with_facts": _shares(ranks[True], WITHIN["relations"]),
        "rest": _shares(ranks[False], WITHIN["relations"]),
    }


def _pairs(held: _Trial) -> list[tuple[int, int]]:
    """The pairs of records of which one names the other as a relative, the lesser number first."""
    with Session(held.engine) as session:
        named = session.execute(
            select(NamedRelative.record_id, NamedRelative.other_id).where(NamedRelative.other_id.is_not(None))
        )
        return sorted({(min(one, other), max(one, other)) for one, other in named if other is not None})


def _withhold(session: Session, left: int, right: int) -> None:
    """Take from both records that they name each other."""
    both = or_(
        (NamedRelative.record_id == left) & (NamedRelative.other_id == right),
        (NamedRelative.record_id == right) & (NamedRelative.other_id == left),
    )
    session.execute(delete(NamedRelative).where(both))


def _shared(finder: Finder, left: Facts, right: Facts) -> tuple[str, ...]:
    """The facts beside the relation that both records share, as far as they speak for kinship."""
    with finder.opened() as index:
        every = hypotheses_of_many(left, [right], chances_in_use(index))[0]
    grounds = {ground.field for told in every for ground in told.evidence if ground.weight > 0}
    return tuple(sorted(grounds - {field.value for field in _STATED}))


def _shares(ranks: Iterable[float], within: Iterable[int]) -> dict[str, Any]:
    held = list(ranks)
    return {f"first_{most}": Found.of(rank <= most for rank in held).as_json() for most in within}
