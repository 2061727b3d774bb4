"""Name the relation of two parts that lie on each other, and the letters that it rests on."""

from __future__ import annotations

from functools import lru_cache

from indexer.names import lexicon
from indexer.names.correspondence import align, cost
from indexer.names.name import NamePart, PartKind, Relation
from indexer.names.normalize import fold
from indexer.names.part import Traits, traits
from indexer.names.tabulate import HUNDREDTHS
from indexer.names.weighing import SAME

_ENDING = 1.5 * HUNDREDTHS  # the endings of two forms differ when they cost so much more than their stems
_BY_SPELLING = (Relation.TRANSLITERATION, Relation.GENDERED_ENDING, Relation.NEAR_SPELLING)
_TRANSLITERATED = 0.85  # parts so alike are one name written by two rules, less alike ones by chance or slip
_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя-'. ")
Shown = tuple[tuple[str, str], ...]

_GIVEN = (PartKind.GIVEN, PartKind.PATRONYMIC, PartKind.UNKNOWN)


@lru_cache(maxsize=65536)
def related(left: NamePart, right: NamePart, likeness: float) -> tuple[Relation, Shown]:
    """The relation of two parts with that likeness, and the letters that it rests on."""
    if fold(left.form) == fold(right.form):
        return Relation.IDENTICAL, ()
    if likeness < SAME:
        return Relation.CONTRADICTS, ()
    ours, theirs = traits(left), traits(right)
    relation = relate(ours, theirs, likeness)
    return relation, letters(ours, theirs, relation)


def relate(left: Traits, right: Traits, likeness: float) -> Relation:
    """The relation of two parts with that likeness, CONTRADICTS below SAME."""
    if left.form == right.form:
        return Relation.IDENTICAL
    if likeness < SAME:
        return Relation.CONTRADICTS
    if left.initial or right.initial:
        return Relation.INITIAL
    spelling = _spelling(left, right)
    if spelling is not None:
        return spelling
    return _by_name(left, right) or Relation.NEAR_SPELLING


def letters(left: Traits, right: Traits, relation: Relation) -> Shown:
    """The groups of letters that stand for each other, where the relation rests on spelling."""
    if relation not in _BY_SPELLING:
        return ()
    return align(*_nearest(left, right))


def _spelling(left: Traits, right: Traits) -> Relation | None:
    """TRANSLITERATION or GENDERED_ENDING where the spellings alone make the parts one name, else None."""
    pairs = [(ours.word, theirs.word) for ours in left.spellings for theirs in right.spellings]
    least = min((cost(*pair) for pair in pairs), default=None)
    if least is None:
        return None
    whole = cost(*_nearest(left, right))
    near = least <= _ENDING or _same_by_rule(left, right, least)
    if not near:
        return None
    if whole - least >= _ENDING and left.kind is not PartKind.GIVEN:
        return Relation.GENDERED_ENDING
    return Relation.TRANSLITERATION if _written_by_two_rules(left, right) else None


def _same_by_rule(left: Traits, right: Traits, least: int) -> bool:
    letters_ = (len(left.form) + len(right.form)) / 2
    return _written_by_two_rules(left, right) and least <= letters_ * HUNDREDTHS * (1.0 - _TRANSLITERATED) * 6


def _written_by_two_rules(left: Traits, right: Traits) -> bool:
    """Whether the two forms follow different spelling rules: two scripts, two Latin spellings, Kazakh and Russian."""
    ours, theirs = set(left.form) <= _RUSSIAN, set(right.form) <= _RUSSIAN
    return not (ours and theirs)


def _by_name(left: Traits, right: Traits) -> Relation | None:
    """SHORT_FORM or TRANSLATION of one given name, or of the fathers in two patronymics."""
    if left.kind not in _GIVEN or right.kind not in _GIVEN or not left.concepts & right.concepts:
        return None
    names = [[spelling.word for spelling in part.spellings] or [part.form] for part in (left, right)]
    found = {lexicon.relation(ours, theirs) for ours in names[0] for theirs in names[1]}
    if found & {Relation.IDENTICAL, Relation.TRANSLITERATION} and left.kind is PartKind.PATRONYMIC:
        return Relation.GENDERED_ENDING
    if Relation.TRANSLITERATION in found:
        return Relation.TRANSLITERATION if _written_by_two_rules(left, right) else Relation.NEAR_SPELLING
    return Relation.SHORT_FORM if Relation.SHORT_FORM in found else Relation.TRANSLATION


def _nearest(left: Traits, right: Traits) -> tuple[str, str]:
    """The two forms where both are in letters that we compare, else the two spellings that lie on each other best."""
    ours = [left.form] if _comparable(left) else [spelling.word for spelling in left.spellings]
    theirs = [right.form] if _comparable(right) else [spelling.word for spelling in right.spellings]
    return min(((a, b) for a in ours for b in theirs), key=lambda pair: cost(*pair), default=(left.form, right.form))


def _comparable(part: Traits) -> bool:
    return part.form.isascii() or any(letter < "\u0530" for letter in part.form) or not part.spellings
