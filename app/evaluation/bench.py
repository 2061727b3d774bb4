"""A folder laid out so that several processes can ask it: an index and the names on disk, opened once a process."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.evaluation.measures import Answer, ask
from app.evaluation.peers import Peers, peers
from app.evaluation.sets import Folder, Question
from indexer import index
from indexer.names.name import Name, PartKind
from indexer.portion import portions

BATCH = 40  # questions that a process takes at a time
NAMES = "names.json"

Told = Callable[[int], None]  # how many questions were answered since it was last told


@dataclass(frozen=True, slots=True)
class Bench:
    """The opened index, the references by number of the entry (which begins with 1), and the plain tools."""

    index: index.Index
    refs: NDArray[np.str_]
    peers: Peers


def lay_out(folder: Folder, directory: Path) -> None:
    """Build the index of the folder's entries there, with their names beside it."""
    index.rebuild(directory, portions(folder.entries))
    names = [entry.names[0] for entry in folder.entries]
    written, brief = [name.written for name in names], [_without_father(name) for name in names]
    (directory / NAMES).write_text(json.dumps([folder.refs, written, brief], ensure_ascii=False), encoding="utf-8")


def answers(
    directory: Path, questions: Sequence[Question], sampled: Collection[Question], workers: int, told: Told
) -> dict[Question, Answer]:
    """The answer to each question, once however often it stands there; ``sampled`` go to the plain tools as well."""
    distinct = list(dict.fromkeys(questions))
    batches = [distinct[start : start + BATCH] for start in range(0, len(distinct), BATCH)]
    work = partial(_answered, directory, frozenset(sampled))
    found: dict[Question, Answer] = {}
    if workers <= 1 or len(batches) <= 1:
        for batch in batches:
            found |= work(batch)
            told(len(batch))
        return found
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for done in as_completed([pool.submit(work, batch) for batch in batches]):
            found |= done.result()
            told(len(done.result()))
    return found


def _without_father(name: Name) -> str:
    return " ".join(part.form for part in name.parts if part.kind is not PartKind.PATRONYMIC)


def _answered(directory: Path, sampled: frozenset[Question], batch: list[Question]) -> dict[Question, Answer]:
    bench = _opened(directory)
    found = {}
    for question in batch:
        ours = ask(bench.index, bench.refs, question)
        found[question] = replace(ours, peers=bench.peers.ranks(question)) if question in sampled else ours
    return found


@lru_cache(maxsize=1)  # one folder is measured at a time
def _opened(directory: Path) -> Bench:
    refs, written, brief = json.loads((directory / NAMES).read_text(encoding="utf-8"))
    return Bench(index.Index(directory), np.array(("", *refs)), peers(np.array(refs), written, brief))
