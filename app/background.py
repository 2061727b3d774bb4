"""Work beside the requests: a thread that looks for it all the time, and one that lives as long as there is some.

A full disk, a locked database or a fault of ours is met again at a later turn, by this process or another; it is told
in the log by its kind only, for its words may hold names.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import SQLAlchemyError

LOOK = 5.0  # seconds between two looks of an errand while requests come in
AGAIN = 2.0  # seconds between two turns of an errand
log = logging.getLogger(__name__)


class Watch(threading.Thread):
    """Takes a turn, pauses, and so on as long as the process lives; one of each kind a process is enough."""

    def __init__(self, name: str, pause: float) -> None:
        super().__init__(name=name, daemon=True)
        self.stopped = threading.Event()
        self._pause = pause
        self._lock = threading.Lock()

    def turn(self) -> None:
        """Look for work and do what there is."""
        raise NotImplementedError

    def ensure_started(self) -> None:
        """Start at the first call; further calls do nothing."""
        with self._lock:
            if not self.is_alive() and self.ident is None:
                self.start()

    def run(self) -> None:
        """Take turns until stopped."""
        pause = self._pause
        while not self.stopped.wait(pause):
            pause = max(self._pause, AGAIN)  # after a fault: neither the log nor the disk is to be filled with it
            with told_in_log(self.name):
                self.turn()
                pause = self._pause

    def stop(self) -> None:
        """End after the turn under way."""
        self.stopped.set()
        with suppress(RuntimeError):  # it was never started
            self.join()


class Errand:
    """Begins when a look finds work and ends when none is left; any request may look."""

    def __init__(self, name: str) -> None:
        self.stopped = threading.Event()
        self._name = name
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._looked = 0.0

    def waits(self) -> bool:
        """Whether there is work, now or at a later turn."""
        raise NotImplementedError

    def turn(self) -> None:
        """Do what can be done now."""
        raise NotImplementedError

    def look(self, *, at_once: bool = False) -> None:
        """Begin if there is work; looks at most every few seconds unless told that some was made."""
        if not at_once and time.monotonic() - self._looked < LOOK:
            return
        self._looked = time.monotonic()
        with suppress(SQLAlchemyError), self._lock:
            if not (self._thread and self._thread.is_alive()) and self.waits():
                self.stopped.clear()
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def settle(self, timeout: float = 60) -> None:
        """Wait until the thread has ended."""
        if self._thread:
            self._thread.join(timeout)

    def stop(self) -> None:
        """End after the turn under way; the next look goes on."""
        self.stopped.set()
        self.settle()

    def _run(self) -> None:
        while not self.stopped.is_set():
            with told_in_log(self._name):
                self.turn()
                if not self.waits():
                    return
            self.stopped.wait(AGAIN)


@contextmanager
def told_in_log(name: str) -> Iterator[None]:
    """What goes wrong within it is told in the log and passes, whatever it is: nobody would start the thread again."""
    try:
        yield
    except Exception as error:
        log.warning("%s could not go on, trying again: %s", name, type(error).__name__)
