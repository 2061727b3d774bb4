"""What nations a name suggests: a guess that helps to choose archives, never said of a person."""

from __future__ import annotations

import csv
import re
from functools import cache

from app.config import DATA
from indexer.names.name import Name, PartKind

TABLE = DATA / "vocab" / "nation_marks.csv"
_FAMILY = (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN)


def suggested(name: Name) -> frozenset[str]:
    """Ids of nations whose families often bear such surnames; several where they share an ending, none for most."""
    surnames = [part.form.casefold() for part in name.of(*_FAMILY)]
    return frozenset(nation for nation, marks in _marks() if any(map(marks.search, surnames)))


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return tuple((row["nation"], re.compile(row["pattern"])) for row in csv.DictReader(rows))
