"""Where an index lies: generations side by side, one of them in use, one writer among all processes."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from indexer.arrays import Damaged
from indexer.segments import Unreadable, synced


class NoIndex(LookupError):
    """There is no index in that directory, or it cannot be read: build one."""


@contextmanager
def told(directory: Path) -> Iterator[None]:
    """Tell whatever is damaged or out of reach as NoIndex; but not what may be gone by another process's commit."""
    try:
        yield
    except (Unreadable, Damaged, NotADirectoryError, PermissionError) as error:
        raise NoIndex(str(directory)) from error


@contextmanager
def locked(directory: Path, name: str, *, wait: bool) -> Iterator[bool]:
    """Alone among all processes; yields whether so. Given back by a crash, too."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / name).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def current(directory: Path) -> str:
    """The generation in use; raises NoIndex."""
    try:
        named = (directory / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NoIndex(str(directory)) from error
    if not named.startswith("gen-") or not named[4:].isdigit():  # a crash may leave zeros, or nothing
        raise NoIndex(str(directory))
    return named


def following(directory: Path) -> str:
    """A name for the next generation."""
    numbers = [int(path.name[4:]) for path in directory.glob("gen-*") if path.name[4:].isdigit()]
    return f"gen-{max(numbers, default=0) + 1:06d}"


def swap(directory: Path, generation: str) -> None:
    """Name that generation as the one in use; all of it is on the disk before, and its name after."""
    synced(directory)
    aside = directory / "current.new"
    with aside.open("w", encoding="ascii") as file:
        file.write(generation)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(directory / "current")
    synced(directory)


def drop_others(directory: Path) -> None:
    """Remove what is not in use; a reader that still has it open keeps its mapped files until it refreshes.

    Where none was ever named, as after a build aside that was killed, that is all; where the name is damaged, nothing.
    """
    try:
        used = current(directory)
    except NoIndex:
        if (directory / "current").exists():
            return
        used = ""
    for path in directory.glob("gen-*"):
        if path.name != used:
            _drop(path)
    for path in directory.glob("gone-*"):
        shutil.rmtree(path, ignore_errors=True)


def _drop(generation: Path) -> None:
    """Out of sight in one step: a reader that is about to open it finds it gone, never half of it, and looks again."""
    gone = generation.with_name(f"gone-{generation.name[4:]}")
    shutil.rmtree(gone, ignore_errors=True)  # left of a crash
    with suppress(OSError):
        generation.rename(gone)
