"""Keep the index what the database says: drain the outbox, rebuild, and a thread that does the first by itself."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app import entries, knowledge, outbox
from app.background import Errand, Watch
from app.db import writing
from app.models import DueProposal, Episode, NamedRelative, Record, Stay
from app.named import read_name, sex_of
from app.portions import Tell, portions, unheard
from indexer import index

__all__ = ["RENAMED", "WHOLE", "Indexer", "drain", "read_name", "rebuild", "sex_of"]

BATCH = 5_000  # records an index commit
MANY = 20_000  # records owed up to which none is built anew for them
SINGLY = 100  # records at a time whose pairs are looked for at once; those of a list wait for `flask propose`
RENAMED = "vocab/renamed_places"  # the reference file that the words of every entry rest on
PAUSE = 0.5  # seconds between two looks into the outbox: a record is searchable well within two
WHOLE = (
    joinedload(Record.source),
    joinedload(Record.nation),
    selectinload(Record.names),
    selectinload(Record.episodes).selectinload(Episode.stays).joinedload(Stay.place),
    selectinload(Record.relatives)
    .joinedload(NamedRelative.other)
    .selectinload(Record.episodes)
    .selectinload(Episode.stays),
)


def drain(engine: Engine, directory: Path, *, wait: bool = True) -> int:
    """Bring every record in the outbox into the index; returns how many. Does nothing while another process does it.

    A record leaves the outbox only after the commit that indexed it: killed in between, it is indexed again, with
    the same effect. A missing or unreadable index is built anew.
    """
    with index.writing(directory, wait=wait) as mine:
        if not mine:
            return 0
        if not index.exists(directory) or _owes_more_than_it_holds(engine):
            return _rebuild(engine, directory)
        return sum(iter(lambda: _drain_batch(engine, directory), 0))


def rebuild(engine: Engine, directory: Path, tell: Tell = unheard) -> int:
    """Build the whole index aside from the database and swap it in; returns how many records it holds.

    Raises WorkerLost, after which the index is what it was.
    """
    with index.writing(directory):
        return _rebuild(engine, directory, tell)


class Indexer(Watch):
    """Looks into the outbox twice a second; ``then`` is what is to be done with records that were indexed singly."""

    def __init__(self, engine: Engine, directory: Path, then: Errand | None = None) -> None:
        super().__init__("the indexer", PAUSE)
        self._engine, self._directory, self._then = engine, directory, then

    def turn(self) -> None:
        """Drain the outbox, unless another process does."""
        indexed = drain(self._engine, self._directory, wait=False)
        if self._then:
            self._then.look(at_once=bool(indexed))

    def stop(self) -> None:
        """End after the turn under way, and so does what comes after it."""
        super().stop()
        if self._then:
            self._then.stop()


def _rebuild(engine: Engine, directory: Path, tell: Tell = unheard) -> int:
    before = outbox.everything(engine)
    count = index.rebuild(directory, portions(engine, tell))
    knowledge.mark(directory)
    outbox.settle(engine, before)
    return count


def _drain_batch(engine: Engine, directory: Path) -> int:
    owed = outbox.first(engine, BATCH)
    if not owed.records:
        return 0
    with Session(engine) as session:
        index.update(directory, entries.among(session, owed.records), owed.records)
    with writing(engine) as session:
        outbox.take_out(session, owed.entries)
        if len(owed.records) <= SINGLY:
            session.add_all(DueProposal(record_id=number) for number in owed.records)
    return len(owed.records)


def _owes_more_than_it_holds(engine: Engine) -> bool:
    """Whether to build anew is sooner done than to add: after the import of a collection, say."""
    owed = outbox.count(engine)
    if owed <= MANY:
        return False
    with Session(engine) as session:
        return 2 * owed > (session.scalar(select(func.count()).select_from(Record)) or 0)
