"""Other tools on the same names: what can be asked for ten names, and what it costs to have it.

Each has the names folded to plain ASCII letters, as its users would do for names in two alphabets, and the ten best as
its users would choose them. A rival answers with numbers of people.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Sequence
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
_BATCH = 50_000


class Rival(Protocol):
    """A tool that finds names."""

    def build(self, names: Sequence[Told]) -> None:
        """Take these names in; the number of a person is its place, beginning with 1."""

    def ask(self, text: str) -> list[int]:
        """The ten best, best first."""

    @property
    def size_mb(self) -> float:
        """What it keeps, on disk; in memory where it keeps nothing there."""

    def close(self) -> None:
        """Give everything back."""


def plain(told: Told) -> str:
    """The whole name in plain letters."""
    return folded(told.written)


def brief(told: Told) -> str:
    """The name without the patronymic, as most people type it, in plain letters."""
    return folded(f"{told.surname} {told.given}")


def nearest(asked: str, found: Iterable[tuple[int, str]]) -> list[int]:
    """The numbers of the ten names that come nearest by rapidfuzz, of those found."""
    names = dict(found)
    return [number for _, _, number in process.extract(asked, names, scorer=fuzz.token_sort_ratio, limit=TEN)]


class Scan:
    """rapidfuzz over all names, with the patronymic where one was typed."""

    def build(self, names: Sequence[Told]) -> None:
        """Only the folding."""
        self._brief, self._whole = list(map(brief, names)), list(map(plain, names))

    def ask(self, text: str) -> list[int]:
        """Every name is looked at."""
        asked = folded(text)
        held = self._whole if len(asked.split()) > 2 else self._brief
        found = process.extract(asked, held, scorer=fuzz.token_sort_ratio, limit=TEN)
        return [place + 1 for _, _, place in found]

    @property
    def size_mb(self) -> float:
        """Letters alone."""
        return round(sum(map(len, itertools.chain(self._brief, self._whole))) / 1e6, 1)

    def close(self) -> None:
        """Nothing is open."""


class Trigrams:
    """SQLite FTS5 with its trigram tokenizer, best by its bm25, the first hundred put in order by rapidfuzz."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts.db"
        self._path.unlink(missing_ok=True)
        self._database = sqlite3.connect(self._path)

    def build(self, names: Sequence[Told]) -> None:
        """One transaction."""
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
        self._database.executemany(
            "INSERT INTO names(rowid, name) VALUES (?, ?)", enumerate(map(plain, names), start=1)
        )
        self._database.commit()

    def ask(self, text: str) -> list[int]:
        """Any of the trigrams."""
        asked = folded(text)
        threes = {word[at : at + 3] for word in asked.split() for at in range(len(word) - 2)}
        if not threes:
            return []
        wanted = " OR ".join('"' + three.replace('"', '""') + '"' for three in sorted(threes))
        found = self._database.execute(
            "SELECT rowid, name FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?", (wanted, RERANKED)
        )
        return nearest(asked, found)

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

    def build(self, names: Sequence[Told]) -> None:
        """As its manual does it."""
        index = create_in(self._folder, Schema(number=ID(stored=True), name=KEYWORD))
        with index.writer(limitmb=256) as writer:
            for number, told in enumerate(names, start=1):
                writer.add_document(number=str(number), name=plain(told))
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
