"""Take a judgement back, or the taking back: a judgement of its own, after which all is as it was."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import note as noted
from app.judging.candidates import came_back, candidate_of, log_of_pair
from app.judging.judge import LONGEST_NOTE, come_of, of_others, one_at_a_time
from app.judging.refusals import VERDICT, AllRefused, BadDecision, Gone, NotYours, Overtaken, Refused, TakenBack
from app.judging.standing import OPEN, SETTLED, standing, void
from app.models import Judgement
from indexer.matching.verdict import Verdict

BACK = "back"  # news for which the pair waited to be judged anew, beside the judgement that is taken back


def undo(session: Session, judgement_id: int, judge_id: int | None, note: str = "") -> Judgement:
    """Append what takes that judgement back, in a transaction that writes; persons, kinships, candidates follow.

    Where it is refused nothing is written. Raises Gone, BadDecision, TakenBack, OwnSubmission, NotYours, Overtaken (an
    undoing, after which the pair was judged anew, stays), TooLarge, Loop.
    """
    one_at_a_time(session)
    target = session.get(Judgement, judgement_id)
    if target is None:
        raise Gone(judgement_id)
    if len(note) > LONGEST_NOTE:
        raise BadDecision("note")
    _may_be_undone(session, target, judge_id)
    with session.begin_nested():
        return _undone(session, target, judge_id, note.strip())


def undo_batch(session: Session, batch: str, judge_id: int | None, note: str = "") -> tuple[Judgement, ...]:
    """Take back all that were given together and are not taken back yet, or none: raises AllRefused, Gone."""
    given = session.scalars(select(Judgement).where(Judgement.batch == batch).order_by(Judgement.id.desc())).all()
    if not batch or not given:
        raise Gone(0)
    made, reasons = [], dict[int, Refused]()
    together = session.begin_nested()
    for place, one in enumerate(given):
        try:
            made.append(undo(session, one.id, judge_id, note))
        except TakenBack:
            continue
        except Refused as refused:
            reasons[place] = refused
    if reasons:
        together.rollback()
        raise AllRefused(reasons)
    together.commit()
    return tuple(made)


def _may_be_undone(session: Session, target: Judgement, judge_id: int | None) -> None:
    log = log_of_pair(session, (target.left_id, target.right_id, target.kind))
    if target.id in void(log):
        raise TakenBack(next(one for one in reversed(log) if one.undoes_id == target.id))
    of_others(session, (target.left_id, target.right_id), judge_id)
    if target.verdict == Verdict.UNDONE:
        _nothing_since(log, target)
        return
    stands = standing(log)
    if target in stands.verdicts and stands.state != SETTLED and judge_id not in (None, target.judge_id):
        raise NotYours


def _nothing_since(log: Sequence[Judgement], undoing: Judgement) -> None:
    """What was taken back comes back only as long as nobody has judged the pair since."""
    taken_back = void(log)
    later = [one for one in log if one.id > undoing.id and one.verdict != Verdict.UNDONE and one.id not in taken_back]
    if later:
        raise Overtaken(VERDICT, None, later[-1])


def _undone(session: Session, target: Judgement, judge_id: int | None, words: str) -> Judgement:
    pair = (target.left_id, target.right_id, target.kind)
    before = standing(log_of_pair(session, pair))
    candidate = candidate_of(session, pair)
    back = list(candidate.news) if candidate and came_back(candidate, before) else target.seen.get(BACK, [])
    made = Judgement(
        left_id=target.left_id, right_id=target.right_id, kind=target.kind, verdict=Verdict.UNDONE.value, note=words,
        judge_id=judge_id, undoes_id=target.id, round=target.round, needs=target.needs,
        seen={BACK: back} if back else {},
    )  # fmt: skip
    session.add(made)
    session.flush()
    stands = come_of(session, pair, before.decision)
    if candidate and back and stands.state == SETTLED:
        candidate.state, candidate.news = OPEN, back  # it had come back by itself, and waits still
    noted(session, judge_id, "undone", f"judgement:{target.id}", by=made.id, records=list(pair[:2]))
    return made
