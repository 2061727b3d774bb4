"""Keep the index what the database says: drain the outbox, rebuild, and a thread that does the first by itself.

A rebuild goes on in a folder aside, for minutes where records are millions. What is committed meanwhile is brought into
the index in use and stays in the outbox, so that the new index, too, has it before it takes the other's place.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import sleep

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app import entries, knowledge, outbox
from app.background import Errand, Watch
from app.db import writing
from app.models import DueProposal, Record
from app.portions import Tell, portions, unheard
from indexer import index
from indexer.generations import drop_others
from indexer.tidying import tidy

ASIDE = "rebuilt"  # folder in that of the index
UP_TO = "up-to"
BATCH = 5_000  # records an index commit
BATCHES = 4  # of them a turn of the thread, after which it looks whether it is to stop, or to build anew
BREATH = 0.05  # seconds between two batches: a lock that is taken again at once is never free
NOTHING = outbox.Owed([], ())
MANY = 20_000  # records owed up to which none is built anew for them
SINGLY = 100  # records at a time whose pairs are looked for at once; those of a list wait for `flask propose`
RENAMED = "vocab/renamed_places"  # the reference file that the words of every entry rest on
LEISURE = 20.0  # seconds between two looks for segments that are to be written together
PAUSE = 0.5  # seconds between two looks into the outbox: a record is searchable well within two


def drain(engine: Engine, directory: Path, tell: Tell = unheard, *, wait: bool = True) -> int:
    """Bring every record that is in the outbox now into the index; returns how many.

    Without ``wait`` at most BATCHES, and nothing while another process does it. Between two batches others who write to
    the index have their turn.

    A record leaves the outbox only after the commit that indexed it: killed in between, it is indexed again, with
    the same effect. A missing or unreadable index is built anew, of which ``tell`` hears.
    """
    if _wants_rebuild(engine, directory):
        with index.writing(directory / ASIDE, wait=wait) as mine:
            if mine and _wants_rebuild(engine, directory):  # nobody built it while we waited
                return _rebuild(engine, directory, tell)
    newest, done = outbox.newest(engine), 0
    for turn in count(1):
        owed = _drain_batch(engine, directory, wait=wait)
        done += len(owed.records)
        if not owed.records or owed.last >= newest or (turn == BATCHES and not wait):
            break
        sleep(BREATH)
    return done


def rebuild(engine: Engine, directory: Path, tell: Tell = unheard) -> int:
    """Build the whole index aside from the database and swap it in; returns how many records it holds.

    Raises WorkerLost, after which the index is what it was.
    """
    with index.writing(directory / ASIDE):
        return _rebuild(engine, directory, tell)


class Indexer(Watch):
    """Looks into the outbox twice a second; ``then`` is what is to be done with records that were indexed singly."""

    def __init__(self, engine: Engine, directory: Path, then: Errand | None = None) -> None:
        super().__init__("the indexer", PAUSE)
        self._engine, self._directory, self._then = engine, directory, then
        self._tidier = Tidier(directory)

    def ensure_started(self) -> None:
        """Start, and the tidier too."""
        super().ensure_started()
        self._tidier.ensure_started()

    def turn(self) -> None:
        """Drain the outbox, unless another process does."""
        indexed = drain(self._engine, self._directory, wait=False)
        if self._then:
            self._then.look(at_once=bool(indexed))

    def stop(self) -> None:
        """End after the turn under way, and so does what comes after it."""
        super().stop()
        self._tidier.stop()
        if self._then:
            self._then.stop()


class Tidier(Watch):
    """Writes segments together by the minute where they are large; the indexer need not wait for it."""

    def __init__(self, directory: Path) -> None:
        super().__init__("the tidier", LEISURE)
        self._directory = directory

    def turn(self) -> None:
        """Tidy up, where there is need."""
        tidy(self._directory)


def _rebuild(engine: Engine, directory: Path, tell: Tell = unheard) -> int:
    aside = directory / ASIDE
    drop_others(directory)  # left by one that was killed; who holds the place aside is alone in changing generations
    before = outbox.everything(engine)
    _note(aside, 0 if _few(before) and index.exists(directory) else outbox.last(before))
    index.rebuild(aside, portions(engine, tell))
    with index.writing(directory):
        meanwhile = _catch_up(engine, aside, outbox.last(before))
        index.adopt(directory, aside)
        knowledge.mark(directory)
    outbox.settle(engine, [*before, *meanwhile])
    return index.Index(directory).size


def _few(owed: outbox.Runs) -> bool:
    """Whether the index in use is to have them while a new one is built: what was erased must not be found."""
    return sum(last - first + 1 for first, last in owed) <= MANY


def _catch_up(engine: Engine, aside: Path, after: int) -> outbox.Runs:
    """Bring what was committed up to now into the new index; returns the entries of the outbox that told so.

    What an import commits meanwhile stays owed: whoever follows it holds the place of the writer until it ends.
    """
    found: outbox.Runs = []
    newest, at = outbox.newest(engine), after
    while at < newest and (owed := outbox.first(engine, BATCH, at)).records:
        _bring_in(engine, aside, owed.records)
        found += owed.entries
        at = owed.last
    return found


def _drain_batch(engine: Engine, directory: Path, *, wait: bool) -> outbox.Owed:
    """The next records that are owed, if the place of the writer is free; none while another builds the first index."""
    with index.writing(directory, wait=wait) as mine, suppress(index.NoIndex):
        return _drained(engine, directory) if mine else NOTHING
    return NOTHING


def _drained(engine: Engine, directory: Path) -> outbox.Owed:
    """The next records that are owed; while a rebuild goes on, they stay in the outbox, for the new index."""
    with index.writing(directory / ASIDE, wait=False) as settled:  # and none begins before they have left the outbox
        owed = outbox.first(engine, BATCH, after=0 if settled else _noted(directory / ASIDE))
        if not owed.records:
            return owed
        _bring_in(engine, directory, owed.records)
        with writing(engine) as session:
            if settled:
                outbox.take_out(session, owed.entries)
            else:
                _note(directory / ASIDE, owed.last)
            if len(owed.records) <= SINGLY:
                session.add_all(DueProposal(record_id=number) for number in owed.records)
    return owed


def _bring_in(engine: Engine, directory: Path, records: Sequence[int]) -> None:
    with Session(engine) as session:
        index.update(directory, entries.among(session, records), records)


def _note(aside: Path, number: int) -> None:
    """Keep up to which entry of the outbox the index in use has what it owes, while a rebuild goes on."""
    written = aside / f"{UP_TO}.{os.getpid()}"  # another process may be about to tell as well
    written.write_text(str(number), encoding="ascii")
    written.replace(aside / UP_TO)


def _noted(aside: Path) -> int:
    """As it was kept, or all of them where a rebuild has only begun: it will tell in a moment."""
    try:
        return int((aside / UP_TO).read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0


def _wants_rebuild(engine: Engine, directory: Path) -> bool:
    return not index.exists(directory) or _owes_more_than_it_holds(engine)


def _owes_more_than_it_holds(engine: Engine) -> bool:
    """Whether to build anew is sooner done than to add: after the import of a collection, say."""
    owed = outbox.count(engine)
    if owed <= MANY:
        return False
    with Session(engine) as session:
        return 2 * owed > (session.scalar(select(func.count()).select_from(Record)) or 0)
