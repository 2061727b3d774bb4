"""Estimate the weights on this collection: pairs of its records in blocks, and pairs drawn at random."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.db import writing
from app.estimating.in_use import SAME
from app.facts import facts_of
from app.models import Estimate, Record
from indexer.matching.blocking import candidate_pairs
from indexer.matching.chances import Chances, chances_of
from indexer.matching.comparison import compared
from indexer.matching.estimate import estimate
from indexer.matching.facts import Facts
from indexer.matching.finding import Finding
from indexer.matching.naming import best_names
from indexer.matching.sketch import sketch, sketches
from indexer.matching.weights import PRIOR, shipped_weights

LEAST = 100  # pairs of one person that a collection must have, about, to say anything of weights
PAIRS = 40_000  # candidates that are compared, at most
LEFTS, RIGHTS = 200, 100  # records drawn at random, and how many each of them is laid on
_SHIPPED_ON = 28_889  # records among which the shipped weights were estimated
_SCALE = 0.7  # the share of a bit of prior that is new beside what the fields say, as in the shipped weights
_AT_ONCE = 500
_NAMED = 3  # collections that are named in the note of an estimate

Begin = Callable[[str, int], Callable[[int], None]]  # what is done, of how many → whom to tell of those done


@dataclass(slots=True)
class TooFew(RuntimeError):
    """The collection has hardly any person twice: about so many pairs of one person."""

    matched: float


def make(engine: Engine, begin: Begin) -> Estimate:
    """Estimate and keep; returns the row. Raises TooFew and keeps nothing."""
    everybody = list(_everybody(engine, begin))
    chances = chances_of(everybody)
    candidates = list(_candidates(everybody, chances, begin))
    drawn = list(_drawn(everybody, chances, begin))
    found = estimate(candidates, drawn, shipped_weights())
    if found.matched < LEAST:
        raise TooFew(found.matched)
    prior = shipped_weights().prior + _SCALE * log2(_SHIPPED_ON / len(everybody))
    rows: list[dict[str, Any]] = [{"field": PRIOR, "level": "", "expert": round(prior, 2)}, *found.rows]
    made = Estimate(
        kind=SAME, collection=_said(everybody), records=len(everybody), pairs=round(found.matched), rows=rows
    )
    with writing(engine) as session:
        session.add(made)
        session.flush()
        session.expunge(made)
    return made


def _everybody(engine: Engine, begin: Begin) -> Iterator[Facts]:
    with Session(engine) as session:
        ids = session.scalars(select(Record.id).order_by(Record.id)).all()
        told = begin("reading", len(ids))
        for start in range(0, len(ids), _AT_ONCE):
            yield from facts_of(session, ids[start : start + _AT_ONCE]).values()
            session.expunge_all()
            told(min(_AT_ONCE, len(ids) - start))


def _candidates(everybody: Sequence[Facts], chances: Chances, begin: Begin) -> Iterator[tuple[Finding, ...]]:
    """The findings of candidate pairs; of too many, those of a sample of records, which is the same in every run."""
    found = candidate_pairs(sketches(map(sketch, everybody)), SAME)
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for left, right in zip(found.left.tolist(), found.right.tolist(), strict=True):
        beside[left].append(right)
    told, count = begin("comparing", min(len(found), PAIRS)), 0
    for left in sorted(beside, key=lambda place: _mixed("left", everybody[place].record_id)):
        if count >= PAIRS:
            return
        yield from _laid(everybody[left], [everybody[right] for right in beside[left]], chances)
        count += len(beside[left])
        told(len(beside[left]))


def _drawn(everybody: Sequence[Facts], chances: Chances, begin: Begin) -> Iterator[tuple[Finding, ...]]:
    """The findings of pairs drawn at random, the same in every run."""
    mixed = sorted(everybody, key=lambda facts: _mixed("random", facts.record_id))
    told = begin("drawing at random", min(LEFTS, len(mixed)))
    for place, left in enumerate(mixed[:LEFTS]):
        rights = [mixed[(place + 1 + step * LEFTS) % len(mixed)] for step in range(RIGHTS)]
        found = _laid(left, [right for right in rights if right is not left], chances)
        yield from (tuple(each for each in pair if each.field != "source") for pair in found)
        told(1)


def _laid(left: Facts, rights: Sequence[Facts], chances: Chances) -> Iterator[tuple[Finding, ...]]:
    for right, named in zip(rights, best_names(left, rights), strict=True):
        yield compared(left, right, named, chances)


def _mixed(what: str, number: int) -> bytes:
    return hashlib.sha256(f"{what} {number}".encode()).digest()


def _said(everybody: Sequence[Facts]) -> str:
    """Which collections were looked at, the largest first."""
    sources: defaultdict[str, int] = defaultdict(int)
    for facts in everybody:
        sources[facts.source] += 1
    ordered = sorted(sources, key=lambda source: -sources[source])
    more = f" and {len(ordered) - _NAMED} more" if len(ordered) > _NAMED else ""
    return "; ".join(ordered[:_NAMED]) + more
