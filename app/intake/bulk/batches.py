"""The batches of a volunteer: begun once, read anew, sent, stopped, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import func, insert, literal, select, update
from sqlalchemy.orm import Session

from app.audit import note
from app.intake.bulk import mapping
from app.intake.bulk.claims import RUNNING
from app.intake.bulk.running import FAILED, STOPPED, UPLOADED, let_go
from app.intake.bulk.store import Stored
from app.intake.readers.written import Table
from app.models import Batch, Step, Submission
from app.models.base import now
from app.references import reference

WAITING = ("pending", "sent_back")
LONGEST_CITATION = 1_000
LONGEST_NAME = 200


class NotOpen(ValueError):
    """The batch is in a state in which this cannot be done."""


def begin(session: Session, user_id: int, token: str, stored: Stored, name: str) -> Batch:
    """A new batch; the one of that token where the form was sent twice."""
    found = session.scalar(select(Batch).where(Batch.token == token, Batch.submitter_id == user_id))
    if found is None:
        found = Batch(
            reference=reference("B"),
            token=token,
            submitter_id=user_id,
            filename=name[-LONGEST_NAME:],
            digest=stored.digest,
            size=stored.size,
        )
        session.add(found)
        session.flush()
    return found


def own(session: Session, user_id: int, wanted: str) -> Batch | None:
    """The user's own batch of that reference; None where there is none or it is somebody else's."""
    return session.scalar(select(Batch).where(Batch.reference == wanted, Batch.submitter_id == user_id))


def all_of(session: Session, user_id: int) -> list[Batch]:
    """The user's batches, the last first."""
    return list(session.scalars(select(Batch).where(Batch.submitter_id == user_id).order_by(Batch.id.desc())))


def read_as(batch: Batch, table: Table, columns: Mapping[str, str]) -> None:
    """Let the batch be read as this table is, with these columns."""
    batch.format, batch.encoding, batch.separator, batch.part = (
        table.format, table.encoding, table.separator, table.part,
    )  # fmt: skip
    batch.columns, batch.size = dict(columns), table.size


def send(session: Session, batch: Batch, language: str) -> None:
    """Let it run from its first row; one that runs already stays as it is. Raises NotOpen."""
    if batch.state == RUNNING:
        return
    if batch.state != UPLOADED:
        raise NotOpen(batch.state)
    batch.consented_at, batch.language, batch.state = now(), language, RUNNING
    if batch.columns:
        mapping.remember(session, batch.submitter_id, batch.columns)
    note(session, batch.submitter_id, "batch.sent", f"batch:{batch.reference}", digest=batch.digest)


def stop(session: Session, batch: Batch) -> None:
    """Stop it after the rows under way; what is taken stays."""
    if batch.state == RUNNING:
        batch.state, batch.beat_at = STOPPED, None
        note(session, batch.submitter_id, "batch.stopped", f"batch:{batch.reference}", line=batch.line)


def resume(session: Session, batch: Batch) -> None:
    """Go on after the last row that was taken in."""
    if batch.state in (STOPPED, FAILED):
        batch.state, batch.beat_at, batch.fault = RUNNING, None, ""
        note(session, batch.submitter_id, "batch.resumed", f"batch:{batch.reference}", line=batch.line)


def forget(session: Session, batch: Batch, data_dir: Path) -> None:
    """Throw away a file of which nothing was taken yet. Raises NotOpen."""
    if batch.state == RUNNING or batch.read:
        raise NotOpen(batch.state)
    session.delete(batch)
    session.flush()
    let_go(session, data_dir, batch.digest)


def take_back(session: Session, batch: Batch) -> int:
    """Withdraw all of its submissions that wait for an archivist; returns how many. Raises NotOpen while it runs."""
    if batch.state == RUNNING:
        raise NotOpen(batch.state)
    waiting = (Submission.batch_id == batch.id, Submission.state.in_(WAITING))
    told = select(Submission.id, literal(now()), literal(batch.submitter_id), literal("withdrawn"), literal(""),
                  literal(""), Submission.said, literal({}, Step.edits.type)).where(*waiting)  # fmt: skip
    columns = ["submission_id", "at", "by_id", "kind", "reason", "words", "said", "edits"]
    session.execute(insert(Step).from_select(columns, told, include_defaults=False))
    withdrawn = session.execute(
        update(Submission)
        .where(*waiting)
        .values(state="withdrawn", version=Submission.version + 1)
        .execution_options(synchronize_session=False)
    )
    count: int = withdrawn.rowcount  # type: ignore[attr-defined]
    note(session, batch.submitter_id, "batch.withdrawn", f"batch:{batch.reference}", count=count)
    return count


def states(session: Session, batch: Batch) -> dict[str, int]:
    """How many of its submissions are in which state."""
    counted = select(Submission.state, func.count()).where(Submission.batch_id == batch.id).group_by(Submission.state)
    return {state: count for state, count in session.execute(counted)}  # noqa: C416 (typed so)


def asked_back(session: Session, batch: Batch, most: int) -> list[Submission]:
    """Those of its submissions that an archivist has sent back with a question."""
    wanted = select(Submission).where(Submission.batch_id == batch.id, Submission.state == "sent_back")
    return list(session.scalars(wanted.order_by(Submission.line).limit(most)))
