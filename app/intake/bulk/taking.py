"""Take the judged rows of a batch in: submissions with their steps, faults, and how far the file is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.intake.bulk.judging import Fate, Judged, judge
from app.intake.bulk.rows import SentRow
from app.intake.problems import Problem
from app.intake.queued import put, queued
from app.models import Batch, BatchFault, Step, Submission
from app.models.base import now

SENT, EDITED, ANSWERED = "sent", "edited", "answered"
LONGEST_VALUE = 200  # letters of a wrong value that are shown


def take(session: Session, batch: Batch, rows: Sequence[SentRow]) -> None:
    """Judge the rows and take them in, in a transaction that writes; the batch knows then where to go on."""
    judged = judge(session, batch, rows)
    _put(session, batch, [each for each in judged if each.fate in (Fate.NEW, Fate.CORRECTION)])
    for each in judged:
        if each.fate is Fate.UPDATE:
            _replace(session, batch, each)
    _note(session, batch, [each for each in judged if each.problems])
    _count(batch, judged)
    batch.line, batch.position = rows[-1].line, rows[-1].position


def _put(session: Session, batch: Batch, judged: Sequence[Judged]) -> None:
    """New submissions, many in one statement: one by one they would take four times as long."""
    if not judged:
        return
    made = insert(Submission).returning(Submission.id, sort_by_parameter_order=True)
    ids = session.scalars(made, [_submission(batch, each) for each in judged]).all()
    steps = [
        {"submission_id": number, "by_id": batch.submitter_id, "kind": SENT, "said": dict(each.said), "edits": {}}
        for number, each in zip(ids, judged, strict=True)
    ]
    session.execute(insert(Step), steps)


def _submission(batch: Batch, each: Judged) -> dict[str, Any]:
    return {
        "reference": f"{batch.reference}-{each.row.line}",
        "token": f"{batch.reference}:{each.row.line}",
        "state": "pending",
        "kind": each.fate.value,
        "said": dict(each.said),
        "digest": each.row.digest,
        "submitter_id": batch.submitter_id,
        "language": batch.language,
        "consented_at": batch.consented_at,
        "about_id": each.about_id,
        "batch_id": batch.id,
        "line": each.row.line,
        "source_ref": each.row.source_ref,
        "sent_at": now(),
        **asdict(queued(each.row.draft, each.fate.value, now().date())),
    }


def _replace(session: Session, batch: Batch, each: Judged) -> None:
    """Let the submission that waits say what the row says, as one more step; it belongs to this batch from then on."""
    held = session.get_one(Submission, each.held_id)
    before, after = held.said, dict(each.said)
    edits = {
        column: [before.get(column, ""), after.get(column, "")]
        for column in dict.fromkeys((*before, *after))
        if before.get(column, "") != after.get(column, "")
    }
    kind = ANSWERED if held.state == "sent_back" else EDITED
    held.said, held.digest, held.state = after, each.row.digest, "pending"
    held.batch_id, held.line, held.sent_at = batch.id, each.row.line, now()
    put(session, held)
    held.steps.append(Step(by_id=batch.submitter_id, kind=kind, said=after, edits=edits))


def _note(session: Session, batch: Batch, judged: Sequence[Judged]) -> None:
    faults = [
        _fault(batch, each, problem, first=at == 0) for each in judged for at, problem in enumerate(each.problems)
    ]
    if faults:
        session.execute(insert(BatchFault), faults)


def _fault(batch: Batch, each: Judged, problem: Problem, *, first: bool) -> dict[str, Any]:
    return {
        "batch_id": batch.id,
        "line": each.row.line,
        "field": problem.field,
        "value": problem.value[:LONGEST_VALUE],
        "reason": problem.reason,
        "params": {name: said[:LONGEST_VALUE] for name, said in problem.params},
        "rejects": problem.rejects,
        "row": dict(each.row.cells) if first else {},
    }


def _count(batch: Batch, judged: Sequence[Judged]) -> None:
    fates = [each.fate for each in judged]
    batch.read += len(fates)
    batch.taken += fates.count(Fate.NEW) + fates.count(Fate.CORRECTION)
    batch.updated += fates.count(Fate.UPDATE)
    batch.already += fates.count(Fate.ALREADY)
    batch.faulty += fates.count(Fate.FAULTY)
