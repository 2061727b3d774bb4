"""Measure the reader of wordings on the labelled texts, field by field (tests/golden/wordings/README.md).

`python -m tests.wordings ../shared/data/lists` prints the texts that rules are made on (open, opened), `--wrong FIELD`
what is missed or read wrongly in them, `--sealed` only the totals of the sealed ones, `--cells` how many there are.
`--unread` the letters of all bodies that no field holds. Cells are compared by the rules of the README.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, permutations
from pathlib import Path

from app.dates import HistoricalDate
from app.intake.draft import Coded, Draft, DraftEpisode, NameKind, Stay
from app.intake.faults import Faults
from app.intake.nations import nation_of
from app.intake.readers.memorial.body import read_body
from app.intake.readers.memorial.rows import read_person
from indexer.names.name import PartKind
from indexer.names.parse import parse
from tests.golden.choose_scarce import scarce
from tests.golden.choose_wordings import Chosen, chosen

WORDINGS = Path(__file__).resolve().parent / "golden" / "wordings"
SETS = {"open": "ab", "opened": "ab", "sealed": "cdefg"}  # of labelled texts, and the parts of each
EPISODE = re.compile(r"episode\.([1-9])\.(\w+)")
EITHER, LEFT_OUT, UNDECIDED = " || ", "-", "?"
Z = 1.96  # of a 95 % interval
_MOST_EPISODES = 6  # more are paired in their order
_MARKS = re.compile(r'[\s"«»“”„.,:;()]+')
_LEADS = re.compile(r"^(?:(?:в|во|на|с|из|за|как|по|на основании) )+")
_PARTS = {
    "surname": PartKind.SURNAME,
    "given_name": PartKind.GIVEN,
    "patronymic": PartKind.PATRONYMIC,
    "maiden_name": PartKind.MAIDEN,
}
_RELATIONS = frozenset({"father", "mother", "husband", "wife", "son", "daughter", "brother", "sister"})

Cells = dict[str, list[str]]  # the values of each field, of a person or of one episode


@dataclass(slots=True)
class Count:
    """Cells of a field: ``right`` read as labelled, ``false`` read but not labelled so, ``missed`` not read."""

    right: int = 0
    false: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> tuple[int, int]:
        """Right among read."""
        return self.right, self.right + self.false

    @property
    def recall(self) -> tuple[int, int]:
        """Right among labelled."""
        return self.right, self.right + self.missed


Counts = dict[str, Count]


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); (0, 1) where nothing was counted."""
    if not of:
        return 0.0, 1.0
    share, spread = right / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def plain(text: str) -> str:
    """The letters of a text as the README compares them: one blank, no case, no ё, no outside punctuation."""
    return _MARKS.sub(" ", text.casefold().replace("ё", "е")).strip()


def bare(text: str) -> str:
    """The same without the words that only lead in."""
    return _LEADS.sub("", plain(text))


def measured(lists: Path, sets: Sequence[str]) -> Counts:
    """The counts of every field over the texts of some sets of `SETS`."""
    counts: Counts = defaultdict(Count)
    for name in sets:
        labels = _labels(name)
        for text in scarce(lists) if name == "sealed" else chosen(lists):
            if text.half == name and text.printed.key in labels:
                _compare(text, labels[text.printed.key], counts)
    return counts


