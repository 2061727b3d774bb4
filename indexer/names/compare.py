"""Lay one name on another part by part: how alike they are, and why."""

from __future__ import annotations

import numpy as np

from indexer.names import weighing
from indexer.names.likeness import pairs
from indexer.names.name import Alignment, Name, NameComparison, NamePart, Relation
from indexer.names.parse import parse
from indexer.names.part import traits
from indexer.names.parts import PartTable, compared
from indexer.names.relation import letters, relate


def compare(left: str | Name, right: str | Name) -> NameComparison:
    """How two names lie on each other. Symmetric; a name beside itself scores 1; a name without parts scores 0.

    Every part of both names appears in exactly one alignment: those of the left name in its order, then what only the
    right one has.
    """
    ours, theirs = (parse(name) if isinstance(name, str) else name for name in (left, right))
    places = [[place for place, part in enumerate(name.parts) if part in compared(name)] for name in (ours, theirs)]
    mine, yours = compared(ours), compared(theirs)
    if not mine or not yours:
        return NameComparison(0.0, 0.0, _alignments(ours, theirs, {}))
    alike, weights = _by_part(mine, yours)
    worths, sums, laid = weighing.assign(alike[None], weights[None])
    together = {
        places[0][here]: (places[1][there], float(alike[here, there]))
        for here, there in enumerate(map(int, laid[0]))
        if there >= 0
    }
    score = float(weighing.combined(worths, sums)[0])
    coverage = 2 * len(together) / (len(mine) + len(yours))
    return NameComparison(score, coverage, _alignments(ours, theirs, together))


def _by_part(mine: list[NamePart], yours: list[NamePart]) -> tuple[weighing.Floats, weighing.Floats]:
    """Likeness and weight of each part beside each, shape (left parts, right parts)."""
    table = PartTable()
    numbers = np.array([table.number(part.form, part.kind, part.sure) for part in yours], dtype=np.int32)
    rows = [pairs(traits(part), table, numbers) for part in mine]
    return np.array([alike for alike, _ in rows]), np.array([weights for _, weights in rows])


def _alignments(left: Name, right: Name, together: dict[int, tuple[int, float]]) -> tuple[Alignment, ...]:
    found = []
    carried = _carried(left, right)
    for here, part in enumerate(left.parts):
        if here in together:
            there, likeness = together[here]
            found.append(_alignment(part, right.parts[there], likeness))
        elif here in carried:
            found.append(Alignment(part, right.parts[carried[here]], Relation.IDENTICAL, 1.0))
        else:
            found.append(Alignment(part, None, Relation.ABSENT, 0.0))
    met = {there for there, _ in together.values()} | set(carried.values())
    alone = [part for there, part in enumerate(right.parts) if there not in met]
    return (*found, *(Alignment(None, part, Relation.ABSENT, 0.0) for part in alone))


def _alignment(left: NamePart, right: NamePart, likeness: float) -> Alignment:
    ours, theirs = traits(left), traits(right)
    relation = relate(ours, theirs, likeness)
    return Alignment(left, right, relation, likeness, letters(ours, theirs, relation))


def _carried(left: Name, right: Name) -> dict[int, int]:
    """Particles and clans that both names bear: where they stand in the left and in the right one."""
    found: dict[int, int] = {}
    for here, part in enumerate(left.parts):
        for there, other in enumerate(right.parts):
            ours, theirs = traits(part), traits(other)
            same = ours.form == theirs.form and ours.kind is theirs.kind and not ours.counts
            if same and here not in found and there not in found.values():
                found[here] = there
    return found
