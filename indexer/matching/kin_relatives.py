"""Relatives whom the sources name: the other person of the pair, or a third one whom both name."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache

from indexer.matching.facts import Facts, Relative
from indexer.matching.kin_levels import INVERSE, Field, Kinship, Tie
from indexer.matching.kin_names import SAME
from indexer.matching.kin_shares import Shares, fathers
from indexer.matching.kin_signs import Pair, Sign
from indexer.matching.kin_tables import HOME
from indexer.names.compare import compare_many
from indexer.names.name import Name, NameComparison, PartKind

_CERTAIN = 2.0**-16  # where the source names the record itself
_OTHER_NAME = 0.5  # likeness below which two names are of two people
_SINGLE = frozenset({Kinship.PARENT, Kinship.SPOUSE})
_FULL = 2  # parts that must agree, where a third person is named by both


def relatives(pair: Pair) -> Iterator[Sign]:
    """What the sources of both say of their relatives."""
    for facts, other, turned in ((pair.left, pair.right, False), (pair.right, pair.left, True)):
        for kinship, relatives_ in _by_kinship(facts).items():
            told = INVERSE[kinship] if turned else kinship
            yield from _named(pair, relatives_, other, told, single=kinship in _SINGLE)
    yield from _shared(pair)


def kinship_of(relation: str) -> Kinship:
    """The kinship that a code or word of a relation belongs to."""
    return _kinships().get(relation.casefold(), Kinship.OTHER)


def _by_kinship(facts: Facts) -> Mapping[Kinship, list[Relative]]:
    found: dict[Kinship, list[Relative]] = {}
    for relative in facts.relatives:
        found.setdefault(kinship_of(relative.relation), []).append(relative)
    return found


def _named(pair: Pair, named: list[Relative], other: Facts, kinship: Kinship, *, single: bool) -> Iterator[Sign]:
    """Whether one of the relatives of that kind is the other person, or all are somebody else.

    The latter speaks against only where one has a ``single`` relative of the kind, or two: of brothers there are many.
    """
    only = frozenset({kinship})
    certain = next((relative for relative in named if other.record_id and relative.record_id == other.record_id), None)
    if certain is not None:
        yield _sign(pair, Tie.STATED, (certain.name, other.names[0]), _CERTAIN, only, other)
        return
    comparison, relative = max(((_compared(each.name, other), each) for each in named), key=lambda two: two[0].score)
    if comparison.score >= SAME and _by_given_name(comparison) and relative.record_id is None:
        yield _sign(pair, Tie.STATED, (relative.name, other.names[0]), _chance(comparison, pair.shares), only, other)
    elif single and comparison.score < _OTHER_NAME and comparison.coverage > 0:
        yield _sign(pair, Tie.OTHERWISE, (relative.name, other.names[0]), 1.0, only, other)


def _by_given_name(comparison: NameComparison) -> bool:
    """Whether the given names agree: a surname is that of all the family."""
    return any(
        laid.score >= SAME and PartKind.GIVEN in (laid.left.kind, laid.right.kind)
        for laid in comparison.alignments
        if laid.left is not None and laid.right is not None
    )


def _sign(
    pair: Pair, tie: Tie, names: tuple[Name, Name], chance: float, only: frozenset[Kinship], other: Facts
) -> Sign:
    """The name of the relative stands on the side of the record that names them."""
    told, own = names[0].written, names[1].written
    left, right = (told, own) if other is pair.right else (own, told)
    return Sign(Field.RELATIVE, tie, left, right, chance, only)


def _shared(pair: Pair) -> Iterator[Sign]:
    """The third person whom both name, where the names agree in two parts at least."""
    for ours in pair.left.relatives:
        for theirs in pair.right.relatives:
            kinship = _composed().get((kinship_of(ours.relation), kinship_of(theirs.relation)), Kinship.OTHER)
            one = ours.record_id is not None and ours.record_id == theirs.record_id
            comparison = compare_many(ours.name, [theirs.name])[0]
            parts = sum(laid.left is not None and laid.right is not None for laid in comparison.alignments)
            if one or (comparison.score >= SAME and parts >= _FULL):
                chance = _CERTAIN if one else _chance(comparison, pair.shares)
                yield Sign(
                    Field.SHARED_RELATIVE, Tie.SHARED, ours.name.written, theirs.name.written, chance,
                    frozenset({kinship}),
                )  # fmt: skip


def _compared(name: Name, other: Facts) -> NameComparison:
    return max(compare_many(name, other.names), key=lambda comparison: comparison.score)


def _chance(comparison: NameComparison, shares: Shares) -> float:
    """How many people bear the parts that agree: as if they were independent, but no rarer than one in 60,000."""
    chance = 1.0
    for laid in comparison.alignments:
        if laid.left is None or laid.right is None or laid.score < SAME:
            continue
        form, kind = laid.right.form, laid.right.kind
        if kind in (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN):
            chance *= shares.surname(form)
        elif kind is PartKind.GIVEN:
            chance *= shares.given(form)
        elif kind is PartKind.PATRONYMIC:
            chance *= shares.father(next(iter(fathers(form)), form))
    return max(chance, _CERTAIN)


@lru_cache(maxsize=1)
def _kinships() -> Mapping[str, Kinship]:
    return {row["written"]: Kinship(row["relation"]) for row in _rows("kin_relations")}


@lru_cache(maxsize=1)
def _composed() -> Mapping[tuple[Kinship, Kinship], Kinship]:
    """What the right person is to the left one, by what a third person is to the left and to the right one."""
    return {
        (Kinship(row["left_names"]), Kinship(row["right_names"])): Kinship(row["relation"])
        for row in _rows("kin_composed")
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (HOME / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
