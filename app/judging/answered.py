"""Which pairs the judgements in force have answered already, be it of other records of the same two persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.judging.scene import Pair, log_of, portions, standings_of
from app.judging.standing import SETTLED, said
from app.models import PersonRecord
from indexer.matching.verdict import Verdict

Key = Pair
KINDS = SAME, KIN = "same", "kin"
ANSWERS = {  # kind asked, verdict → kinds that need not be asked of the two persons any more
    (SAME, Verdict.DIFFERENT): (SAME,),
    (KIN, Verdict.DIFFERENT): (KIN,),
    (SAME, Verdict.KIN): KINDS,
    (KIN, Verdict.KIN): KINDS,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """``themselves``: what was said (verdict, relation) of pairs that were judged as such; ``persons``: who belongs to
    whom; ``between`` two persons the kinds that a judgement answers."""

    themselves: dict[Key, tuple[str, str]]
    persons: dict[int, int]
    between: dict[tuple[int, int], frozenset[str]]

    def __contains__(self, key: Key) -> bool:
        """Whether nothing is left to ask of that pair and kind."""
        left, right, kind = key
        ours, theirs = self.node(left), self.node(right)
        return ours == theirs or kind in self.between.get((min(ours, theirs), max(ours, theirs)), ())

    def node(self, record_id: int) -> int:
        """The person of a record; one that belongs to none stands for itself, below 0."""
        return self.persons.get(record_id, -record_id)


def answered(session: Session, record_ids: Iterable[int]) -> Answered:
    """What is answered of pairs among these records."""
    wanted = set(record_ids)
    persons = _persons(session, wanted)
    standing = standings_of(log_of(session, wanted | persons.keys()))
    decided = {key: stands.decision for key, stands in standing.items() if stands.state == SETTLED and stands.decision}
    found = Answered({key: said(made) for key, made in decided.items()}, persons, {})
    between: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for (left, right, kind), stands in standing.items():
        if stands.decision is not None:
            ours, theirs = sorted((found.node(left), found.node(right)))
            between[ours, theirs].update(ANSWERS.get((kind, Verdict(stands.decision.verdict)), ()))
    found.between.update({pair: frozenset(kinds) for pair, kinds in between.items() if kinds})
    return found


def _persons(session: Session, record_ids: set[int]) -> dict[int, int]:
    """The persons of these records and of all others that are theirs."""
    numbers: set[int] = set()
    for some in portions(record_ids):
        numbers.update(session.scalars(select(PersonRecord.person_id).where(PersonRecord.record_id.in_(some))))
    found: dict[int, int] = {}
    for some in portions(numbers):
        rows = session.scalars(select(PersonRecord).where(PersonRecord.person_id.in_(some)))
        found.update((row.record_id, row.person_id) for row in rows)
    return found
