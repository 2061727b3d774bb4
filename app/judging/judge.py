"""Give a verdict on a pair of records: written once, in force at once, never altered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.audit import note
from app.judging.candidates import came_back, candidate_of, log_of_pair, restate, write
from app.judging.check import check
from app.judging.refusals import (
    EVIDENCE,
    VERDICT,
    AllRefused,
    BadDecision,
    Gone,
    Overtaken,
    OwnSubmission,
    Refused,
    Twice,
)
from app.judging.scene import Pair
from app.judging.settle import settle
from app.judging.standing import SETTLED, Standing, standing
from app.models import Candidate, Judgement, Record, Submission
from app.settings import settings
from indexer.matching.clusters import INVERSE
from indexer.matching.verdict import Verdict

KINDS = ("same", "kin")
LONGEST_NOTE = 2_000  # letters
_LOCK = 0x4A5544  # PostgreSQL's lock of the judges: one after the other, as SQLite's write lock gives


@dataclass(frozen=True, slots=True)
class Decision:
    """What a judge says of a pair, in either order. ``relation``, of kin: what the right person is to the left one.

    ``seen``: the digest of the evidence that the page showed, '' where it showed none. ``supersedes``: the number of
    the judgement in force that the judge saw and means to replace. ``alone``: it settles the pair also where two
    verdicts are asked for, as another person has said the same before (a volunteer who sent a further source).
    """

    left_id: int
    right_id: int
    kind: str
    verdict: Verdict
    relation: str = ""
    note: str = ""
    token: str | None = None
    seen: str = ""
    batch: str = ""
    supersedes: int | None = None
    alone: bool = False

    @property
    def pair(self) -> Pair:
        """What it is about; `ordered` decisions have the lower record on the left."""
        return self.left_id, self.right_id, self.kind


@dataclass(frozen=True, slots=True)
class _Asked:
    """What there is of the pair before the verdict."""

    decision: Decision
    judge_id: int | None
    stands: Standing
    candidate: Candidate | None = field(default=None)

    @property
    def anew(self) -> bool:
        """Whether the verdict begins a new round."""
        return self.stands.state == SETTLED


def judge(session: Session, decision: Decision, judge_id: int | None) -> Judgement:
    """Write the verdict and what comes of it, in a transaction that writes (`app.db.writing`).

    Where it is refused nothing is written, also if the caller goes on. A token that was sent before gives the judgement
    it made. Raises BadDecision, Gone, OwnSubmission, Overtaken, Twice, TooLarge, Loop.
    """
    one_at_a_time(session)
    decision = ordered(decision)
    before = _sent_before(session, decision)
    if before is not None:
        return before
    asked = _asked(session, decision, judge_id)
    with session.begin_nested():
        made = _written(session, asked)
        come_of(session, decision.pair, asked.stands.decision)
        note(session, judge_id, "judged", f"judgement:{made.id}", records=[decision.left_id, decision.right_id])
    return made


def come_of(session: Session, pair: Pair, before: Judgement | None) -> Standing:
    """Let the tables follow a judgement on the pair, where ``before`` was in force until now; how it stands.

    Raises TooLarge, Loop.
    """
    stands, candidate, records = standing(log_of_pair(session, pair)), candidate_of(session, pair), pair[:2]
    if candidate is not None:
        write(candidate, stands, stands.state)
    if stands.decision is not before:
        check(session, settle(session, records), records)
    else:
        restate(session, records)
    return stands


def judge_many(
    session: Session, decisions: Sequence[Decision], judge_id: int | None, batch: str
) -> tuple[Judgement, ...]:
    """Write all of them or, where one is refused, none: raises AllRefused with the reason of each that is."""
    made, reasons = [], dict[int, Refused]()
    together = session.begin_nested()
    for place, decision in enumerate(decisions):
        token = decision.token or f"{batch}:{place}"
        try:
            made.append(judge(session, replace(decision, batch=batch, token=token), judge_id))
        except Refused as refused:
            reasons[place] = refused
    if reasons:
        together.rollback()
        raise AllRefused(reasons)
    together.commit()
    return tuple(made)


def hindrance(session: Session, decision: Decision, judge_id: int) -> Refused | None:
    """What would hinder that judge from judging the pair at all, for a page to tell before it offers a form."""
    try:
        decision = ordered(decision)
        _here(session, decision)
        of_others(session, (decision.left_id, decision.right_id), judge_id)
        stands = standing(log_of_pair(session, decision.pair))
        _once(stands, judge_id)
    except Refused as refused:
        return refused
    return None


def ordered(decision: Decision) -> Decision:
    """The same with the lower record on the left; raises BadDecision where it makes no sense."""
    _sensible(decision)
    if decision.left_id < decision.right_id:
        return decision
    relation = INVERSE[decision.relation] if decision.relation else ""
    return replace(decision, left_id=decision.right_id, right_id=decision.left_id, relation=relation)


def of_others(session: Session, records: Sequence[int], judge_id: int | None) -> None:
    """Raise OwnSubmission where the judge has submitted one of the records, or a correction of it."""
    if judge_id is None:
        return
    own = (Submission.submitter_id == judge_id, Submission.record_id.in_(records))
    found = session.scalar(select(Submission.record_id).where(*own).limit(1))
    if found is not None:
        raise OwnSubmission(found)


def one_at_a_time(session: Session) -> None:
    """Wait for another judge's transaction; SQLite's writers wait for one another anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _sensible(decision: Decision) -> None:
    if decision.left_id == decision.right_id:
        raise BadDecision("pair")
    if decision.kind not in KINDS:
        raise BadDecision("kind")
    if decision.verdict not in Verdict or decision.verdict == Verdict.UNDONE:
        raise BadDecision("verdict")
    if (decision.verdict == Verdict.KIN) != (decision.relation in INVERSE):
        raise BadDecision("relation")
    if len(decision.note) > LONGEST_NOTE:
        raise BadDecision("note")


