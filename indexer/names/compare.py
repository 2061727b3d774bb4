"""Lay one name on another part by part: how alike they are, and why."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import numpy as np

from indexer.names.likeness import BY_SPELLING, beside
from indexer.names.name import Alignment, Name, NameComparison, PartKind, Relation
from indexer.names.normalize import fold
from indexer.names.parse import parse, variants
from indexer.names.part import traits
from indexer.names.parts import Numbers, PartTable
from indexer.names.relation import letters, related
from indexer.names.units import SLOTS, Unit, units

_VARIANTS = 3  # readings of a writing with brackets or aliases that are tried
_CARRIED = (PartKind.PARTICLE, PartKind.CLAN)


def compare(left: str | Name, right: str | Name) -> NameComparison:
    """How two names lie on each other, by those of their readings that agree best.

    Symmetric; a name beside itself scores 1; a name without parts scores 0.

    Every part of both names appears in exactly one alignment: those of the left name in its order, then what only the
    right one has.
    """
    mine, yours = (variants(name)[:_VARIANTS] if isinstance(name, str) else (name,) for name in (left, right))
    found = [each for ours in mine or (parse(""),) for each in compare_many(ours, yours or (parse(""),))]
    return max(found, key=lambda comparison: (comparison.score, comparison.coverage))


def compare_many(
    left: Name, rights: Sequence[Name], among: tuple[PartTable, Numbers] | None = None
) -> list[NameComparison]:
    """What ``compare`` says of one name and each of many, all their parts laid on the first name's at once.

    ``among``: a table that has the parts of their units worked out, and their numbers in it, shape (names, SLOTS).
    """
    mine, yours = units(left), [units(right) for right in rights]
    table, rows = among or _table(rights)
    aloud = [
        right.script is not left.script and _read_aloud(mine, their) for right, their in zip(rights, yours, strict=True)
    ]
    # what was read aloud is no letter the same
    laid = beside(left, table, rows, np.where(np.array(aloud, np.bool_), BY_SPELLING, 1.0))
    places, alike, scores = laid.places.tolist(), laid.alike.tolist(), laid.scores.tolist()
    return [
        _compared((left, mine), (right, yours[at]), _together(mine, yours[at], places[at], alike[at]), scores[at])
        for at, right in enumerate(rights)
    ]


def _table(names: Sequence[Name]) -> tuple[PartTable, Numbers]:
    table = PartTable()
    rows = [table.row(name) for name in names]
    return table, np.array(rows, np.int32).reshape(len(names), SLOTS)


_Read = tuple[Name, Sequence[Unit]]
_Together = tuple[tuple[Unit, Unit, float], ...]


def _read_aloud(mine: Sequence[Unit], yours: Sequence[Unit]) -> bool:
    return any(unit.aloud for unit in (*mine, *yours))


def _together(mine: Sequence[Unit], yours: Sequence[Unit], laid: list[int], alike: list[float]) -> _Together:
    places = [(here, there) for here, there in enumerate(laid) if there >= 0]
    return tuple((mine[here], yours[there], alike[here]) for here, there in places)


def _compared(left: _Read, right: _Read, together: _Together, score: float) -> NameComparison:
    (ours, mine), (theirs, yours) = left, right
    coverage = 2 * len(together) / (len(mine) + len(yours)) if yours else 0.0
    return NameComparison(score, coverage, _alignments(ours, theirs, together))


def _alignments(left: Name, right: Name, together: _Together) -> tuple[Alignment, ...]:
    """The alignments of all parts; where a unit of more parts lies on one of fewer, the surplus stands alone.

    So does what lies on a second piece of a part («Анна Мария» beside «Анна-Мария»): the piece most alike has it.
    """
    found: dict[int, Alignment] = {}
    met: set[int] = set()
    for ours, theirs, likeness in sorted(together, key=lambda laid: -laid[2]):
        relation, shown = related(ours.part, theirs.part, likeness)
        if relation is Relation.IDENTICAL and ours.aloud is not theirs.aloud:
            relation = Relation.TRANSLITERATION
            shown = letters(traits(ours.part), traits(theirs.part), relation)
        for here, there in zip(ours.places, theirs.places, strict=False):
            if here in found or there in met:
                continue
            found[here] = Alignment(left.parts[here], right.parts[there], relation, likeness, shown)
            met.add(there)
    for here, there in _carried(left, right, found, met):
        found[here] = Alignment(left.parts[here], right.parts[there], Relation.IDENTICAL, 1.0)
        met.add(there)
    in_order = [found.get(here, Alignment(part, None, Relation.ABSENT, 0.0)) for here, part in enumerate(left.parts)]
    alone = [part for there, part in enumerate(right.parts) if there not in met]
    return (*in_order, *(Alignment(None, part, Relation.ABSENT, 0.0) for part in alone))


def _carried(left: Name, right: Name, found: Container[int], met: Container[int]) -> Iterator[tuple[int, int]]:
    """Particles and clans that both names bear: where they stand in the left and in the right one."""
    taken: set[int] = set()
    for here, part in enumerate(left.parts):
        for there, other in enumerate(right.parts):
            same = part.kind is other.kind and part.kind in _CARRIED and fold(part.form) == fold(other.form)
            if same and here not in found and there not in met and there not in taken:
                taken.add(there)
                yield here, there
                break
