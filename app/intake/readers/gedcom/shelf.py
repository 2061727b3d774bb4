"""What the people of a tree refer to, kept beside the file while it is read: families, names, sources, notes.

It lies in a database of its own that SQLite puts on disk when it grows and deletes when it is closed: however many
people a tree has, memory stays small.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.intake.readers.gedcom.records import GedcomRecord
from app.intake.readers.gedcom.tree import BrokenRecord, Node, tree

KEPT = ("FAM", "SOUR", "REPO", "NOTE", "SNOTE")
_NAME = re.compile(r"^1 NAME (.+)$", re.MULTILINE)
_SEX = re.compile(r"^1 SEX ([MF])", re.MULTILINE)
_MEMBER = re.compile(r"^1 (HUSB|WIFE|CHIL) (@[^@\n]+@)", re.MULTILINE)
_CACHED = 2_000  # sources and notes held as trees


class Shelf:
    """Filled once with every record of the file, then asked."""

    def __init__(self, seven: bool) -> None:
        self._seven = seven
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(
            "CREATE TABLE kept (xref TEXT PRIMARY KEY, tag TEXT, text TEXT) WITHOUT ROWID;"
            "CREATE TABLE person (xref TEXT PRIMARY KEY, name TEXT, sex TEXT) WITHOUT ROWID;"
            "CREATE TABLE parent (child TEXT, parent TEXT);"
            "BEGIN"
        )
        self.node = lru_cache(maxsize=_CACHED)(self._node)

    def close(self) -> None:
        """Throw it away."""
        self._db.close()

    def put(self, record: GedcomRecord) -> None:
        """Keep what others may refer to; of two with one reference the first counts."""
        if record.tag == "INDI":
            name, sex = _NAME.search(record.text), _SEX.search(record.text)
            said = (record.xref, name[1] if name else "", sex[1] if sex else "")
            self._db.execute("INSERT OR IGNORE INTO person VALUES (?, ?, ?)", said)
        elif record.tag in KEPT:
            self._db.execute("INSERT OR IGNORE INTO kept VALUES (?, ?, ?)", (record.xref, record.tag, record.text))
            if record.tag == "FAM":
                self._db.executemany("INSERT INTO parent VALUES (?, ?)", _kinship(record.text))

    def person(self, xref: str) -> tuple[str, str] | None:
        """The name of a person as the file writes it, and the sex (M, F or ''); None where there is none such."""
        found: tuple[str, str] | None = self._db.execute(
            "SELECT name, sex FROM person WHERE xref = ?", (xref,)
        ).fetchone()
        return found

    def ancestors_of_themselves(self) -> frozenset[str]:
        """The people who are their own ancestors by the families of the file (or stand between two such)."""
        parents: dict[str, set[str]] = defaultdict(set)
        children: dict[str, set[str]] = defaultdict(set)
        for child, parent in self._db.execute("SELECT child, parent FROM parent"):
            parents[child].add(parent)
            children[parent].add(child)
        looped = parents.keys() & children.keys()
        for up, down in ((parents, children), (children, parents)):
            _peel(looped, up, down)
        return frozenset(looped)

    def _node(self, xref: str) -> Node | None:
        """The record of that reference, or None."""
        found = self._db.execute("SELECT text FROM kept WHERE xref = ?", (xref,)).fetchone()
        try:
            return tree(found[0], self._seven) if found else None
        except BrokenRecord:
            return None


def _kinship(family: str) -> Iterator[tuple[str, str]]:
    """Child and parent, each with each."""
    members = _MEMBER.findall(family)
    parents = [xref for role, xref in members if role != "CHIL"]
    return ((child, parent) for role, child in members if role == "CHIL" for parent in parents)


def _peel(looped: set[str], up: dict[str, set[str]], down: dict[str, set[str]]) -> None:
    """Take away, again and again, everybody who has nobody of them above."""
    bare: Iterable[str] = [one for one in looped if not up.get(one, set()) & looped]
    while bare:
        looped.difference_update(bare)
        below = {each for one in bare for each in down.get(one, ()) if each in looped}
        bare = [one for one in below if not up.get(one, set()) & looped]
