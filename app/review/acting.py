"""Carry a verdict out, or say in words why it was not: nothing that the archivist wrote is lost by it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TypeVar

from flask_babel import gettext
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import records
from app.db import writing
from app.judging import refusals
from app.judging.judge import LONGEST_NOTE, Decision, judge, judge_many
from app.judging.undo import undo, undo_batch
from app.models import Candidate, Judgement
from app.review.batch import Ticked
from app.review.verdict import Typed, Wrong, lacking
from app.review.words import FAULTS, STEPS
from indexer.matching.verdict import Verdict

GONE = 410
log = logging.getLogger(__name__)
Done = TypeVar("Done")
CODES: Mapping[type[refusals.Refused], str] = {
    refusals.BadDecision: "note",  # the rest of a decision is looked at before
    refusals.OwnSubmission: "own",
    refusals.Twice: "twice",
    refusals.NotYours: "not_yours",
    refusals.TakenBack: "taken_back",
    refusals.TooLarge: "large",
    refusals.Loop: "loop",
    refusals.Gone: "gone",
}
STATUS: Mapping[type[refusals.Refused], int] = {refusals.OwnSubmission: 403, refusals.Gone: GONE}


class Hindered(ValueError):
    """Nothing was written: ``wrong`` says why; ``status`` of the answer, GONE where nothing is left to be judged."""

    def __init__(self, wrong: Wrong, status: int = 409) -> None:
        super().__init__(wrong.words)
        self.wrong, self.status = wrong, status


def give(engine: Engine, candidate: Candidate, typed: Typed, me: int) -> Judgement:
    """Write the verdict down. Raises Hindered."""
    if code := lacking(typed):
        raise Hindered(Wrong(code if code in ("relation", "note") else "", _fault(code, most=LONGEST_NOTE)), 422)
    return _written(engine, lambda session: judge(session, decision(candidate, typed), me))


def take_back(engine: Engine, judgement_id: int, me: int, note: str) -> Judgement:
    """Undo a judgement, or an undoing. Raises Hindered."""
    return _written(engine, lambda session: undo(session, judgement_id, me, note))


def take_back_all(engine: Engine, batch: str, me: int) -> int:
    """Undo all that were given together; how many. Raises Hindered."""
    try:
        return len(_written(engine, lambda session: undo_batch(session, batch, me)))
    except refusals.AllRefused as refused:
        raise Hindered(Wrong("", said(next(iter(refused.reasons.values()))))) from refused


def give_many(engine: Engine, candidates: Mapping[int, Candidate], ticked: Ticked, me: int) -> dict[int, str]:
    """Judge all that were ticked to be one person each; {} when done, else why which of them cannot be."""
    gone = {number: _fault("gone") for number in ticked.seen if number not in candidates}
    if gone:
        return gone
    chosen = [(candidates[number], digest) for number, digest in ticked.seen.items()]
    decisions = [
        decision(each, Typed("same", note=ticked.note, token=f"{ticked.token}-{each.id}", seen=digest), ticked.token)
        for each, digest in chosen
    ]
    try:
        _written(engine, lambda session: judge_many(session, decisions, me, ticked.token))
    except refusals.AllRefused as refused:
        return {chosen[place][0].id: said(reason) for place, reason in refused.reasons.items()}
    return {}


def decision(candidate: Candidate, typed: Typed, batch: str = "") -> Decision:
    """What the form says of that pair, as it is judged."""
    return Decision(
        left_id=candidate.left_id,
        right_id=candidate.right_id,
        kind=candidate.kind,
        verdict=Verdict(typed.verdict),
        relation=typed.relation if typed.verdict == "kin" else "",
        note=typed.note,
        token=typed.token or None,
        seen=typed.seen,
        batch=batch,
        supersedes=typed.supersedes,
    )


def said(refused: refusals.Refused) -> str:
    """Why it cannot be, in words."""
    if isinstance(refused, refusals.Overtaken):
        return _fault("news" if refused.by == refusals.EVIDENCE else "other")
    told = {"size": refused.size, "most": refused.most} if isinstance(refused, refusals.TooLarge) else {}
    return _fault(CODES[type(refused)], **({"most": LONGEST_NOTE} | told))


def _fault(code: str, **told: object) -> str:
    said: str = gettext(FAULTS[code], **told)
    return said


def _written(engine: Engine, act: Callable[[Session], Done]) -> Done:
    try:
        with writing(engine) as session:
            try:
                return act(session)
            except refusals.AllRefused:
                raise
            except refusals.Refused as refused:
                path = _path(session, refused) if isinstance(refused, refusals.Loop) else ()
                raise Hindered(Wrong("", said(refused), path), STATUS.get(type(refused), 409)) from refused
    except OperationalError as error:  # a full disk, or a database that stays locked: all of it is undone
        log.warning("a verdict could not be written down: %s", error.orig)
        raise Hindered(Wrong("", _fault("unwritten")), 503) from error


def _path(session: Session, loop: refusals.Loop) -> tuple[str, ...]:
    """The way round, from record to record, in words."""
    numbers = {number for tie in loop.path for number in (tie.left, tie.right)}
    names = {number: shown.name.written for number, shown in records.by_ids(session, numbers).items()}
    return tuple(
        gettext(STEPS[tie.relation or tie.verdict.value], left=names.get(tie.left, f"№ {tie.left}"),
                right=names.get(tie.right, f"№ {tie.right}"))
        for tie in loop.path
    )  # fmt: skip
