"""Turns at SQLite's write lock. Left to itself it goes to whoever looks at the right moment.

An import that writes batch after batch could so keep a form waiting until it gives up. Therefore who wants to write
stands in a door that holds one: the import comes back to it after each batch and finds the form there, which is next.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

LOOK = 0.01  # seconds between two looks whether the door is free


@contextmanager
def door(database: str | None, seconds: float) -> Iterator[None]:
    """Stand in the door of the file of that database while the write lock is asked for.

    Whoever finds no place within the time, or no file to be locked, asks without: the database has the last word.
    """
    if not database or database == ":memory:":
        yield
        return
    try:
        handle = os.open(f"{database}-turn", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # a full or read-only disk: what it means for the database is for the database to say
        yield
        return
    try:
        _enter(handle, time.monotonic() + seconds)
        yield
    finally:
        os.close(handle)  # and the door is free


def _enter(handle: int, until: float) -> None:
    while time.monotonic() < until:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(LOOK)
        else:
            return
