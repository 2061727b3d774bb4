"""What looking for pairs costs as the collection grows, and whether any block explodes.

    python -m tests.bench.growth FOLDER [10000 30000 100000 1000000] [--sample 4000] [--database 10000 30000]

Made people with the name frequencies of FOLDER/records.csv. CPU seconds of one process, so that other work on the
machine disturbs little: of reading each record into a sketch, of the blocks, and of the full comparison, which is
measured on a sample of the pairs (of 100,000 people at most) and told for all. Made pairs: of second records and of
siblings.
``--database``: the command itself, over a database of so many records, with all processors.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, create_engine

from app.dates import HistoricalDate
from app.db import migrate, writing
from app.intake.accept import Lookup, enter, fill
from app.intake.draft import Draft, DraftEpisode, DraftName, DraftSource
from app.models import Record
from app.proposing.comparing import KINDS, Measures, Portion, proposals
from app.proposing.gathering import Counted, counted_of
from app.proposing.run import Order, propose
from app.workers import Workers
from indexer.matching.blocking import Pairs, Told, candidate_pairs
from indexer.matching.facts import Day, Facts
from indexer.matching.sketch import Sketches, joined, sketch, sketches
from indexer.matching.weights import shipped_weights
from tests.bench.people import PORTION, SEED, People

SAMPLED = 100_000  # people; of more, a pair costs what it cost there
SIZES = (10_000, 30_000, 100_000, 1_000_000)


def cpu() -> float:
    """Seconds that this process and those it waited for have worked."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


@contextmanager
def timed(took: dict[str, float], step: str) -> Iterator[None]:
    """Add the seconds of work to the step."""
    began = cpu()
    yield
    took[step] = took.get(step, 0.0) + cpu() - began


@dataclass(frozen=True, slots=True)
class Drawn:
    """A portion of the people: their sketches, what is met in them, the pairs that were made, seconds of work."""

    held: Sketches
    counted: Counted
    made: dict[str, frozenset[tuple[int, int]]]
    took: float


def draw(records: Path, count: int, start: int) -> Drawn:
    """Make a portion and sketch it; the making does not count."""
    made = people(records, count).portion(start)
    took: dict[str, float] = {}
    with timed(took, "sketch"):
        held, counted = sketches(map(sketch, made.facts)), counted_of(made.facts)
    return Drawn(held, counted, {"same": made.same, "kin": made.kin}, took["sketch"])


@lru_cache(maxsize=1)
def people(records: Path, count: int) -> People:
    """Opened once a process."""
    return People(records, count)


