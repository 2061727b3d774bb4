"""Whether the right record stays among the candidates of a far greater collection, and what it costs to choose them.

    python -m tests.bench.candidates FOLDER [--records 400000] [--as 3100000] [--questions 300] [--mixed] [--index DIR]

The records of the folder are kept, and people are added whose surname, given name and patronymic are those of three
others of the same nation and sex (``--mixed``: of any), until there are ``--records``. What is chosen scales: the best
3,000 of ``--as`` records are the best 387 of 400,000. ``--index`` keeps the index for the next run.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.evaluation.sets import Folder, Question, read_folder
from indexer.entry import Entry
from indexer.index import Index, NoIndex, rebuild
from indexer.names.morphology import sex
from indexer.names.name import Name, PartKind
from indexer.names.parse import build, parse
from indexer.portion import portions
from indexer.reach import reach
from indexer.rough import POOL, best
from indexer.search import CANDIDATES

SEED = 1
_KINDS = (PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC)


@dataclass(frozen=True, slots=True)
class Scale:
    """How many of how many are chosen, so that it tells of a greater collection."""

    most: int
    pool: int


@dataclass(frozen=True, slots=True)
class Found:
    """Of one question: whether its keys reach the right record, whether that is chosen, how many are reached, ms."""

    reached: bool
    chosen: bool
    share: float
    took_ms: float


def crowd(folder: Folder, count: int, mixed: bool) -> Iterator[Entry]:
    """The entries of the folder, then people made of the name parts of three of them each."""
    yield from folder.entries
    groups: defaultdict[Hashable, list[Entry]] = defaultdict(list)
    for entry in folder.entries:
        groups["" if mixed else (entry.nation, sex(entry.names[0]))].append(entry)
    rng = random.Random(SEED)  # noqa: S311 (nothing secret)
    drawn = rng.choices(list(groups.values()), [len(group) for group in groups.values()], k=count)
    for number in range(len(folder.entries) + 1, count + 1):
        surname, given, patronymic = (
            " ".join(part.form for part in rng.choice(drawn[number - 1]).names[0].of(kind)) for kind in _KINDS
        )
        yield Entry(number, (build(surname=surname, given=given, patronymic=patronymic),))


def look(index: Index, refs: Sequence[str], question: Question, scale: Scale) -> Found:
    """Ask one question up to where candidates are chosen."""
    started = time.perf_counter()
    name: Name = parse(question.text)
    found = reach(index, name)
    chosen = best(found, name, scale.most, scale.pool)
    took = (time.perf_counter() - started) * 1000
    right = {number for number, ref in enumerate(refs, start=1) if ref in question.relevant}
    ids, kept = ({int(i) for p in parts for i in p.leaf.columns.record_ids[p.documents]} for parts in (found, chosen))
    return Found(bool(ids & right), bool(kept & right), len(ids) / index.size, took)


def told(name: str, found: Sequence[Found], as_many: int) -> str:
    """A line of figures for people."""
    shares = np.percentile([each.share * as_many for each in found], [50, 90, 100])
    took = np.percentile([each.took_ms for each in found], [50, 95, 100])
    return (
        f"{name:32} n={len(found):4}  by key {np.mean([each.reached for each in found]):.4f}  "
        f"chosen {np.mean([each.chosen for each in found]):.4f}  "
        f"reached p50/p90/max {'/'.join(f'{share:,.0f}' for share in shares)}  "
        f"ms p50/p95/max {'/'.join(f'{ms:.0f}' for ms in took)}"
    )


def measure(directory: Path, options: argparse.Namespace) -> None:
    """Build the index there unless it is there, ask, print."""
    folder = read_folder(options.folder)
    try:
        index = Index(directory)
    except NoIndex:
        rebuild(directory, portions(crowd(folder, options.records, options.mixed)))
        index = Index(directory)
    share = index.size / options.as_many
    scale = Scale(round(CANDIDATES * share), round(POOL * share))
    print(f"{index.size:,} records for {options.as_many:,}: the best {scale.most} of {scale.pool}")
    for name, questions in folder.sets.items():
        asked = random.Random(SEED).sample(questions, min(len(questions), options.questions))  # noqa: S311
        print(told(name, [look(index, folder.refs, each, scale) for each in asked], options.as_many), flush=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=400_000)
    parser.add_argument("--as", type=int, default=3_100_000, dest="as_many")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--index", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        measure(options.index or Path(aside), options)


if __name__ == "__main__":
    main()
