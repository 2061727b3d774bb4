"""Count the letter pairs of names: ``python -m indexer.names.letter_pairs PAIRS.csv`` writes the table of that name."""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise, product
from pathlib import Path

from indexer.names.normalize import fold
from indexer.names.tables import HOME

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
EDGE = "^"
_UNSEEN = 0.5  # added to every count, so that a rare pair is not impossible
_SOURCE = "counts of letter pairs in the names of a list of Latin-Cyrillic pairs (Wikidata labels, CC0)"


def counted(names: Iterable[tuple[str, int]]) -> Counter[tuple[str, str]]:
    """How often one letter follows another in folded Cyrillic names, each name by the logarithm of its count."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, count in names:
        for pair in pairwise(f"{EDGE}{name}{EDGE}"):
            counts[pair] += 1 + math.log(count)  # type: ignore[assignment]  # a weight, not a whole number
    return counts


def surprises(counts: Counter[tuple[str, str]]) -> Iterable[tuple[str, str, str]]:
    """Letter, next letter and the surprise of it in nats, for every pair that was seen."""
    totals: Counter[str] = Counter()
    for (letter, _), count in counts.items():
        totals[letter] += count
    for letter, following in product(EDGE + LETTERS, repeat=2):
        if counts[letter, following] >= 1:
            share = (counts[letter, following] + _UNSEEN) / (totals[letter] + _UNSEEN * (len(LETTERS) + 2))
            yield letter, following, f"{-math.log(share):.2f}"


def _names(path: Path) -> Iterable[tuple[str, int]]:
    with path.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            name = fold(row["cyrillic"])
            if row["plausible"] == "1" and name and not set(name) - set(LETTERS):
                yield name, int(row["count"])


def main(path: Path, table_path: Path = HOME / "letter_pairs.csv") -> None:
    """Write the table from a CSV with the columns cyrillic, count, plausible."""
    with table_path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("letter", "next", "surprise", "source"))
        writer.writerows((*row, _SOURCE) for row in surprises(counted(_names(path))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
