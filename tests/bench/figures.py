"""Figures of a run: how long questions took, how many were answered right, what a process holds."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.collection import Told
from tests.bench.questions import Question

Json = dict[str, Any]
TEN = 10


@dataclass(slots=True)
class Times:
    """Milliseconds of questions, and at which place the first right answer stood (0: not among ten).

    ``cpu``: the milliseconds that this process worked, where that was looked at; others on the machine do not count.
    """

    ms: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def ask(self, question: Question, ask: Callable[[Question], list[int]]) -> list[int]:
        """Ask it, keep how long that took; the numbers that were answered."""
        began, worked = time.perf_counter(), time.process_time()
        found = ask(question)
        self.ms.append((time.perf_counter() - began) * 1e3)
        self.cpu.append((time.process_time() - worked) * 1e3)
        return found

    def judge(self, question: Question, found: Sequence[Told]) -> None:
        """Keep where the first right answer stands."""
        right = (place for place, name in enumerate(found[:TEN], start=1) if question.answered(name))
        self.places.append(next(right, 0))

    def as_json(self) -> Json:
        """Rounded; without recall where nothing right was looked for."""
        shape: Json = spread(self.ms)
        if self.cpu:
            shape |= {f"cpu_{name}": figure for name, figure in spread(self.cpu).items() if name in ("p50", "p95")}
        if self.places:
            shape["r1"] = round(sum(place == 1 for place in self.places) / len(self.places), 4)
            shape["r10"] = round(sum(place > 0 for place in self.places) / len(self.places), 4)
        return shape


def spread(ms: Sequence[float]) -> Json:
    """How many, their median, 95th and 99th percentile and the most, in milliseconds."""
    if not ms:
        return {"n": 0}
    p50, p95, p99, most = (float(figure) for figure in np.percentile(ms, [50, 95, 99, 100]))
    return {"n": len(ms), "p50": _short(p50), "p95": _short(p95), "p99": _short(p99), "max": _short(most)}


def joined(each: Iterable[Times]) -> Times:
    """All of them as one."""
    whole = Times()
    for times in each:
        whole.ms += times.ms
        whole.cpu += times.cpu
        whole.places += times.places
    return whole


def memory(pid: int | str = "self") -> Json:
    """Resident and proportional (shared pages divided among those who share) megabytes of a process."""
    told = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]:
        name, number, *_ = line.split()
        told[name.rstrip(":")] = int(number) / 1024
    private = told["Private_Clean"] + told["Private_Dirty"]
    return {"rss_mb": round(told["Rss"]), "pss_mb": round(told["Pss"]), "private_mb": round(private)}


def size_of(path: Path) -> float:
    """Megabytes of a file or of all files under a folder."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return round(sum(file.stat().st_size for file in files) / 1e6, 1)


@contextmanager
def timed(into: Json, name: str) -> Iterator[None]:
    """Keep the seconds by the clock under that name."""
    began = time.perf_counter()
    yield
    into[name] = round(time.perf_counter() - began, 2)


def load() -> float:
    """How busy the machine is: the processes that want a processor, over the last minute."""
    return round(os.getloadavg()[0], 1)


def _short(figure: float) -> float:
    """Three digits that tell."""
    return round(figure, max(0, 2 - math.floor(math.log10(figure)))) if figure > 0 else 0.0
