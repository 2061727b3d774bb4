"""The accuracy card: every set of a folder measured, ours beside the plain tools, on a throw-away index."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.evaluation.measures import Measure, measure_search
from app.evaluation.peers import measure_peers
from app.evaluation.sets import Folder, Question, read_folder
from indexer import index


@dataclass(frozen=True, slots=True)
class Line:
    """One set: our figures on all its questions, and ours and the plain tools' on the same sample."""

    name: str
    ours: Measure
    sample: Measure
    peers: dict[str, Measure]


def card(directory: Path, sample: int) -> Iterator[Line]:
    """Measure each set of the folder; ``sample`` questions of each, chosen by hash, go to the plain tools as well."""
    folder = read_folder(directory)
    with tempfile.TemporaryDirectory() as aside:
        index.rebuild(Path(aside), folder.entries)
        opened = index.Index(Path(aside))
        for name, questions in folder.sets.items():
            yield _line(folder, opened, name, questions, sample)


def _line(folder: Folder, opened: index.Index, name: str, questions: tuple[Question, ...], sample: int) -> Line:
    chosen = tuple(sorted(questions, key=lambda q: hashlib.sha256(q.text.encode()).digest())[:sample])
    ours = measure_search(opened, folder.refs, questions)
    if not chosen:
        return Line(name, ours, ours, {})
    return Line(name, ours, measure_search(opened, folder.refs, chosen), measure_peers(folder, chosen))
