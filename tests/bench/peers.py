"""Ours and other tools, asked the same questions one after another, so that a busy machine is busy for all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.collection import Told
from tests.bench.figures import Json, Times, load, timed
from tests.bench.place import Place
from tests.bench.postgres import Keyed, Similar
from tests.bench.questions import NAMED, Question, questions
from tests.bench.rivals import Fuzzy, Make, Rival, Scan, Spelt, Trigrams
from tests.bench.searching import Ours

EACH = 15  # questions of a kind
PATIENCE = 45.0  # seconds of answers that a rival is given; then it is asked no more
OURS = "Esimder"
RIVALS: dict[str, tuple[Make, int]] = {  # name → how it is made, the greatest size at which it is asked
    "pg_trgm": (Similar, 10_000_000),
    "text[] of our keys + rapidfuzz": (Keyed, 10_000_000),
    "SQLite FTS5 trigram": (Trigrams, 10_000_000),
    "rapidfuzz over all": (lambda _folder: Scan(), 10_000_000),
    "Whoosh FuzzyTerm": (Fuzzy, 400_000),  # it takes in 5,000 names a second
}


def measure(place: Place, each: int = EACH, patience: float = PATIENCE) -> Json:
    """What each costs to have and to ask."""
    wanted = [question for question in questions(place.names, each) if question.kind in NAMED]
    told: Json = {"load": load(), "questions": len(wanted)}
    ours = Ours(place)
    with tempfile.TemporaryDirectory(prefix="esimder-bench-") as aside, _rivals(place, Path(aside), told) as rivals:
        asked = {OURS: ours.ask} | {name: _by_text(rival) for name, rival in rivals.items()}
        times = _asked(asked, wanted, place, patience)
        told["size_mb"] = {name: rival.size_mb for name, rival in rivals.items()}
    told["tools"] = {name: found.as_json() for name, found in times.items()}
    return told


@contextmanager
def _rivals(place: Place, aside: Path, told: Json) -> Iterator[dict[str, Rival]]:
    """Each with the names taken in; how long that took is told."""
    made: dict[str, Rival] = {}
    built: Json = {}
    with timed(told, "folded_s"):
        spelt = Spelt.of(place.names)
    try:
        for name, (make, greatest) in RIVALS.items():
            if place.count <= greatest:
                made[name] = make(aside)
                with timed(built, name):
                    made[name].build(spelt)
        told["build_s"] = built
        yield made
    finally:
        for rival in made.values():
            rival.close()


def _by_text(rival: Rival) -> Callable[[Question], list[int]]:
    return lambda question: rival.ask(question.text)


def _asked(
    asked: dict[str, Callable[[Question], list[int]]], wanted: list[Question], place: Place, patience: float
) -> dict[str, Times]:
    times = {name: Times() for name in asked}
    for ask in asked.values():
        ask(wanted[0])  # off the clock: files are opened, statements prepared, loops loaded
    for question in wanted:
        for name, ask in asked.items():
            if sum(times[name].ms) > patience * 1e3:
                continue
            found = times[name].ask(question, ask)
            times[name].judge(question, _named(place, name, found))
    return times


def _named(place: Place, name: str, found: list[int]) -> list[Told]:
    if name == OURS:
        return [place.told(record_id) for record_id in found]
    return [place.names[number - 1] for number in found]
