"""Processes that work beside this one, and end with it whatever ends it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

NICE = 10  # steps behind the processes that answer people
SELDOM = 1_000_000  # new values between two looks for cycles
AHEAD = 4  # tasks for each process that wait or are done: memory stays flat however many there are

Task = TypeVar("Task")
Found = TypeVar("Found")


class Workers:
    """``processes`` at a time; with one, the work is done in this process. To be used as a context."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._processes > 1:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=context, initializer=_begin)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=error is None, cancel_futures=True)

    def each(self, work: Callable[[Task], Found], tasks: Iterable[Task]) -> Iterator[tuple[Task, Found]]:
        """Each task with what came of it, in their order."""
        if self._pool is None:
            yield from ((task, work(task)) for task in tasks)
            return
        waiting: deque[tuple[Task, Future[Found]]] = deque()
        for task in tasks:
            waiting.append((task, self._pool.submit(work, task)))
            if len(waiting) > AHEAD * self._processes:
                done, found = waiting.popleft()
                yield done, found.result()
        while waiting:
            done, found = waiting.popleft()
            yield done, found.result()


def _begin() -> None:
    """Such a process leaves the processors to who serves people, and ends when its parent is killed.

    Its work makes many small values that live long: to look for cycles among them is a third of the time.
    """
    gc.set_threshold(SELDOM)
    os.nice(NICE)
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
