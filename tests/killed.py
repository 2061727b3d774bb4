"""A process killed (SIGKILL) at each step of an act: at the first, at the second, until it comes through."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator

STEPS = frozenset(
    (
        "open",
        "flush",
        "execute",
        "commit",
        "close",
        "fsync",
        "rename",
        "replace",
        "unlink",
        "remove",
        "rmdir",
        "mkdir",
        "flock",
        "scandir",
    )
)
WRITES = 25  # of so many writes, which go into a buffer, one is a step
MOST = 2_000  # steps; no act takes so many


def killed_at_each_step(act: Callable[[], object], ready: Callable[[], None]) -> Iterator[int]:
    """Do the act again and again, each time killed one step later; yields after each time. ``ready`` goes before."""
    for step in range(MOST):
        ready()
        child = os.fork()
        if child == 0:
            _doomed(act, step)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return
        yield step
    raise AssertionError("the act never ends")


def _doomed(act: Callable[[], object], step: int) -> None:
    left, writes = step, 0

    def count(_frame: object, event: str, called: object) -> None:
        nonlocal left, writes
        name = getattr(called, "__name__", "") if event == "c_call" else ""
        if isinstance(getattr(called, "__self__", None), str):  # str.replace
            return
        writes += name == "write"
        if name in STEPS or (name == "write" and writes % WRITES == 0):
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    try:
        sys.setprofile(count)
        act()
        sys.setprofile(None)
        os._exit(0)
    finally:
        os._exit(1)
