"""Run batches in the background: a thread that takes one after the other, some rows a transaction."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.audit import note
from app.background import Watch
from app.db import writing
from app.intake.bulk import store
from app.intake.bulk.claims import RUNNING, Claim, Lost, claim
from app.intake.bulk.rows import Plan, SentRow, read
from app.intake.bulk.taking import take
from app.intake.files import UnreadableFile
from app.intake.readers.tables import open_table
from app.intake.readers.written import How, Written
from app.models import Batch
from app.models.base import now

CHUNK = 100  # rows a transaction: others wait for no longer than it takes to put them in
PAUSE = 1.0  # seconds between two looks for a batch
BREATH = 0.005  # seconds between two transactions, for pages that are asked for meanwhile
TIDY_EVERY = timedelta(hours=1)
FORGOTTEN = timedelta(days=30)  # an upload that nobody sent is thrown away
DONE, FAILED, UPLOADED, STOPPED = "done", "failed", "uploaded", "stopped"
NEED_FILE = (UPLOADED, RUNNING, STOPPED, FAILED)
OWN_FAULT = "own_fault"
log = logging.getLogger(__name__)


def how_of(batch: Batch) -> How:
    """How the batch's file is to be read."""
    return How(batch.format, batch.encoding, batch.separator, batch.part)


def plan_of(batch: Batch) -> Plan:
    """How its rows are to be read: people of a tree speak in our columns already."""
    return Plan(None if batch.format == "gedcom" else dict(batch.columns), batch.citation)


def run(engine: Engine, data_dir: Path, mine: Claim) -> None:
    """Take in all rows that are left. Ends early where the batch is stopped or lost; what is unreadable fails it."""
    with Session(engine) as session:
        batch = session.get_one(Batch, mine.batch_id)
        path, after = store.path_of(data_dir, batch.digest), batch.line
        how, plan = how_of(batch), plan_of(batch)
    try:
        with closing(open_table(path, how, after)) as table:
            for rows in _chunks(table, plan):
                with mine.writing() as (session, batch):
                    batch.size = table.size
                    take(session, batch, rows)
                mine.breathe(BREATH)
        _end(mine, data_dir)
    except UnreadableFile as error:
        _fail(mine, error.reason, error.params | {"path": ""})


def tidy(engine: Engine, data_dir: Path) -> int:
    """Throw away uploads that nobody sent; returns how many."""
    with writing(engine) as session:
        old = select(Batch).where(Batch.state == UPLOADED, Batch.created_at < now() - FORGOTTEN)
        forgotten = list(session.scalars(old))
        for batch in forgotten:
            session.delete(batch)
            session.flush()
            let_go(session, data_dir, batch.digest)
        return len(forgotten)


class Runner(Watch):
    """Looks for a batch to run; where it is stopped another process, or the next start, goes on."""

    def __init__(self, engine: Engine, data_dir: Path) -> None:
        super().__init__("the reader of files", PAUSE)
        self._engine, self._data_dir = engine, data_dir
        self._tidy_at = now() + TIDY_EVERY

    def turn(self) -> None:
        """Run the next batch, if there is one."""
        self._now_and_then()
        self._next()

    def _now_and_then(self) -> None:
        if now() > self._tidy_at:
            self._tidy_at = now() + TIDY_EVERY
            tidy(self._engine, self._data_dir)

    def _next(self) -> None:
        mine = claim(self._engine)
        if mine is None:
            return
        mine.stopped = self.stopped
        with mine:
            try:
                run(self._engine, self._data_dir, mine)
            except Lost:
                if self.stopped.is_set():
                    mine.release()
            except (OSError, OperationalError):
                raise
            except Exception:  # a slip of ours in one file must not stop the files of others
                log.exception("batch %s failed", mine.batch_id)
                _fail(mine, OWN_FAULT, {})


def _chunks(table: Iterable[Written], plan: Plan) -> Iterator[list[SentRow]]:
    rows = (read(written, plan) for written in table)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _end(mine: Claim, data_dir: Path) -> None:
    with mine.writing() as (session, batch):
        batch.state, batch.finished_at, batch.fault = DONE, now(), ""
        counted = {name: getattr(batch, name) for name in ("read", "taken", "updated", "already", "faulty")}
        note(session, batch.submitter_id, "batch.read", f"batch:{batch.reference}", **counted)
        session.flush()
        let_go(session, data_dir, batch.digest)


def _fail(mine: Claim, reason: str, params: dict[str, str]) -> None:
    with suppress(Lost), mine.writing() as (_session, batch):
        batch.state, batch.fault = FAILED, json.dumps({"reason": reason, "params": params}, ensure_ascii=False)


def let_go(session: Session, data_dir: Path, digest: str) -> None:
    """A file that is read to its end is not needed any more: its rows are here, and what is erased must not stay."""
    if session.scalar(select(Batch.id).where(Batch.digest == digest, Batch.state.in_(NEED_FILE)).limit(1)) is None:
        store.remove(data_dir, digest)