def _labels(name: str) -> dict[str, list[tuple[str, str]]]:
    """The labels of a set by their text; parts that are not labelled yet are left out."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in (WORDINGS / f"{name}_{part}.csv" for part in SETS[name]):
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                told[row["key"]].append((row["field"], row["value"]))
    return told


def _compare(text: Chosen, labels: Iterable[tuple[str, str]], counts: Counts) -> None:
    person, episodes = _sorted(labels)
    draft = drafted(text)
    said = dict(_of_person(draft, named=bool(text.printed.name)))
    _count(text.printed.key, person, said, counts)
    readings = [dict(_of_episode(each)) for each in draft.episodes]
    for label, reading in _paired(episodes, readings):
        _count(text.printed.key, label, reading, counts, "episode.N.")


def drafted(text: Chosen) -> Draft:
    """What the reader makes of a text."""
    printed, faults = text.printed, Faults(1)
    return read_person(printed.name, printed.text, faults) if printed.name else read_body(printed.text, faults)


def _sorted(labels: Iterable[tuple[str, str]]) -> tuple[Cells, list[Cells]]:
    person: Cells = defaultdict(list)
    episodes: dict[int, Cells] = defaultdict(lambda: defaultdict(list))
    for name, value in labels:
        if found := EPISODE.fullmatch(name):
            episodes[int(found[1])][found[2]].append(value)
        elif name != "texts":
            person[name].append(value)
    return person, [episodes[number] for number in sorted(episodes)]


def _of_person(draft: Draft, named: bool) -> Iterator[tuple[str, list[str]]]:
    if named:
        yield from _of_name(draft)
    variants = (name for name in draft.names if name.kind is NameKind.VARIANT)
    yield "variant", [name.written or name.surname or name.given_name or name.patronymic for name in variants]
    yield from ((name, _filled(_coded(getattr(draft, name)))) for name in ("nation", "fate"))
    for name in ("birth_place", "residence", "citizenship", "occupation", "education", "party"):
        yield name, _filled(getattr(draft, name))
    for name in ("death_place", "burial_place"):
        yield name, _filled(getattr(draft, name))
    yield from ((name, _filled(_dated(getattr(draft, name)))) for name in ("birth_date", "death_date"))
    cleared = draft.rehabilitation
    yield "rehabilitation_status", _filled(cleared.status.code)
    yield "rehabilitation_date", _filled(_dated(cleared.date))
    yield "rehabilitation_body", _filled(cleared.body)
    yield "rehabilitation_ground", list(cleared.grounds) or _filled(cleared.ground.code or cleared.ground.wording)
    told = (("other" if each.relation not in _RELATIONS else each.relation, each.name) for each in draft.relatives)
    yield "relative", [f"{relation}:{name}" for relation, name in told]


def _of_name(draft: Draft) -> Iterator[tuple[str, list[str]]]:
    parts = parse(draft.name.written).parts
    for name, kind in _PARTS.items():
        yield name, _filled(" ".join(part.form for part in parts if part.kind is kind))


def _of_episode(episode: DraftEpisode) -> Iterator[tuple[str, list[str]]]:
    yield "kind", _filled(episode.kind.code)
    yield "arrest_date", _filled(_dated(episode.arrest_date))
    yield "decision_date", _filled(_dated(episode.decision_date))
    yield "body", _filled(_coded(episode.decided_by))
    for name in ("arrested_by", "article", "charge", "commutation"):
        yield name, _filled(getattr(episode, name))
    yield "measure", [] if episode.measure.inferred else list(episode.measures)
    yield "term", _filled(episode.term.code)
    yield "stay", [_stay(each) for each in episode.stays]


def _stay(stay: Stay) -> str:
    days = (_dated(stay.arrival), _dated(stay.departure))
    return "|".join((stay.place, *days)) if any(days) else stay.place


def _dated(date: HistoricalDate | None) -> str:
    return date.edtf if date else ""


def _coded(value: Coded) -> str:
    return value.code or (f"?{value.wording}" if value.wording else "")


def _filled(value: str) -> list[str]:
    return [value] if value else []


def _paired(labels: Sequence[Cells], readings: Sequence[Cells]) -> Iterator[tuple[Cells, Cells]]:
    """Each label with the reading that suits it, so that most cells agree; what is left over stands alone."""
    longer = max(len(labels), len(readings))
    left = [*labels, *({} for _ in range(longer - len(labels)))]
    right = [*readings, *({} for _ in range(longer - len(readings)))]
    orders = permutations(range(longer)) if longer <= _MOST_EPISODES else iter([tuple(range(longer))])
    best = max(orders, key=lambda order: sum(map(_agreement, left, (right[at] for at in order))), default=())
    yield from zip(left, (right[at] for at in best), strict=True)


def _agreement(label: Cells, reading: Cells) -> int:
    counts: Counts = defaultdict(Count)
    _count("", label, reading, counts)
    return sum(count.right for count in counts.values())


def _count(key: str, labels: Cells, readings: Cells, counts: Counts, prefix: str = "") -> None:
    """Lay the readings of each field on its labels; where a cell cannot be decided, nothing is measured."""
    for name in sorted({*labels, *readings}):
        wanted, found = labels.get(name, []), list(readings.get(name, []))
        if UNDECIDED in wanted:
            continue
        count = counts[f"{prefix}{name}"]
        for label in wanted:
            hit = next((at for at, reading in enumerate(found) if _agrees(name, label, reading)), None)
            if hit is not None:
                count.right += 1
                found.pop(hit)
            elif LEFT_OUT not in label.split(EITHER):
                count.missed += 1
                count.wrong.append(f"{key} − {label}")
        count.false += len(found)
        count.wrong.extend(f"{key} + {reading}" for reading in found)


def _agrees(name: str, label: str, reading: str) -> bool:
    return any(_folded(name, each) == _folded(name, reading) for each in _since_coded(name, label.split(EITHER)))


def _since_coded(name: str, labels: Sequence[str]) -> Iterator[str]:
    """The labels, and of a word for a nation that had no code when it was labelled the code that it has by now."""
    yield from labels
    if name == "nation":
        words = (nation_of(label[1:]) for label in labels if label.startswith(UNDECIDED))
        yield from (known.nation for known in words if known)


@cache
def _folded(name: str, value: str) -> str:
    if name.endswith(("_date", "term")):
        return value
    mark = ":" if name == "relative" else "|"
    return mark.join(bare(piece) for piece in value.split(mark, 1 if name == "relative" else -1))


def table(counts: Counts) -> Iterator[str]:
    """A line a field: how many cells are labelled, precision and recall with their intervals."""
    yield "| field | cells | precision | recall |"
    yield "|---|---|---|---|"
    for name in sorted(counts):
        count = counts[name]
        yield f"| `{name}` | {count.recall[1]} | {_share(*count.precision)} | {_share(*count.recall)} |"


def _share(right: int, of: int) -> str:
    low, high = wilson(right, of)
    return f"{right / of:.3f} ({low:.3f}–{high:.3f})" if of else "–"


def cells() -> Iterator[str]:
    """A line a field: how many cells of it are labelled in each set."""
    counted = {
        name: Counter(EPISODE.sub(r"episode.N.\2", row[0]) for told in _labels(name).values() for row in told)
        for name in SETS
    }
    yield f"| field | {' | '.join(SETS)} |"
    yield "|---" * (len(SETS) + 1) + "|"
    for name in dict.fromkeys(chain(*counted.values())):
        yield f"| `{name}` | {' | '.join(str(counted[each][name]) for each in SETS)} |"


def unread(lists: Path) -> Iterator[str]:
    """How much of the letters of all bodies a field holds, and what none holds, by how often it comes."""
    left: Counter[str] = Counter()
    letters = held = 0
    for body in (lists / "memorial_bodies.txt").read_text(encoding="utf-8").split("\n---\n"):
        pieces = read_body(body, Faults(1)).unread
        left.update(re.sub(r"\d+", "0", piece.strip()) for piece in pieces)
        letters += sum(map(str.isalpha, body))
        held += sum(map(str.isalpha, body)) - sum(sum(map(str.isalpha, piece)) for piece in pieces)
    yield f"{held / letters:.4f} of {letters:,} letters are accounted for by a field; the rest (figures as 0):"
    yield from (f"{times:6} {piece}" for piece, times in left.most_common())


def main() -> None:
    """Print the table of the open and opened texts with what is wrong in them, or that of the sealed ones."""
    asked = argparse.ArgumentParser(description="Precision and recall of the reader of wordings")
    asked.add_argument("lists", type=Path, nargs="?")
    asked.add_argument(
        "--cells", action="store_true", help="only how many cells of each field are labelled in each set"
    )
    asked.add_argument("--sealed", action="store_true", help="the sealed texts, totals only")
    asked.add_argument("--wrong", nargs="*", default=[], metavar="FIELD", help="show what is wrong in the open texts")
    asked.add_argument("--unread", action="store_true", help="only what no field holds, of all bodies")
    said = asked.parse_args()
    if said.cells or not said.lists:
        print("\n".join(cells()))
        return
    if said.unread:
        print("\n".join(unread(said.lists)))
        return
    counts = measured(said.lists, ("sealed",) if said.sealed else ("open", "opened"))
    print("\n".join(table(counts)))
    if not said.sealed:
        for name in counts if "all" in said.wrong else said.wrong:
            print(f"\n{name}", *counts[name].wrong, sep="\n  ")


if __name__ == "__main__":
    main()
