"""The accuracy card: every set of a folder measured, ours beside the plain tools, on a throw-away index."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from app.evaluation.measures import Measure, ask, measure_search
from app.evaluation.peers import measure_peers
from app.evaluation.sets import read_folder
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
    refs = np.array(("", *folder.refs))  # by the number of the entry, which begins with 1
    with tempfile.TemporaryDirectory() as aside:
        index.rebuild(Path(aside), folder.entries)
        asked = cache(partial(ask, index.Index(Path(aside)), refs))
        for name, questions in folder.sets.items():
            chosen = sorted(questions, key=lambda q: hashlib.sha256(q.text.encode()).digest())[:sample]
            peers = measure_peers(folder, tuple(chosen)) if chosen else {}
            yield Line(name, measure_search(map(asked, questions)), measure_search(map(asked, chosen)), peers)
