"""How alike one name is to each of many: what ``compare`` says of two names, for thousands at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.names import weighing
from indexer.names.beside import BY_SPELLING, distinct, lay_beside, parts_of, room_for
from indexer.names.compiled import compiled
from indexer.names.lattice import Laying, Room, room
from indexer.names.name import Name, NamePart
from indexer.names.packed import NONE, Rows
from indexer.names.parts import Numbers, PartTable
from indexer.names.spellings import FAR, all_tables
from indexer.names.units import SLOTS, units
from indexer.names.weighing import Laid, lay_names

Floats = NDArray[np.float64]

__all__ = ["BY_SPELLING", "Likes", "PartTable", "beside", "likeness", "pairs"]


@dataclass(frozen=True, slots=True)
class Likes:
    """What is found of many names: ``scores`` and ``coverages``, shape (names,), as ``compare`` says of each name, and
    ``unlike``, shape (names, units of the query): 1 for one that contradicts, 0 for one that agrees or is absent."""

    scores: NDArray[np.float32]
    coverages: NDArray[np.float32]
    unlike: NDArray[np.float32]


def likeness(query: Name, table: PartTable, rows: Numbers) -> Likes:
    """How alike are the names whose part numbers are ``rows``, shape (names, 6), NONE where it has no more."""
    whole = units(query)
    aloud = any(unit.aloud for unit in whole)
    laid = beside(query, table, rows, np.full(len(rows), BY_SPELLING if aloud else 1.0))
    counts = np.maximum(len(whole) + (rows >= 0).sum(axis=1), 1)
    coverages = (2 * (laid.places >= 0).sum(axis=1) / counts).astype(np.float32)
    return Likes(laid.scores.astype(np.float32), coverages, laid.unlike)


def beside(query: Name, table: PartTable, rows: Numbers, most: Floats) -> Laid:
    """The units of the name laid on the parts of each of the names; no part of a name is more alike than ``most``."""
    ours, parts = _asked(query)
    found = weighing.laid(len(rows), len(parts))
    if len(parts) and len(rows):
        by = all_tables()
        _likeness(ours, parts, table.rows(), np.array(rows, np.int32), most, by, room(by), found)
    return found


@lru_cache(maxsize=1024)
def _asked(name: Name) -> tuple[Rows, Numbers]:
    """The parts of a name that is laid on others."""
    table = PartTable()
    numbers = [number for number in table.row(name) if number >= 0]
    return table.rows(), np.array(numbers, np.int32)


@compiled()
def _likeness(  # noqa: PLR0913, PLR0917 (compiled)
    ours: Rows, parts: Numbers, theirs: Rows, rows: Numbers, most: Floats, by: Laying, room: Room, found: Laid
) -> tuple[Floats, Floats]:
    """Likeness and weight of our parts beside theirs, to whose places ``rows`` give way; ``found`` is of the names."""
    mine, others = parts_of(ours, parts), parts_of(theirs, distinct(rows, len(theirs.part8)))
    made = room_for(len(parts), others)
    for part in range(len(parts)):
        lay_beside(mine, part, others, FAR, by, room, made)
    lay_names(rows, made.alike, made.weights, most, found)
    return made.alike, made.weights


def pairs(part: NamePart, table: PartTable, numbers: Numbers) -> tuple[Floats, Floats]:
    """Likeness of one part to each of the parts, and what the pair weighs (0: may not lie on each other)."""
    rows = np.full((len(numbers), SLOTS), NONE, np.int32)
    rows[:, 0] = numbers
    by, most, alone = all_tables(), np.ones(len(rows)), np.zeros(1, np.int32)
    found = weighing.laid(len(rows), 1)
    alike, weights = _likeness(_alone(part), alone, table.rows(), rows, most, by, room(by), found)
    return alike[0][rows[:, 0]], weights[0][rows[:, 0]]


@lru_cache(maxsize=4096)
def _alone(part: NamePart) -> Rows:
    table = PartTable()
    table.number(part.form, part.kind, part.sure)
    return table.rows()
