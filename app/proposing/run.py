"""Look for pairs in the whole collection: read, put into blocks, compare, write, a portion after the other.

Only records that are new or known otherwise than when their pairs were last looked for are matched, against all. A
portion is written in one transaction together with the mark that its records are done: killed at any step, the next run
goes on from there, and what it does again has the same effect.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from app import knowledge
from app.config import DATA
from app.db import writing
from app.estimating import weights_in_use
from app.judging.standing import SETTLED
from app.models import Candidate, DueProposal, Estimate, Proposed, Record
from app.proposing.comparing import Measures, compare_portion, leave
from app.proposing.gathering import MARK, Gathered, gather, merged
from app.proposing.keeping import Tally, keep, remember
from app.proposing.portions import Fresh, Work
from app.workers import Workers
from indexer import index
from indexer.matching.blocking import Told

READ = 1_000  # records that a process reads at a time
FEW = 1_000  # records that are not worth starting processes for
LOCK = "proposing"  # the folder of the lock, beside the database

Begin = Callable[[str, int], Callable[[int], None]]  # what is done, of how many: told whenever some more are done


class Busy(RuntimeError):
    """Another process is looking for pairs."""


@dataclass(frozen=True, slots=True)
class Order:
    """``full``: all records, whatever was done before; ``limit``: so many records at most; ``processes``: at a time."""

    full: bool = False
    limit: int | None = None
    processes: int = 1


@dataclass(slots=True)
class Report:
    """``records``: of the collection; ``fresh``: of them whose pairs were wanted. ``pairs`` compared in full, by kind;
    ``told`` of the blocks, by kind; ``took``: seconds by step; ``waiting``: pairs by (kind, band) as it ended."""

    records: int = 0
    fresh: int = 0
    pairs: dict[str, int] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    took: dict[str, float] = field(default_factory=dict)
    waiting: dict[tuple[str, str], int] = field(default_factory=dict)


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Be the one process that proposes; raises Busy where another one is. Given back by a crash, too."""
    with index.writing(data_dir / LOCK, wait=False) as mine:
        if not mine:
            raise Busy
        yield


def propose(engine: Engine, order: Order, begin: Begin) -> Report:
    """Bring the candidates up to what the records say. To be called within ``alone``."""
    report = Report()
    ids, due = _all_ids(engine), _newest_due(engine)
    processes = order.processes if len(ids) > FEW else 1
    with Workers(processes) as workers, tempfile.TemporaryDirectory(prefix="esimder-") as aside:
        with _timed(report, "reading"):
            gathered = _read(engine, ids, workers, begin)
        fresh = _fresh(engine, gathered, order)
        report.records, report.fresh = len(fresh), int(fresh.sum())
        with _timed(report, "blocks"):
            work = Work(engine, gathered.sketches, fresh)
        report.pairs, report.told = work.pairs, work.told
        measures = Path(aside) / "measures"
        with Session(engine) as session:
            leave(Measures(weights_in_use(session), gathered.counted.chances), measures)
        with _timed(report, "comparing"):
            _compare(engine, (gathered, work, measures), workers, report, begin("comparing", report.fresh))
    if order.limit is None:
        with writing(engine) as session:
            session.execute(delete(DueProposal).where(DueProposal.id <= due))
    report.waiting = _waiting(engine)
    return report


def stamp(engine: Engine) -> str:
    """The knowledge that pairs are found by: another one means that all records are to be looked at again."""
    said = hashlib.sha256(knowledge.stamp().encode())
    for path in sorted((DATA / "matching").glob("*.csv")):
        said.update(path.read_bytes())
    with Session(engine) as session:
        said.update(str(session.scalar(select(func.max(Estimate.id))) or 0).encode())
    return said.hexdigest()


def _read(engine: Engine, ids: list[int], workers: Workers, begin: Begin) -> Gathered:
    """All records, in the order of surnames: so those of a portion share most of the records beside them."""
    some = [ids[start : start + READ] for start in range(0, len(ids), READ)]
    found = workers.each(partial(gather, _url(engine), stamp(engine)), some)
    gathered = merged(_told(found, begin("reading", len(ids))))
    order = gathered.sketches.order()
    return Gathered(gathered.sketches.take(order), gathered.marks[order], gathered.counted)


def _told(found: Iterable[tuple[list[int], Gathered]], done: Callable[[int], None]) -> Iterator[Gathered]:
    for some, gathered in found:
        done(len(some))
        yield gathered


def _fresh(engine: Engine, gathered: Gathered, order: Order) -> Fresh:
    """Which records are new or known otherwise than they were."""
    ids = gathered.sketches.record_ids.tolist()
    if order.full:
        fresh = np.ones(len(ids), np.bool_)
    else:
        with Session(engine) as session:
            before = {row.record_id: row.digest for row in session.execute(select(Proposed.record_id, Proposed.digest))}
        fresh = np.array([before.get(number, "").encode() for number in ids], f"S{MARK}") != gathered.marks
    if order.limit is not None:
        fresh[np.flatnonzero(fresh)[order.limit :]] = False
    return fresh


def _compare(
    engine: Engine, known: tuple[Gathered, Work, Path], workers: Workers, report: Report, done: Callable[[int], None]
) -> None:
    gathered, work, measures = known
    marks = dict(zip(gathered.sketches.record_ids.tolist(), gathered.marks.tolist(), strict=True))
    for portion, found in workers.each(partial(compare_portion, _url(engine), measures), work.portions()):
        with writing(engine) as session:
            report.tally.add(keep(session, portion, found, work.owner))
            remember(session, {number: marks[number] for number in portion.owners})
        done(len(portion.owners))


def _all_ids(engine: Engine) -> list[int]:
    with Session(engine) as session:
        return list(session.scalars(select(Record.id).order_by(Record.id)))


def _newest_due(engine: Engine) -> int:
    """The last of those that wait for the thread of the service: whoever came before this run is looked at by it."""
    with Session(engine) as session:
        return session.scalar(select(func.max(DueProposal.id))) or 0


def _waiting(engine: Engine) -> dict[tuple[str, str], int]:
    """Pairs that wait for a verdict."""
    by = (Candidate.kind, Candidate.band)
    with Session(engine) as session:
        rows = session.execute(select(*by, func.count()).where(Candidate.state != SETTLED).group_by(*by))
        return {(kind, band): count for kind, band, count in rows}


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


@contextmanager
def _timed(report: Report, step: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    report.took[step] = time.perf_counter() - began
