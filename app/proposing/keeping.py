"""Write what is proposed: new pairs, new evidence of known ones; what no longer holds goes, what was judged stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.evidence_data import news
from app.judging.answered import Answered, Key, answered
from app.judging.scene import portions
from app.judging.standing import OPEN, SETTLED
from app.models import Candidate, Proposed, Record
from app.models.base import now
from app.proposing.comparing import Portion, Proposal
from indexer.matching.verdict import Verdict

CHANGES = 0.005  # of a value that is not worth writing again


@dataclass(slots=True)
class Tally:
    """What was written: pairs by (kind, band) that are new, and how many changed, were asked anew, or went."""

    new: Counter[tuple[str, str]] = field(default_factory=Counter)
    changed: int = 0
    again: int = 0
    gone: int = 0
    records: int = 0

    def add(self, other: Tally) -> None:
        """Count what was written elsewhere as well."""
        self.new.update(other.new)
        self.changed += other.changed
        self.again += other.again
        self.gone += other.gone
        self.records += other.records


def keep(session: Session, portion: Portion, found: Sequence[Proposal], owner: Callable[[Key], int | None]) -> Tally:
    """Write the proposals of a portion, in a transaction that writes.

    What the judgements in force answer, be it of other records of the same persons, is written as settled: an undoing
    has it asked again.

    ``owner`` tells of a pair which record answers for it in this run: of pairs that are the portion's to answer for,
    those that were not found again and are open are removed. The same portion written twice changes nothing.
    """
    tally = Tally(records=len(portion.owners))
    known = _known(session, portion.owners)
    judged = answered(session, {number for each in found for number in (each.left_id, each.right_id)})
    here = _here(session, portion.records)
    wanted = {each.key: each for each in found if here.issuperset((each.left_id, each.right_id))}
    for key, proposal in wanted.items():
        _write(session, proposal, known.get(key), judged, tally)
    own = set(portion.owners)
    for key, candidate in known.items():
        if key not in wanted and owner(key) in own:
            _lose(session, candidate, tally)
    return tally


def remember(session: Session, marks: Mapping[int, bytes]) -> None:
    """Note what was known of these records when their pairs were looked for."""
    here = _here(session, marks)
    for some in portions(marks):
        session.execute(delete(Proposed).where(Proposed.record_id.in_(some)))
    session.add_all(
        Proposed(record_id=number, digest=mark.decode()) for number, mark in marks.items() if number in here
    )


def _write(session: Session, proposal: Proposal, candidate: Candidate | None, judged: Answered, tally: Tally) -> None:
    if candidate is None:
        asked = proposal.key not in judged and proposal.key not in judged.themselves
        session.add(Candidate(**asdict(proposal), state=OPEN if asked else SETTLED))
        if asked:
            tally.new[proposal.kind, proposal.band] += 1
    elif candidate.state == SETTLED:
        fresh = news(candidate.evidence, proposal.evidence) if _may_come_back(proposal, judged) else []
        if fresh:
            _renew(candidate, proposal)
            candidate.state, candidate.news = OPEN, fresh
            tally.again += 1
    elif candidate.digest != proposal.digest or abs(candidate.value - proposal.value) > CHANGES:
        _renew(candidate, proposal)
        tally.changed += 1


def _may_come_back(proposal: Proposal, judged: Answered) -> bool:
    """Whether a judge has said something else of that very pair, and it is not of one person by now."""
    said = judged.themselves.get(proposal.key)
    agreed = (Verdict.KIN.value, proposal.relation)
    return said not in (None, agreed) and judged.node(proposal.left_id) != judged.node(proposal.right_id)


def _renew(candidate: Candidate, proposal: Proposal) -> None:
    for column, value in asdict(proposal).items():
        setattr(candidate, column, value)
    candidate.changed_at = now()


def _lose(session: Session, candidate: Candidate, tally: Tally) -> None:
    """A pair that came back after a verdict goes back to it; one that nobody judged is gone."""
    if candidate.state == OPEN and candidate.news:
        candidate.state, candidate.news = SETTLED, []
    elif candidate.state == OPEN:
        session.delete(candidate)
    else:
        return
    tally.gone += 1


def _known(session: Session, owners: Iterable[int]) -> dict[Key, Candidate]:
    found: dict[Key, Candidate] = {}
    for some in portions(owners):
        held = select(Candidate).where(or_(Candidate.left_id.in_(some), Candidate.right_id.in_(some)))
        found.update({(one.left_id, one.right_id, one.kind): one for one in session.scalars(held)})
    return found


def _here(session: Session, ids: Iterable[int]) -> set[int]:
    """Those of the records that are there still: one may have been removed since it was read."""
    return {
        number for some in portions(ids) for number in session.scalars(select(Record.id).where(Record.id.in_(some)))
    }
