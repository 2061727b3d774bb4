"""The names of two records beside each other: the pair of names that agree best, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.evidence import worth
from indexer.matching.chances import Chances
from indexer.matching.facts import Facts
from indexer.matching.finding import Finding
from indexer.matching.levels import AGREE
from indexer.names.compare import compare_many
from indexer.names.name import Alignment, NameComparison, NamePart, PartKind, Relation

MOST = 40  # names of one record that are compared; a main name stands first
FAR = "far_spelling"  # the row for parts that are one name only with several slips of the pen
FAR_BELOW = 0.8  # likeness
_LIGHT = (PartKind.PARTICLE, PartKind.CLAN)
_BY_VALUE = (*AGREE, Relation.SHORT_FORM, Relation.TRANSLATION)


def best_names(left: Facts, rights: Sequence[Facts]) -> list[NameComparison | None]:
    """For each record on the right how its best name lies on the best one of the left; None where one has no name."""
    names = [name for right in rights for name in right.names[:MOST]]
    if not left.names or not names:
        return [None] * len(rights)
    columns = [compare_many(ours, names) for ours in left.names[:MOST]]
    found: list[NameComparison | None] = []
    end = 0
    for right in rights:
        start, end = end, end + len(right.names[:MOST])
        found.append(max((each for column in columns for each in column[start:end]), key=worth, default=None))
    return found


def of_names(comparison: NameComparison | None, chances: Chances) -> Iterator[Finding]:
    """What each part that both names have says; a part that one lacks says nothing."""
    for laid in comparison.alignments if comparison else ():
        if laid.left and laid.right and not {laid.left.kind, laid.right.kind} & set(_LIGHT):
            yield _finding(laid, laid.left, laid.right, chances)


def _finding(laid: Alignment, left: NamePart, right: NamePart, chances: Chances) -> Finding:
    chance = max(chances.part(left), chances.part(right)) if laid.relation in _BY_VALUE else None
    far = laid.relation is Relation.NEAR_SPELLING and laid.score < FAR_BELOW
    return Finding(_field(left, right), laid.relation, left.form, right.form, chance, FAR if far else "", laid.letters)


def _field(left: NamePart, right: NamePart) -> str:
    """The kind of the part; of two kinds a maiden name, else the one that is sure, else the left one's."""
    kinds = {left.kind, right.kind}
    if PartKind.MAIDEN in kinds:
        return PartKind.MAIDEN.value
    known = [part.kind for part in sorted((left, right), key=lambda part: not part.sure)]
    kind = next((kind for kind in known if kind is not PartKind.UNKNOWN), PartKind.UNKNOWN)
    return "name" if kind is PartKind.UNKNOWN else kind.value
