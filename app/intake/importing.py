"""Bring a list into the database: batch by batch, resumable, idempotent by source_ref, with a report of every fault."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.db import writing
from app.intake.apart import lots
from app.intake.batch import Batch, Order, Trial
from app.intake.readers import Opened
from app.intake.ready import Maker
from app.intake.report import Report, Tally
from app.intake.values import Words
from app.models import ImportRun
from app.models.base import now
from app.reference import nation_ids, place_ids

BATCH = 500  # rows a transaction: a killed run repeats at most so many

LONGEST_TURN, BREATH = 0.6, 0.11  # seconds; whoever waits for SQLite's lock looks for it ten times a second


class Turns:
    """Leaves room for others who write: SQLite keeps no queue, and a lock that is taken again at once is never free."""

    def __init__(self, engine: Engine) -> None:
        self._needed = engine.dialect.name == "sqlite"
        self._began = time.monotonic()

    def wait(self) -> None:
        """Before a turn: let others have theirs where it has been ours for long."""
        if self._needed and time.monotonic() - self._began > LONGEST_TURN:
            time.sleep(BREATH)
            self._began = time.monotonic()


def bring_in(engine: Engine, reading: Opened, path: Path, order: Order, report: Report) -> Iterator[tuple[int, Tally]]:
    """Import the file; yields (bytes read, tally) after each batch. Each batch is one transaction.

    A run that was killed goes on after the last batch that was committed; a file imported before changes nothing. With
    ``dry_run`` everything is read and checked and nothing written.
    """
    if order.dry_run:
        yield from _try_out(engine, reading, path, order, report)
        return
    run_id = _begin(engine, path, order, reading.format)
    maker = Maker(reading.format, order.citation, _words(engine), drafts=order.update)
    turns = Turns(engine)
    with closing(lots(reading, path, maker, BATCH)) as batches:
        for rows in batches:
            turns.wait()
            with writing(engine) as session:
                Batch(session, run_id, order, report).take(rows)
            yield rows[-1].position, report.tally
    with writing(engine) as session:
        session.get_one(ImportRun, run_id).finished_at = now()


def resume_after(engine: Engine, path: Path, order: Order) -> int:
    """The line after which an unfinished import of this very file goes on; 0 where it begins at the first.

    Another command than the one that was cut off begins anew: half a list in a wrong encoding would stay otherwise.
    """
    if order.dry_run:
        return 0
    with Session(engine) as session:
        run = _run(session, path)
        return run.line if run is not None and _goes_on(run, order) else 0


def _try_out(
    engine: Engine, reading: Opened, path: Path, order: Order, report: Report
) -> Iterator[tuple[int, Tally]]:  # fmt: skip
    with Session(engine) as session:
        before = _run(session, path)
        trial = Trial(session, ImportRun(id=before.id if before else 0, format=reading.format), order, report)
        with closing(lots(reading, path, Maker(reading.format), BATCH)) as batches:
            for rows in batches:
                trial.take(rows)
                session.rollback()  # a reader that stays would keep the database from tidying up
                yield rows[-1].position, report.tally


def _words(engine: Engine) -> Words:
    with Session(engine) as session:
        return Words(place_ids(session), nation_ids(session))


def _begin(engine: Engine, path: Path, order: Order, form: str) -> int:
    """The id of the run of this very file, begun now if it is the first or does not go on where it was cut off."""
    with writing(engine) as session:
        run = _run(session, path)
        if run is None:
            run = ImportRun(digest=_digest(path))
            session.add(run)
        if not _goes_on(run, order):
            run.line = run.read = run.accepted = run.rejected = 0
        run.filename, run.format, run.how, run.finished_at = path.name, form, order.how, None
        session.flush()
        return run.id


def _goes_on(run: ImportRun, order: Order) -> bool:
    return run.finished_at is None and run.how == order.how


def _run(session: Session, path: Path) -> ImportRun | None:
    return session.scalar(select(ImportRun).where(ImportRun.digest == _digest(path)))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
