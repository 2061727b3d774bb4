"""The accuracy card: every set of a folder measured by set, nation and treatment, ours beside the plain tools."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.evaluation.bench import Told, answers, lay_out
from app.evaluation.measures import Answer, Measure, Spread, measure, measure_search, spread
from app.evaluation.peers import PEERS
from app.evaluation.sets import HARD_SET, Folder, Question, read_folder
from app.evaluation.single import Single, list_of, single
from app.evaluation.treatments import treatments
from app.evaluation.wrongly import Wrongly, wrongly

PLAIN = 2  # plain tools answer half as many questions of a treatment as of a set: they are slow, and treatments many
LEAST = 20  # questions that a nation must have to be told by itself
Questions = Mapping[str, tuple[Question, ...]]
Begin = Callable[[int], Told]  # how many questions there are → whom to tell of those answered


@dataclass(frozen=True, slots=True)
class Order:
    """What is measured and how: the folder, the hand-labelled pairs (may be absent), how many questions of each set the
    plain tools answer, too, and how many processes ask."""

    directory: Path
    pairs: Path
    sample: int
    workers: int


@dataclass(frozen=True, slots=True)
class Line:
    """One set: our figures on all its questions, and ours and the plain tools' on the same sample."""

    name: str
    ours: Measure
    sample: Measure | None = None
    peers: Mapping[str, Measure] | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything measured. ``words``: where a list of single words is at hand; ``candidates``: records scored a search;
    ``took_ms``: of a search, while all processes ask."""

    folder: Folder
    sets: tuple[Line, ...]
    nations: tuple[Line, ...]
    treatments: tuple[Line, ...]
    wrongly: Mapping[str, Wrongly]
    words: Single | None
    candidates: Spread
    took_ms: Spread
    seconds: float


def sets_of(order: Order, begin: Begin) -> tuple[Line, ...]:
    """Only the sets of the files, ours alone: what a program asks for."""
    folder = read_folder(order.directory)
    found = _asked(order, folder, folder.sets, {}, begin)
    return tuple(Line(name, measure_search(found[q] for q in questions)) for name, questions in folder.sets.items())


def card(order: Order, begin: Begin) -> Card:
    """Measure everything on a throw-away index."""
    started = time.monotonic()
    folder = read_folder(order.directory)
    treated = treatments(folder)
    found = _asked(order, folder, folder.sets, treated, begin)
    all_told = list(found.values())
    listed = list_of(order.directory)
    return Card(
        folder,
        _lines(folder.sets, found, order.sample),
        _nations(folder, found),
        _lines(treated, found, order.sample // PLAIN),
        wrongly(folder, order.pairs),
        single(listed) if listed else None,
        spread([answer.scored for answer in all_told]),
        spread([answer.took_ms for answer in all_told]),
        time.monotonic() - started,
    )


def _asked(order: Order, folder: Folder, sets: Questions, treated: Questions, begin: Begin) -> dict[Question, Answer]:
    """Every question answered once, on an index that is gone afterwards."""
    questions = [question for asked in (*sets.values(), *treated.values()) for question in asked]
    sampled = {question for asked in sets.values() for question in _sample(asked, order.sample)}
    sampled |= {question for asked in treated.values() for question in _sample(asked, order.sample // PLAIN)}
    with tempfile.TemporaryDirectory() as aside:
        lay_out(folder, Path(aside))
        return answers(Path(aside), questions, sampled, order.workers, begin(len(set(questions))))


def _sample(questions: Iterable[Question], most: int) -> list[Question]:
    """The same questions in every run: chosen by the hash of their words."""
    return sorted(questions, key=lambda question: hashlib.sha256(question.text.encode()).digest())[:most]


def _lines(sets: Questions, found: Mapping[Question, Answer], sample: int) -> tuple[Line, ...]:
    return tuple(_line(name, questions, found, sample) for name, questions in sets.items() if questions)


def _line(name: str, questions: tuple[Question, ...], found: Mapping[Question, Answer], sample: int) -> Line:
    ours = measure_search(found[question] for question in questions)
    chosen = [found[question] for question in _sample(questions, sample)]
    if not chosen:
        return Line(name, ours)
    peers = {peer: measure(answer.peers[place] for answer in chosen) for place, peer in enumerate(PEERS)}
    return Line(name, ours, measure_search(chosen), peers)


def _nations(folder: Folder, found: Mapping[Question, Answer]) -> tuple[Line, ...]:
    """By the nation of the right record, over all questions of the files; hard ones count once."""
    nation_of = {ref: entry.nation for ref, entry in zip(folder.refs, folder.entries, strict=True)}
    by_nation: defaultdict[str, list[Answer]] = defaultdict(list)
    for name, questions in folder.sets.items():
        for question in questions if not name.endswith(HARD_SET) else ():
            for nation in sorted({nation_of.get(ref, "") for ref in question.relevant} - {""}):
                by_nation[nation].append(found[question])
    lines = [Line(nation, measure_search(given)) for nation, given in by_nation.items() if len(given) >= LEAST]
    return tuple(sorted(lines, key=lambda line: (-line.ours.n, line.name)))
