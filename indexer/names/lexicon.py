"""Given names across languages, with their short forms: which forms are one name."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from indexer.names.name import Relation
from indexer.names.normalize import fold
from indexer.names.tables import rows, split
from indexer.names.translit import readings

SHORT = "short"
_READINGS_TRIED = 3  # later readings of a foreign spelling hit given names by chance


def _load() -> dict[str, dict[str, str]]:
    """By folded form: the concepts that it belongs to, each with the kind of form that it is there."""
    table: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows("given"):
        for form in split(row["forms"]):
            kinds = table[fold(form)]
            if kinds.get(row["concept"], SHORT) == SHORT:
                kinds[row["concept"]] = row["kind"]
    return dict(table)


_FORMS = _load()


@lru_cache(maxsize=262144)
def _kinds(form: str) -> dict[str, str]:
    folded = fold(form)
    if folded in _FORMS:
        return _FORMS[folded]
    found: dict[str, str] = {}
    for reading in readings(folded)[:_READINGS_TRIED]:
        for concept, kind in _FORMS.get(reading, {}).items():
            found.setdefault(concept, kind)
    return found


def concepts(form: str) -> frozenset[str]:
    """The ids of the given names that the form may be: Ян, Johann and Ваня all belong to «ivan». Empty when unknown."""
    return frozenset(_kinds(form))


def is_given(form: str) -> bool:
    """Whether the form is a given name that the table knows."""
    return bool(_kinds(form))


def relation(left: str, right: str) -> Relation | None:
    """How two forms are one given name: IDENTICAL, TRANSLITERATION, SHORT_FORM, TRANSLATION, or None when they are not.

    Symmetric.
    """
    if fold(left) == fold(right):
        return Relation.IDENTICAL
    ours, theirs = _kinds(left), _kinds(right)
    shared = ours.keys() & theirs.keys()
    if not shared:
        return None
    if set(readings(left)[:_READINGS_TRIED]) & set(readings(right)[:_READINGS_TRIED]):
        return Relation.TRANSLITERATION
    short = any((ours[concept] == SHORT) != (theirs[concept] == SHORT) for concept in shared)
    return Relation.SHORT_FORM if short else Relation.TRANSLATION
