"""Read a long list in a process of its own, a little ahead of the one that writes and in the order of the file."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Generator, Iterable
from contextlib import closing, suppress
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from app.intake.files import UnreadableFile
from app.intake.readers import Again, Opened
from app.intake.ready import Maker, Ready

LONG = 3 << 20  # bytes of a file that is worth the second that another process takes to begin
AHEAD = 8  # lots that wait to be written
Lot = list[Ready]


class ReaderGone(RuntimeError):
    """The process that read the list ended before the list did: it was killed, or there was no memory left."""


def lots(reading: Opened, path: Path, maker: Maker, size: int) -> Generator[Lot, None, None]:
    """The rows made ready, ``size`` at a time, in the order of the file.

    A long file is read by another process, where there is a second processor. Raises ReaderGone.
    """
    if path.stat().st_size < LONG or (os.cpu_count() or 1) < 2:
        return cut(map(maker.ready, reading), size)
    return _apart(reading.again, maker, size)


def cut(rows: Iterable[Ready], size: int) -> Generator[Lot, None, None]:
    """The rows, ``size`` at a time."""
    left = iter(rows)
    while lot := list(islice(left, size)):
        yield lot


def _apart(again: Again, maker: Maker, size: int) -> Generator[Lot, None, None]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    reader = context.Process(target=_read, args=(there, again, maker, size), daemon=True)
    reader.start()
    there.close()
    waiting: Queue[bytes] = Queue(AHEAD)
    fetcher = Thread(target=_fetch, args=(here, waiting), daemon=True)
    fetcher.start()
    try:
        while lot := _lot(waiting.get()):
            yield lot
    finally:
        reader.terminate()
        while fetcher.is_alive():  # it may wait for room
            with suppress(Empty):
                waiting.get(timeout=0.1)
        reader.join()
        here.close()


def _fetch(here: Connection, waiting: Queue[bytes]) -> None:
    """Take in what the reader sends while a lot is written; b'' where it is gone."""
    with suppress(EOFError, OSError):
        while True:
            waiting.put(here.recv_bytes())
    waiting.put(b"")


def _lot(packed: bytes) -> Lot:
    """The lot, none at the end of the list."""
    if not packed:
        raise ReaderGone
    sent: Lot | UnreadableFile = pickle.loads(packed)  # noqa: S301 (from our own process)
    if isinstance(sent, UnreadableFile):
        raise sent
    return sent


def _read(there: Connection, again: Again, maker: Maker, size: int) -> None:
    """The other process: its writer ending in whatever way ends it, too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command
    with suppress(BrokenPipeError), closing(there):
        try:
            with again() as reading:
                for lot in cut(map(maker.ready, reading), size):
                    there.send_bytes(pickle.dumps(lot, -1))
            there.send_bytes(pickle.dumps([], -1))
        except UnreadableFile as error:
            there.send_bytes(pickle.dumps(error, -1))
