"""Accept the rows of a file in the background, some in a transaction; cut off anywhere, it goes on with what waits."""

from __future__ import annotations

import threading
from contextlib import suppress

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.audit import note
from app.background import Errand
from app.db import writing
from app.intake.accept import Lookup
from app.intake.accepting.decide import Acceptance, NoRecord, RefTaken, accept
from app.intake.accepting.samples.sampling import ACCEPTED, ACCEPTING, FINE, counts, ready
from app.judging.refusals import Refused
from app.models import Batch, Submission
from app.tombstones import Gone

CHUNK = 20  # rows a transaction: others wait for no longer than it takes to accept them
BREATH = 0.02  # seconds between two transactions


def run(engine: Engine, batch_id: int, stopped: threading.Event) -> None:
    """Accept what can be accepted; two processes at once take turns, for each takes only rows that still wait."""
    after: int | None = 0
    while after is not None and not stopped.wait(BREATH):
        after = _chunk(engine, batch_id, after)


def _chunk(engine: Engine, batch_id: int, after: int) -> int | None:
    """The number of the last row looked at, None where all are."""
    with writing(engine) as session:
        batch = session.get(Batch, batch_id)
        if batch is None or batch.state != ACCEPTING:
            return None
        wanted = select(Submission).where(*ready(batch), Submission.id > after).order_by(Submission.id).limit(CHUNK)
        rows = session.scalars(wanted).all()
        known = Lookup.read(session) if rows else Lookup({}, {})
        for submission in rows:
            _accept(session, batch, submission, Lookup(known.places, known.nations))
        if rows:
            return rows[-1].id
        batch.state = ACCEPTED
        session.flush()
        note(session, batch.decided_by_id, "batch.done", f"batch:{batch.reference}",
             accepted=counts(session, batch).accepted)  # fmt: skip
        return None


def _accept(session: Session, batch: Batch, submission: Submission, lookup: Lookup) -> None:
    """One row; where it cannot be, it waits for a decision of its own."""
    by_id = batch.decided_by_id
    if by_id is None:
        return
    looked_at = batch.checks.get(submission.reference, [""])[0] == FINE
    with suppress(RefTaken, NoRecord, Gone, Refused), session.begin_nested():
        how = Acceptance(checked="accepted" if looked_at else "sampled", lookup=lookup)
        accept(session, submission, by_id, how)


class Acceptances(Errand):
    """Accepts one file after the other as long as some wait for it."""

    def __init__(self, engine: Engine) -> None:
        super().__init__("the acceptance of files")
        self._engine = engine

    def turn(self) -> None:
        """Accept the next file, until stopped."""
        found = self._next()
        if found is not None:
            run(self._engine, found, self.stopped)

    def waits(self) -> bool:
        """Whether a file is to be accepted."""
        return self._next() is not None

    def _next(self) -> int | None:
        with Session(self._engine) as session:
            return session.scalar(select(Batch.id).where(Batch.state == ACCEPTING).order_by(Batch.id).limit(1))
