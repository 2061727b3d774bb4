"""Search in one process, from the words typed to the hits with their evidence."""

from __future__ import annotations

import gc
import multiprocessing
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from app.query import read_query
from indexer.index import Index
from indexer.prefix import begun
from indexer.search import find
from tests.bench.collection import Told
from tests.bench.figures import Json, Times, joined, load, memory, spread
from tests.bench.place import Place, ended
from tests.bench.questions import NAMED, OTHERS, Question, questions

EACH = 60  # questions of a kind
FRESH = 3  # processes that are started anew for one question
TYPED = (3, 4, 5)  # letters typed into the search box
BUDGET = 150  # milliseconds that no query may take


def asked(question: Question) -> dict[str, str]:
    """The parameters of the HTTP contract for the question."""
    beside = dict(question.beside)
    year = beside.pop("year", "")
    return {"q": f"{question.text} {year}".strip(), "limit": "20", **beside}


class Ours:
    """The index of a place, opened; the names of what is found are looked up apart, outside the clock."""

    def __init__(self, place: Place) -> None:
        self.index = Index(place.index)
        self._place = place
        self.totals = {"exact": 0, "at_least": 0}

    def ask(self, question: Question) -> list[int]:
        """The ids of the hits."""
        result = find(self.index, read_query(asked(question)).query)
        self.totals["exact" if result.exact_total else "at_least"] += 1
        return [hit.record_id for hit in result.hits]

    def named(self, ids: Sequence[int]) -> list[Told]:
        """The names of these records."""
        return [self._place.told(record_id) for record_id in ids]


def measure(place: Place, each: int = EACH) -> Json:
    """All figures of searching, each process fresh."""
    told = {"first_answer": _first(place), "load": load()}
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return told | pool.submit(_searched, replace(place), each).result()  # without the names it may hold


def _first(place: Place) -> Json:
    """Seconds from the start of a process to its first answer, and of those what opening and searching took."""
    names = ("Иванов Иван", "Schmidt Johann", "Кузнецова Мария Петровна")
    took, steps = [], []
    for text in names[:FRESH]:
        began = time.perf_counter()
        with place.python("-m", "tests.bench.first", str(place.index), text) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            took.append(time.perf_counter() - began)
            ended(process)
        steps.append([float(number) for number in re.findall(r"(?:open|find) ([\d.]+)", line)])
    opens, finds = zip(*steps, strict=True)
    middle = len(took) // 2
    return {"s": round(sorted(took)[middle], 2), "open_ms": sorted(opens)[middle], "find_ms": sorted(finds)[middle]}


def _searched(place: Place, each: int) -> Json:
    """In a process of its own, so that its memory is that of a worker."""
    wanted = questions(place.names, each)
    _ = place.numbers
    before = memory()
    ours = Ours(place)
    for question in questions(place.names, EACH // 3, OTHERS):  # what is read is in memory when the clock runs
        ours.ask(question)
    ours.totals = dict.fromkeys(ours.totals, 0)
    gc.collect()
    gc.freeze()  # so does the service when it is ready
    kinds: defaultdict[str, Times] = defaultdict(Times)
    slowest: list[tuple[float, str, str]] = []
    for question in wanted:
        times = kinds[question.kind]
        ids = times.ask(question, ours.ask)
        if question.kind in NAMED:
            times.judge(question, ours.named(ids))
        slowest.append((round(times.ms[-1], 1), question.kind, question.text))
    held = memory()
    return {
        "memory_mb": {name: held[name] - before[name] for name in held},
        "names": joined(kinds[kind] for kind in NAMED).as_json(),
        "kinds": {kind: times.as_json() for kind, times in kinds.items()},
        "prefix": _prefix(ours.index, wanted),
        "worst": sorted(slowest, reverse=True)[:5],
        "over_budget": sum(ms > BUDGET for ms, _, _ in slowest),
        "totals": ours.totals,
    }


def _prefix(index: Index, wanted: Sequence[Question]) -> Json:
    ms = []
    for question in wanted:
        for letters in TYPED:
            began = time.perf_counter()
            begun(index, question.text[:letters])
            ms.append((time.perf_counter() - began) * 1e3)
    return spread(ms)