class Collection:
    """So many made people, as sketches; their facts are made again when a few are needed."""

    def __init__(self, records: Path, count: int) -> None:
        self.took = {"sketch": 0.0}
        self.counted = Counted()
        self._records, self._count = records, count
        self.made: dict[str, set[tuple[int, int]]] = {kind: set() for kind in KINDS}
        portions: list[Sketches] = []
        with Workers(os.cpu_count() or 1) as workers:
            for _, drawn in workers.each(partial(draw, records, count), range(0, count, PORTION)):
                portions.append(drawn.held)
                self.counted.add(drawn.counted)
                self.took["sketch"] += drawn.took
                for kind, pairs in drawn.made.items():
                    self.made[kind] |= pairs
        self.held = joined(portions)

    def facts(self, ids: Iterable[int]) -> dict[int, Facts]:
        """The facts of these records."""
        wanted = set(ids)
        starts = sorted({(number - 1) // PORTION * PORTION for number in wanted})
        made = map(people(self._records, self._count).portion, starts)
        return {each.record_id: each for portion in made for each in portion.facts if each.record_id in wanted}


def measure(records: Path, count: int, sample: int, each: dict[str, float]) -> None:
    """Print the lines of a collection of so many people. ``each``: seconds a pair, as it was measured last."""
    collection = Collection(records, count)
    held = collection.held.take(collection.held.order())
    took = collection.took
    for kind in KINDS:
        told = Told()
        with timed(took, f"blocks {kind}"):
            found = candidate_pairs(held, kind, None, told)
        if count <= SAMPLED:
            each[kind] = compare(collection, held, found, kind, sample)
        took[f"compare {kind}"] = each[kind] * len(found)
        cut = sum(records for _, records in told.cut.values())
        was_found = told_found(held, found, collection.made[kind])
        print(
            f"{count:9,} {kind:5} in blocks {told.looked_at / count:7.1f} a record, largest {told.largest}; compared "
            f"{len(found) / count:5.2f} a record at {each[kind] * 1e3:.2f} ms; cut without "
            f"a finer key {cut / count:.2%}; {was_found}",
            flush=True,
        )
    steps = ", ".join(f"{step} {seconds:.0f}" for step, seconds in took.items())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    total = sum(took.values())
    print(
        f"{count:9,} CPU s {total:.0f} = {total / count * 1e3:.2f} ms a record ({steps}); memory {memory:.2f} GB",
        flush=True,
    )


def compare(collection: Collection, held: Sketches, found: Pairs, kind: str, sample: int) -> float:
    """Seconds a pair, of a run of neighbouring pairs as the command works on them."""
    if not len(found):
        return 0.0
    begin = random.Random(SEED).randrange(max(1, len(found) - sample))  # noqa: S311
    both = np.column_stack([held.record_ids[found.left], held.record_ids[found.right]])
    ids = np.sort(both[begin : begin + sample], axis=1)
    portion = Portion((), {"same": (), "kin": ()} | {kind: tuple(map(tuple, ids.tolist()))})
    facts = collection.facts(portion.records)
    took: dict[str, float] = {}
    with timed(took, "compare"):
        deque(proposals(facts, portion, Measures(shipped_weights(), collection.counted.chances)), maxlen=0)
    return took["compare"] / len(ids)


def told_found(held: Sketches, found: Pairs, made: set[tuple[int, int]]) -> str:
    """How many of the made pairs are among those found."""
    ids = np.sort(np.column_stack([held.record_ids[found.left], held.record_ids[found.right]]), axis=1)
    have = set(map(tuple, ids.tolist()))
    return f"made pairs found {len(made & have) / max(len(made), 1):.4f} of {len(made)}"


def run(records: Path, count: int) -> None:
    """Print what the command takes over a database of so many people."""
    with tempfile.TemporaryDirectory() as aside:
        url = f"sqlite:///{Path(aside) / 'esimder.db'}"
        migrate(url)
        engine = create_engine(url)
        for made in People(records, count).portions():
            _enter(engine, made.facts)
        began, worked = time.perf_counter(), cpu()
        report = propose(engine, Order(processes=os.cpu_count() or 1), lambda _step, _total: lambda _done: None)
        took, worked = time.perf_counter() - began, cpu() - worked
    steps = ", ".join(f"{step} {seconds:.0f}" for step, seconds in report.took.items())
    pairs, proposed = sum(report.pairs.values()), sum(report.tally.new.values())
    print(
        f"{count:9,} flask propose: {took:.0f} s by the clock ({steps}), {worked:.0f} s of work; {pairs} pairs "
        f"compared, {proposed} proposed; load of the machine {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _enter(engine: Engine, people: Iterable[Facts]) -> None:
    with writing(engine) as session:
        lookup, records = Lookup.read(session), []
        for facts in people:
            record = Record()
            fill(session, record, _draft(facts), lookup)
            records.append(record)
        enter(session, records)


def _draft(facts: Facts) -> Draft:
    parts = {part.kind.value: part.form for part in facts.names[0].parts}
    name = DraftName(
        surname=parts.get("surname", ""), given_name=parts.get("given", ""), patronymic=parts.get("patronymic", "")
    )
    return Draft(
        names=(name,), sex=facts.sex, birth_date=_dated(facts.birth),
        birth_place=facts.birth_place.written, residence=facts.residence.written,
        source_ref=str(facts.record_id), source=DraftSource(citation=facts.source),
        episodes=tuple(DraftEpisode(arrest_date=_dated(act.arrested)) for act in facts.acts),
    )  # fmt: skip


def _dated(day: Day | None) -> HistoricalDate | None:
    if day is None:
        return None
    first, last = (date.fromordinal(each).isoformat() for each in (day.first, day.last))
    return HistoricalDate(first if first == last else first[:4], first, last, wording=day.written)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="*")
    parser.add_argument("--sample", type=int, default=4_000)
    parser.add_argument("--database", type=int, nargs="*", default=())
    options = parser.parse_args()
    each: dict[str, float] = dict.fromkeys(KINDS, 0.002)
    for count in options.sizes or (() if options.database else SIZES):
        measure(options.folder / "records.csv", count, options.sample, each)
    for count in options.database:
        run(options.folder / "records.csv", count)


if __name__ == "__main__":
    main()
