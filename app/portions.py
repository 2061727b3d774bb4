"""The portions of the index, made of the database by as many processes as there are processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app import entries
from app.db import open_engine
from app.models import Record
from app.workers import Workers
from indexer.portion import Portion, portion

PORTION = 50_000  # records of one: a process holds so many entries at a time
ALONE = 20_000  # so few records are sooner done here than processes are begun

Span = tuple[int, int]  # first and last number of records
Tell = Callable[[int, int], None]  # how many records are done, and how many there are


class WorkerLost(RuntimeError):
    """A process that made portions ended before its time: killed, or out of memory."""


def unheard(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


def portions(engine: Engine, tell: Tell = unheard) -> Iterator[Portion]:
    """The portions of all records, in the order of their numbers. Raises WorkerLost."""
    url = engine.url.render_as_string(hide_password=False)
    count, spans = _spans(engine)
    done = 0
    tell(done, count)
    with Workers((os.cpu_count() or 1) if count > ALONE else 1) as workers:
        try:
            for _, made in workers.each(_portion, [(url, span) for span in spans]):
                done += len(made)
                tell(done, count)
                yield made
        except BrokenProcessPool as error:
            raise WorkerLost from error


def _spans(engine: Engine) -> tuple[int, list[Span]]:
    """How many records there are, and their numbers in spans of PORTION records, the last one shorter."""
    numbered = select(Record.id, func.row_number().over(order_by=Record.id).label("place")).subquery()
    with Session(engine) as session:
        count, last = session.execute(select(func.count(Record.id), func.max(Record.id))).one()
        firsts = session.scalars(
            select(numbered.c.id).where((numbered.c.place - 1) % PORTION == 0).order_by(numbered.c.id)
        ).all()
    ends = [*(number - 1 for number in firsts[1:]), last]
    return count, list(zip(firsts, ends, strict=True)) if firsts else []


def _portion(task: tuple[str, Span]) -> Portion:
    url, span = task
    with Session(_engine(url)) as session:
        return portion(entries.between(session, *span))


@lru_cache(maxsize=1)
def _engine(url: str) -> Engine:
    return open_engine(url, pool=0)
