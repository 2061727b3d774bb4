"""Accept the rows of a file in the background, some in a transaction; cut off anywhere, it goes on with what waits."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress

from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.audit import note
from app.db import writing
from app.intake.accept import Lookup
from app.intake.accepting.decide import Acceptance, NoRecord, RefTaken, accept
from app.intake.accepting.samples.sampling import ACCEPTED, ACCEPTING, FINE, counts, ready
from app.models import Batch, Submission
from app.tombstones import Gone

CHUNK = 20  # rows a transaction: others wait for no longer than it takes to accept them
LOOK = 5.0  # seconds between two looks for a file while requests come in
PAUSE = 2.0  # seconds until it is tried again after a failure
BREATH = 0.02  # seconds between two transactions
log = logging.getLogger(__name__)


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
    with suppress(RefTaken, NoRecord, Gone), session.begin_nested():
        how = Acceptance(checked="accepted" if looked_at else "sampled", lookup=lookup)
        accept(session, submission, by_id, how)


class Acceptances:
    """A thread that lives as long as a file is to be accepted; any request may find that there is one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._looked = 0.0

    def look(self, *, at_once: bool = False) -> None:
        """Begin where a file waits to be accepted; looks at most every few seconds unless told that there is one."""
        if not at_once and time.monotonic() - self._looked < LOOK:
            return
        self._looked = time.monotonic()
        with suppress(SQLAlchemyError), self._lock:
            if not (self._thread and self._thread.is_alive()) and self._next() is not None:
                self._stopped.clear()
                self._thread = threading.Thread(target=self._run, name="acceptances", daemon=True)
                self._thread.start()

    def settle(self, timeout: float = 60) -> None:
        """Wait until the thread has ended."""
        if self._thread:
            self._thread.join(timeout)

    def stop(self) -> None:
        """End after the rows under way; the next look goes on."""
        self._stopped.set()
        self.settle()

    def _run(self) -> None:
        """A full disk or locked database is met again later."""
        while not self._stopped.is_set():
            try:
                found = self._next()
                if found is None:
                    return
                run(self._engine, found, self._stopped)
            except OperationalError as error:
                log.warning("a file could not be accepted further, trying again: %s", type(error).__name__)
                self._stopped.wait(PAUSE)

    def _next(self) -> int | None:
        with Session(self._engine) as session:
            return session.scalar(select(Batch.id).where(Batch.state == ACCEPTING).order_by(Batch.id).limit(1))
