"""Other tools on the same names: what can be asked for ten names, and what it costs to have it.

Each has the names folded to plain ASCII letters, as its users would do for names in two alphabets, and the ten best as
its users would choose them. A rival answers with numbers of people.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

from rapidfuzz import fuzz, process
from whoosh.fields import ID, KEYWORD, Schema
from whoosh.index import create_in
from whoosh.query import FuzzyTerm, Or

from app.evaluation.peers import folded
from tests.bench.collection import Told
from tests.bench.figures import size_of

TEN = 10
RERANKED = 100  # of what a rival finds by its own order, those that are looked at again


@dataclass(frozen=True, slots=True)
class Spelt:
    """All names, and how they are written in plain letters: whole, and without the patronymic, as most people type."""

    names: Sequence[Told]
    whole: Sequence[str]
    brief: Sequence[str]

    @classmethod
    def of(cls, names: Sequence[Told]) -> Spelt:
        """Fold them, once for all rivals."""
        return cls(
            names,
            [folded(told.written) for told in names],
            [folded(f"{told.surname} {told.given}") for told in names],
        )

    def like(self, asked: str) -> Sequence[str]:
        """The names as fully as somebody has typed."""
        return self.whole if len(asked.split()) > 2 else self.brief

    def nearest(self, asked: str, numbers: Iterable[int]) -> list[int]:
        """The numbers of the ten names that come nearest by rapidfuzz, of these people."""
        held = self.like(asked)
        names = {number: held[number - 1] for number in numbers}
        return [number for _, _, number in process.extract(asked, names, scorer=fuzz.token_sort_ratio, limit=TEN)]


class Rival(Protocol):
    """A tool that finds names."""

    def build(self, spelt: Spelt) -> None:
        """Take these names in; the number of a person is its place, beginning with 1."""

    def ask(self, text: str) -> list[int]:
        """The ten best, best first."""

    @property
    def size_mb(self) -> float:
        """What it keeps, on disk; in memory where it keeps nothing there."""

    def close(self) -> None:
        """Give everything back."""


class Scan:
    """rapidfuzz over all names, with the patronymic where one was typed."""

    def build(self, spelt: Spelt) -> None:
        """Nothing but what was folded."""
        self._spelt = spelt

    def ask(self, text: str) -> list[int]:
        """Every name is looked at."""
        asked = folded(text)
        found = process.extract(asked, self._spelt.like(asked), scorer=fuzz.token_sort_ratio, limit=TEN)
        return [place + 1 for _, _, place in found]

    @property
    def size_mb(self) -> float:
        """Letters alone."""
        return round(sum(map(len, chain(self._spelt.whole, self._spelt.brief))) / 1e6, 1)

    def close(self) -> None:
        """Nothing is open."""


class Trigrams:
    """SQLite FTS5 with its trigram tokenizer, best by its bm25, the first hundred put in order by rapidfuzz."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts.db"
        self._path.unlink(missing_ok=True)
        self._database = sqlite3.connect(self._path)

    def build(self, spelt: Spelt) -> None:
        """One transaction."""
        self._spelt = spelt
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
        self._database.executemany("INSERT INTO names(rowid, name) VALUES (?, ?)", enumerate(spelt.whole, start=1))
        self._database.commit()

    def ask(self, text: str) -> list[int]:
        """Any of the trigrams."""
        asked = folded(text)
        threes = {word[at : at + 3] for word in asked.split() for at in range(len(word) - 2)}
        if not threes:
            return []
        wanted = " OR ".join('"' + three.replace('"', '""') + '"' for three in sorted(threes))
        found = self._database.execute(
            "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?", (wanted, RERANKED)
        )
        return self._spelt.nearest(asked, (number for (number,) in found))

    @property
    def size_mb(self) -> float:
        """The file."""
        return size_of(self._path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


class Fuzzy:
    """Whoosh's own fuzzy search: any of the words at two edits, the first letter as typed, by its BM25."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "whoosh"
        self._folder.mkdir(parents=True, exist_ok=True)

    def build(self, spelt: Spelt) -> None:
        """As its manual does it."""
        index = create_in(self._folder, Schema(number=ID(stored=True), name=KEYWORD))
        with index.writer(limitmb=256) as writer:
            for number, name in enumerate(spelt.whole, start=1):
                writer.add_document(number=str(number), name=name)
        self._searcher = index.searcher()

    def ask(self, text: str) -> list[int]:
        """The words as they stand."""
        words = [FuzzyTerm("name", word, maxdist=2, prefixlength=1) for word in folded(text).split()]
        return [int(hit["number"]) for hit in self._searcher.search(Or(words), limit=TEN)]

    @property
    def size_mb(self) -> float:
        """The folder."""
        return size_of(self._folder)

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()


Make = Callable[[Path], Rival]
