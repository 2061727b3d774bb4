"""Read a long list in processes of their own, a little ahead of the one that writes and in the order of the file."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
from collections.abc import Generator, Iterable, Sequence
from contextlib import ExitStack, closing, suppress
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import Self

from app.intake.files import UnreadableFile
from app.intake.readers import Again, Opened, Share
from app.intake.ready import Maker, Ready

LONG = 3 << 20  # bytes of a file that is worth the second that another process takes to begin
AHEAD = 4  # lots of each process that wait to be written
MOST = 4  # processes: more would wait for the one that writes
Lot = list[Ready]


class ReaderGone(RuntimeError):
    """A process that read the list ended before the list did: it was killed, or there was no memory left."""

    def __str__(self) -> str:
        return "A process that read the list was ended by the system; is there too little memory?"


def lots(reading: Opened, path: Path, maker: Maker, size: int) -> Generator[Lot, None, None]:
    """The rows made ready, ``size`` at a time, in the order of the file.

    A long file is read by other processes, where there is a second processor. Raises ReaderGone.
    """
    processes = min(os.cpu_count() or 1, MOST)
    if path.stat().st_size < LONG or processes < 2:
        return cut(map(maker.ready, reading), size)
    return _apart(reading.again, maker, [Share(at, processes, size) for at in range(processes)])


def cut(rows: Iterable[Ready], size: int) -> Generator[Lot, None, None]:
    """The rows, ``size`` at a time."""
    left = iter(rows)
    while lot := list(islice(left, size)):
        yield lot


def _apart(again: Again, maker: Maker, shares: Sequence[Share]) -> Generator[Lot, None, None]:
    with ExitStack() as open_ones:
        readers = [open_ones.enter_context(_Reader(again, maker, share)) for share in shares]
        for reader in cycle(readers):
            lot = reader.lot()
            if not lot:
                return
            yield lot


class _Reader:
    """A process that goes through the whole list and makes its share of the rows ready, a little ahead of being asked.

    To be used as a context, which ends it.
    """

    def __init__(self, again: Again, maker: Maker, share: Share) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe(duplex=False)
        self._waiting: Queue[bytes] = Queue(AHEAD)
        self._process = context.Process(target=_read, args=(there, again, maker, share), daemon=True)
        self._process.start()
        there.close()
        self._fetcher = Thread(target=self._fetch, daemon=True)
        self._fetcher.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        while self._fetcher.is_alive():  # it may wait for room
            with suppress(Empty):
                self._waiting.get(timeout=0.1)
        self._process.join()
        self._here.close()

    def lot(self) -> Lot:
        """The next lot; none at the end of the list."""
        return _lot(self._waiting.get())

    def _fetch(self) -> None:
        """Take in what the process sends while lots are written; b'' where it is gone."""
        with suppress(EOFError, OSError):
            while True:
                self._waiting.put(self._here.recv_bytes())
        self._waiting.put(b"")


def _lot(packed: bytes) -> Lot:
    """The lot, none at the end of the list."""
    if not packed:
        raise ReaderGone
    sent: Lot | UnreadableFile = pickle.loads(packed)  # noqa: S301 (from our own process)
    if isinstance(sent, UnreadableFile):
        raise sent
    return sent


def _read(there: Connection, again: Again, maker: Maker, share: Share) -> None:
    """The other process: its writer ending in whatever way ends it, too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command
    gc.freeze()  # modules and tables stay; they need not be looked through for garbage again and again
    with suppress(BrokenPipeError), closing(there):
        try:
            with again() as reading:
                reading.share = share
                for lot in cut(map(maker.ready, reading), share.size):
                    there.send_bytes(pickle.dumps(lot, -1))
            there.send_bytes(pickle.dumps([], -1))
        except UnreadableFile as error:
            there.send_bytes(pickle.dumps(error, -1))
