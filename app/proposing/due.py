"""Pairs of a record soon after it was accepted or changed: found through the index, written within seconds.

What the index reaches is not all that the blocks of a whole run would: the next ``flask propose`` looks for the pairs
of such a record again, and finds those that need more than a name or a place to be met.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, delete, or_, select
from sqlalchemy.orm import Session

from app.background import Errand
from app.db import writing
from app.estimating import chances_in_use, weights_in_use
from app.facts import facts_of
from app.finder import Finder
from app.models import Candidate, DueProposal
from app.proposing.comparing import KIN, SAME, Measures, Pair, Portion, proposals
from app.proposing.keeping import Tally, keep
from app.proposing.run import Busy, alone
from indexer.index import Index, NoIndex
from indexer.kin_search import near_kin
from indexer.matching.facts import Facts
from indexer.matching.kin_shares import Shares
from indexer.query import SearchQuery
from indexer.search import rank

AT_ONCE = 10  # records a turn
NAMES = 4  # of a record that are looked for
NEAREST = {SAME: 40, KIN: 40}  # records that are compared in full


class Proposer(Errand):
    """Begins when records were indexed that came singly, and ends when the pairs of all of them are looked for."""

    def __init__(self, engine: Engine, finder: Finder, data_dir: Path) -> None:
        super().__init__("the proposer")
        self._engine, self._finder, self._data_dir = engine, finder, data_dir

    def waits(self) -> bool:
        """Whether some record's pairs are still to be looked for."""
        with Session(self._engine) as session:
            return session.scalar(select(DueProposal.id).limit(1)) is not None

    def turn(self) -> None:
        """Look for the pairs of some; nothing while another process does, or while there is no index."""
        try:
            with alone(self._data_dir):
                propose_due(self._engine, self._finder)
        except (Busy, NoIndex):
            return


def propose_due(engine: Engine, finder: Finder) -> Tally:
    """Look for the pairs of those that wait, AT_ONCE at most. Raises NoIndex."""
    tally = Tally()
    with Session(engine) as session:
        waiting = select(DueProposal.id, DueProposal.record_id).order_by(DueProposal.id).limit(AT_ONCE)
        due = session.execute(waiting).all()
    for record_id in dict.fromkeys(row.record_id for row in due):
        tally.add(_propose_one(engine, finder, record_id))
    with writing(engine) as session:
        session.execute(delete(DueProposal).where(DueProposal.id.in_([row.id for row in due])))
    return tally


def _propose_one(engine: Engine, finder: Finder, record_id: int) -> Tally:
    with Session(engine) as session:
        facts = facts_of(session, [record_id]).get(record_id)
        if facts is None:
            return Tally()
        with finder.opened() as index:
            near = _near(index, facts)
        portion = _portion(session, facts, near)
        held = facts_of(session, portion.records)
        weights = weights_in_use(session)
    with finder.opened() as index:  # chances are asked of it as they are needed
        found = list(proposals(held, portion, Measures(weights, chances_in_use(index))))
    with writing(engine) as session:
        return keep(session, portion, found, lambda key: record_id if record_id in key[:2] else None)


def _near(index: Index, facts: Facts) -> dict[str, set[int]]:
    """The records whose names come nearest, and those that may be kin at a first look."""
    named: set[int] = set()
    for name in facts.names[:NAMES]:
        ranking = rank(index, SearchQuery(name=name, born=None))
        best = (-ranking.scores).argsort(kind="stable")[: NEAREST[SAME]]
        named.update(ranking.record_ids[best].tolist())
    kin = near_kin(index, facts, Shares(chances_in_use(index)), NEAREST[KIN])
    return {SAME: named, KIN: {near.record_id for near in kin}}


def _portion(session: Session, facts: Facts, near: dict[str, set[int]]) -> Portion:
    """The record beside those near it and those it was proposed with before."""
    own = facts.record_id
    known = select(Candidate.kind, Candidate.left_id, Candidate.right_id)
    for kind, left, right in session.execute(known.where(or_(Candidate.left_id == own, Candidate.right_id == own))):
        near[kind].add(left + right - own)
    pairs: dict[str, tuple[Pair, ...]] = {
        kind: tuple((min(own, other), max(own, other)) for other in sorted(others - {own}))
        for kind, others in near.items()
    }
    return Portion((own,), pairs)