def _sent_before(session: Session, decision: Decision) -> Judgement | None:
    if not decision.token:
        return None
    return session.scalar(select(Judgement).where(Judgement.token == decision.token))


def _asked(session: Session, decision: Decision, judge_id: int | None) -> _Asked:
    """The pair as it stands, where the judge may judge it."""
    _here(session, decision)
    of_others(session, (decision.left_id, decision.right_id), judge_id)
    stands, candidate = standing(log_of_pair(session, decision.pair)), candidate_of(session, decision.pair)
    _once(stands, judge_id)
    if decision.seen and (candidate is None or candidate.digest != decision.seen):
        raise Overtaken(EVIDENCE, candidate, stands.decision)
    if stands.state == SETTLED and not (candidate and came_back(candidate, stands)):
        in_force = stands.decision.id if stands.decision else None
        if decision.supersedes != in_force:
            raise Overtaken(VERDICT, candidate, stands.decision)
    return _Asked(decision, judge_id, stands, candidate)


def _here(session: Session, decision: Decision) -> None:
    records = (decision.left_id, decision.right_id)
    found = set(session.scalars(select(Record.id).where(Record.id.in_(records))))
    for number in records:
        if number not in found:
            raise Gone(number)


def _once(stands: Standing, judge_id: int | None) -> None:
    if stands.state != SETTLED and judge_id is not None and judge_id in stands.heard:
        raise Twice


def _written(session: Session, asked: _Asked) -> Judgement:
    decision, stands = asked.decision, asked.stands
    needs = stands.verdicts[0].needs if stands.verdicts and not asked.anew else 0
    alone = decision.alone or asked.judge_id is None
    made = Judgement(
        left_id=decision.left_id, right_id=decision.right_id, kind=decision.kind, verdict=decision.verdict.value,
        relation=decision.relation, note=decision.note.strip(), judge_id=asked.judge_id, token=decision.token,
        batch=decision.batch, round=stands.round + asked.anew, needs=needs or (1 if alone else settings().verdicts),
        seen=_seen(asked.candidate),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _seen(candidate: Candidate | None) -> Mapping[str, object]:
    if candidate is None:
        return {}
    names = ("value", "band", "digest", "relation", "evidence", "news")
    return {name: getattr(candidate, name) for name in names}
