"""Other spellings that are attested for a form of a name: in Latin letters, in Ukrainian, by another clerk."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

LATIN = Path("names") / "pairs_ru.csv"
UKRAINIAN = Path("names") / "uk_ru.tsv"
ARCHIVE = Path("eval") / "archival_variants.csv"
_SHORTEST = 2  # letters of a spelling that names somebody
_SPELLING = 0.6  # of the letters are the same, else it is another name: Пётр, Фёдор

Forms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Spellings:
    """Russian form in small letters → other spellings, in small letters, in Latin and in Cyrillic."""

    latin: Forms
    cyrillic: Forms


def read_spellings(directory: Path) -> Spellings:
    """The spellings that the files of that folder attest; files that are absent attest none."""
    latin = [(row["cyrillic"], row["latin"]) for row in _rows(directory / LATIN, ",") if row["plausible"] == "1"]
    ukrainian = [(row["ru"], row["uk"]) for row in _rows(directory / UKRAINIAN, "\t") if row["rank"] == "0"]
    return Spellings(_forms(latin), _forms([*ukrainian, *_clerks(directory / ARCHIVE)]))


def _clerks(path: Path) -> Iterator[tuple[str, str]]:
    """The words in which two spellings of one whole name differ, less those that are another name altogether."""
    for row in _rows(path, ","):
        other, recorded = row["query"].split(), row["as_recorded"].split()
        if len(other) == len(recorded) and row.get("east_asian") != "1":
            pairs = zip(recorded, other, strict=True)
            yield from (pair for pair in pairs if Levenshtein.normalized_similarity(*pair) >= _SPELLING)


def _forms(pairs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for form, other in pairs:
        ours, theirs = form.casefold(), other.casefold()
        if ours != theirs and len(theirs) >= _SHORTEST and theirs.isalpha():
            found[ours].add(theirs)
    return {form: tuple(sorted(others)) for form, others in found.items()}


def _rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file, delimiter=delimiter)
