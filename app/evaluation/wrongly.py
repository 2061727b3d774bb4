"""How often two different names are taken for one: pairs labelled by hand, and fathers' names that contradict."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from app.evaluation.sets import Folder
from app.evaluation.treatments import chosen, parts_of
from app.messages import N_
from indexer.evidence import BANDS, NEAR
from indexer.names import lexicon, morphology
from indexer.names.compare import compare
from indexer.names.name import Name
from indexer.names.parse import build, parse

CONTRADICTED = 1_000  # records that are compared with themselves under another father
DIFFERENT = "different"
LIKELY = BANDS[0][0]
LOOK_ALIKE = N_("different names that look alike, labelled by hand")
OTHER_FATHER = N_("the same surname and given name with another father's name")


@dataclass(frozen=True, slots=True)
class Wrongly:
    """Of n pairs of different names, the share that score as if they may be one name, and as if they were."""

    n: int
    possible: float
    likely: float

    def as_json(self) -> dict[str, float | int]:
        """Rounded for people."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def wrongly(folder: Folder, labelled: Path) -> dict[str, Wrongly]:
    """The measures by what was compared; without the file of labelled pairs, or without fathers, less."""
    found = {OTHER_FATHER: _of(_contradicted(folder))}
    if labelled.is_file():
        found = {LOOK_ALIKE: _of(_labelled(labelled))} | found
    return {label: measured for label, measured in found.items() if measured.n}


def _of(pairs: Iterable[tuple[Name, Name]]) -> Wrongly:
    scores = [compare(left, right).score for left, right in pairs]
    n = len(scores)
    return Wrongly(n, sum(s >= NEAR for s in scores) / max(n, 1), sum(s >= LIKELY for s in scores) / max(n, 1))


def _labelled(path: Path) -> Iterator[tuple[Name, Name]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["label"] == DIFFERENT:
                yield parse(row["left"]), parse(row["right"])


def _contradicted(folder: Folder) -> Iterator[tuple[Name, Name]]:
    """Each name beside itself with the father's name of another record of the sample, where that is another father."""
    whole = [entry for entry in folder.entries if all(parts_of(entry))]
    sample = sorted(whole, key=lambda entry: chosen("father", entry.names[0].written))[: CONTRADICTED + 1]
    for entry, other in pairwise(sample):
        surname, given, patronymic = parts_of(entry)
        if _another(patronymic, parts_of(other)[2]):
            yield entry.names[0], build(surname=surname, given=given, patronymic=parts_of(other)[2])


def _another(patronymic: str, other: str) -> bool:
    """Whether two patronymics of one sex name two fathers: no given name that both may stand for."""
    ours, theirs = _fathers(patronymic), _fathers(other)
    one_sex = morphology.patronymic_sex(patronymic) == morphology.patronymic_sex(other) != ""
    return one_sex and bool(ours) and bool(theirs) and not ours & theirs


def _fathers(patronymic: str) -> frozenset[str]:
    return frozenset().union(*(lexicon.concepts(name) for name in morphology.father(patronymic)))
