"""The names of two records beside each other: the pair of names that agree best, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from indexer.evidence import worth
from indexer.matching.chances import Chances
from indexer.matching.facts import Facts
from indexer.matching.finding import Finding
from indexer.matching.levels import AGREE, ALIKE, FAR, INITIAL_APART
from indexer.names import translit
from indexer.names.compare import compare_many
from indexer.names.name import Alignment, NameComparison, NamePart, PartKind, Relation
from indexer.names.normalize import fold
from indexer.names.words import likeness

MOST = 40  # names of one record that are compared; a main name stands first
FAR_BELOW = 0.8  # likeness under which parts are one name only with several slips of the pen
_ENDING, _QUICK = 3, 0.5  # letters of an ending; share of the letters before it that two spellings of a name share
_SPELT, _ALIKE = 0.55, 0.3  # likeness of whole words that are one name in an ending we do not know; that look alike
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
    relation, row = _looked_at_again(laid, left, right)
    chance = max(chances.part(left), chances.part(right)) if relation in _BY_VALUE else None
    return Finding(_field(left, right), relation, left.form, right.form, chance, row, laid.letters)


def _looked_at_again(laid: Alignment, left: NamePart, right: NamePart) -> tuple[Relation, str]:
    """The relation, and the finer row for it: «Петрович, Petrovic» do not contradict, nor wholly do «Карл, Карп»."""
    if laid.relation is Relation.NEAR_SPELLING:
        return laid.relation, FAR if laid.score < FAR_BELOW else ""
    if laid.relation is not Relation.CONTRADICTS:
        return laid.relation, ""
    if PartKind.SURNAME not in (left.kind, right.kind) and 1 in map(len, (left.form.strip("."), right.form.strip("."))):
        return laid.relation, INITIAL_APART
    alike = _alike(left.form, right.form)
    if alike >= _SPELT:
        return Relation.NEAR_SPELLING, FAR
    return laid.relation, ALIKE if alike >= _ALIKE else ""


@lru_cache(maxsize=65536)
def _alike(left: str, right: str) -> float:
    """How alike two words are as wholes; 0 where a quick look at their beginnings sees two names."""
    ours, theirs = (translit.romanize(fold(form)) for form in (left, right))
    end = _ENDING if min(len(ours), len(theirs)) > 2 * _ENDING else 0
    near = Levenshtein.normalized_similarity(ours[: len(ours) - end], theirs[: len(theirs) - end])
    return likeness(fold(left), fold(right)) if near >= _QUICK else 0.0


def _field(left: NamePart, right: NamePart) -> str:
    """The kind of the part; of two kinds a maiden name, else the one that is sure, else the left one's."""
    kinds = {left.kind, right.kind}
    if PartKind.MAIDEN in kinds:
        return PartKind.MAIDEN.value
    known = [part.kind for part in sorted((left, right), key=lambda part: not part.sure)]
    kind = next((kind for kind in known if kind is not PartKind.UNKNOWN), PartKind.UNKNOWN)
    return "name" if kind is PartKind.UNKNOWN else kind.value
