"""The files of an evaluation folder, told apart by their headers: records, and questions with what they should find."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.evaluation.nations import nation_of
from indexer.entry import Entry
from indexer.names.morphology import sex
from indexer.names.parse import build

HARD = 0.85  # likeness after plain ASCII folding below which a spelling counts as hard
HARD_SET = "_hard"  # how the name of a set ends that holds the hard ones of another once more
RECORDS = {"source_ref", "surname", "given_name"}
QUERIES = {"query", "relevant"}


@dataclass(frozen=True, slots=True)
class Question:
    """One spelling, the references of the records it should find, and those to be left out of the ranking."""

    text: str
    relevant: frozenset[str]
    ignore: frozenset[str]


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: entries by the order of their numbers, their references, question sets by name, files."""

    entries: tuple[Entry, ...]
    refs: tuple[str, ...]
    sets: dict[str, tuple[Question, ...]]
    files: tuple[str, ...] = ()


def read_folder(directory: Path) -> Folder:
    """Read every CSV of the folder that has one of the known headers; each is optional."""
    entries: list[Entry] = []
    refs: list[str] = []
    sets: dict[str, list[Question]] = {}
    files: list[str] = []
    for path in sorted(directory.glob("*.csv")):
        header = _header(path)
        if header >= RECORDS:
            for row in _rows(path):
                refs.append(row["source_ref"])
                entries.append(_entry(len(refs), row))
        elif header >= QUERIES:
            for row in _rows(path):
                for name in _sets_of(path.stem, row):
                    sets.setdefault(name, []).append(_question(row))
        else:
            continue
        files.append(path.name)
    by_name = {name: tuple(questions) for name, questions in sets.items()}
    return Folder(tuple(entries), tuple(refs), by_name, tuple(files))


def _sets_of(stem: str, row: dict[str, str]) -> list[str]:
    """The sets a question belongs to: East Asian names are kept apart, hard spellings counted twice."""
    if row.get("east_asian") == "1":
        return [f"{stem}_east_asian"]
    hard = row.get("naive") and float(row["naive"]) < HARD
    return [stem, f"{stem}{HARD_SET}"] if hard else [stem]


def _question(row: dict[str, str]) -> Question:
    return Question(row["query"], _refs(row["relevant"]), _refs(row.get("ignore") or ""))


def _refs(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


def _entry(number: int, row: dict[str, str]) -> Entry:
    name = build(surname=row["surname"], given=row["given_name"], patronymic=row.get("patronymic") or "")
    year = (row.get("birth_date") or "")[:4]
    born = (int(year), int(year)) if year.isdigit() else None
    return Entry(number, (name,), sex=sex(name), born=born, nation=nation_of(row.get("nation") or ""))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _header(path: Path) -> frozenset[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return frozenset(next(csv.reader(file), []))
