"""One process runs a batch: it claims it by a beat, gives signs of life, and loses it if it is silent for too long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from types import TracebackType

from sqlalchemy import ColumnElement, Engine, and_, or_, select
from sqlalchemy.orm import Session

from app.db import writing
from app.models import Batch
from app.models.base import now

RUNNING = "running"
LOST = timedelta(seconds=45)  # without a sign of life: another process goes on
BEAT = 10.0  # seconds


class Lost(Exception):
    """The batch was stopped by its owner, or another process has it."""


class Claim:
    """A batch that this process runs, as long as no other has it; a context manager that gives signs of life."""

    def __init__(self, engine: Engine, batch_id: int, beat: object) -> None:
        self.batch_id = batch_id
        self._engine, self._beat = engine, beat
        self.stopped = threading.Event()  # set when the process ends
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._heart = threading.Thread(target=self._live, name="batch-heart", daemon=True)

    @contextmanager
    def writing(self) -> Iterator[tuple[Session, Batch]]:
        """A transaction that writes, with the batch. Raises Lost."""
        with self._lock, writing(self._engine) as session:
            batch = session.get(Batch, self.batch_id)
            if batch is None or batch.state != RUNNING or batch.beat_at != self._beat:
                raise Lost
            batch.beat_at = beat = now()
            yield session, batch
            session.flush()
            self._beat = beat

    def breathe(self, seconds: float) -> None:
        """Let others have their turn. Raises Lost when the process ends."""
        if self.stopped.wait(seconds):
            raise Lost

    def release(self) -> None:
        """Leave the batch to whoever comes next, without the wait for a sign of life."""
        with suppress(Lost), self.writing() as (_session, batch):
            batch.beat_at = None

    def __enter__(self) -> Claim:
        self._heart.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        self._heart.join()

    def _live(self) -> None:
        """Signs of life while a large file is opened; a lost batch is met by the next transaction."""
        while not self._ended.wait(BEAT):
            try:
                with self.writing():
                    pass
            except Lost:
                return


def claim(engine: Engine) -> Claim | None:
    """The oldest batch that waits to be run or whose process is gone; None where there is none."""
    with Session(engine) as session:  # a look without the write lock, for there is seldom anything to do
        if session.scalar(select(Batch.id).where(_free()).limit(1)) is None:
            return None
    with writing(engine) as session:
        batch = session.scalar(select(Batch).where(_free()).order_by(Batch.id).limit(1))
        if batch is None:
            return None
        batch.beat_at = beat = now()
        return Claim(engine, batch.id, beat)


def _free() -> ColumnElement[bool]:
    return and_(Batch.state == RUNNING, or_(Batch.beat_at.is_(None), Batch.beat_at < now() - LOST))
