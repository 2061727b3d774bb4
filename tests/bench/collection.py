"""A collection of so many made people in a folder: the CSV file to import, and their names to ask and to compare.

python -m tests.bench.collection COUNT FILE [--records ../shared/data/eval/records.csv]
"""

from __future__ import annotations

import argparse
import csv
import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from app.workers import Workers
from tests.bench.people import PORTION, People
from tests.bench.rows import header, text

LIST = Path("../shared/data/eval/records.csv")


@dataclass(frozen=True, slots=True)
class Told:
    """The name of a record, as its fields have it."""

    surname: str
    given: str
    father: str

    @property
    def written(self) -> str:
        """The name in one line."""
        return " ".join(filter(None, (self.surname, self.given, self.father)))


def write(path: Path, count: int, records: Path | None) -> None:
    """The CSV file of so many people; made aside, so that a file that is there is whole."""
    aside, starts = path.with_suffix(".part"), range(0, count, PORTION)
    with aside.open("w", encoding="utf-8") as file, Workers(min(os.cpu_count() or 1, len(starts))) as workers:
        file.write(header())
        for _, portion in workers.each(partial(_text, records, count), starts):
            file.write(portion)
    aside.replace(path)


def names(path: Path) -> list[Told]:
    """The names of the file, by the number of the person less one."""
    seen: dict[str, str] = {}  # each spelling is held once
    with path.open(encoding="utf-8", newline="") as file, _unwatched():
        rows = csv.reader(file)
        next(rows)
        return [Told(*(seen.setdefault(word, word) for word in row[1:4])) for row in rows]


@lru_cache(maxsize=1)
def people(records: Path | None, count: int) -> People:
    """Opened once a process."""
    return People(records, count)


@contextmanager
def _unwatched() -> Iterator[None]:
    """Millions of values are made: looking through them for garbage again and again would take most of the time."""
    gc.disable()
    yield
    gc.enable()


def _text(records: Path | None, count: int, start: int) -> str:
    return text(people(records, count), start)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--records", type=Path, default=LIST)
    options = parser.parse_args(arguments)
    write(options.file, options.count, options.records if options.records.is_file() else None)


if __name__ == "__main__":
    main()
