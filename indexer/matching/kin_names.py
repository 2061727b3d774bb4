"""Names of one record beside those of many others, as kinship asks: surnames, fathers, who is named after whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.matching.facts import Facts
from indexer.matching.kin_shares import fathers
from indexer.matching.kin_tables import lineage_nations
from indexer.names import morphology
from indexer.names.base import Made, bases
from indexer.names.likeness import pairs
from indexer.names.name import NamePart, PartKind
from indexer.names.parts import PartTable

SAME, NEAR = 0.85, 0.62  # likeness of parts from which on they are one name, and may be one
_SURNAMES = (PartKind.SURNAME, PartKind.UNKNOWN)
_FULL = 2  # letters: less is an initial
_SYLLABLE = 4
_MOST = 12  # forms of one kind that are compared: a famous person is written in many ways


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two parts are, and the two forms."""

    value: float
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class NameTies:
    """The nearest parts of two records' names, None where one side has none.

    ``after_left``: the right person's patronymic beside the left one's given name; ``after_right`` the other way;
    ``line_left``: the right person's surname beside the left one's given name, of which it may be made.
    """

    surname: Likeness | None = None
    maiden: Likeness | None = None
    father: Likeness | None = None
    given: Likeness | None = None
    after_left: Likeness | None = None
    after_right: Likeness | None = None
    line_left: Likeness | None = None
    line_right: Likeness | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """The parts of a person's names by the role they play, each as (form as written, part that is compared)."""

    surnames: tuple[tuple[str, NamePart], ...]
    maidens: tuple[tuple[str, NamePart], ...]
    given: tuple[tuple[str, NamePart], ...]
    patronymics: tuple[tuple[str, NamePart], ...]
    named_fathers: tuple[tuple[str, NamePart], ...]  # the fathers in patronymics, as given names
    lines: tuple[tuple[str, NamePart], ...]  # the given names of which surnames may be made


_Role = Callable[[Forms], tuple[tuple[str, NamePart], ...]]
# What of the left lies on what of the right, in the order of the fields of NameTies; maiden names go both ways.
_LAID: tuple[tuple[str, _Role, _Role], ...] = (
    ("surname", lambda f: f.surnames, lambda f: f.surnames),
    ("maiden", lambda f: f.maidens, lambda f: (*f.surnames, *f.maidens)),
    ("maiden", lambda f: f.surnames, lambda f: f.maidens),
    ("father", lambda f: f.patronymics, lambda f: f.patronymics),
    ("given", lambda f: f.given, lambda f: f.given),
    ("after_left", lambda f: f.given, lambda f: f.named_fathers),
    ("after_right", lambda f: f.named_fathers, lambda f: f.given),
    ("line_left", lambda f: f.given, lambda f: f.lines),
    ("line_right", lambda f: f.lines, lambda f: f.given),
)


def name_ties(left: Facts, rights: Sequence[Facts]) -> list[NameTies]:
    """How the names of the left lie on those of each of the others."""
    ours, theirs = forms_of(left), [forms_of(right) for right in rights]
    found: list[dict[str, Likeness]] = [{} for _ in rights]
    for field, mine, yours in _LAID:
        for at, likeness in _nearest(mine(ours), [yours(forms) for forms in theirs]):
            held = found[at].get(field)
            if held is None or likeness.value > held.value:
                found[at][field] = likeness
    return [NameTies(**ties) for ties in found]


def _nearest(
    mine: Sequence[tuple[str, NamePart]], yours: Sequence[tuple[tuple[str, NamePart], ...]]
) -> Iterable[tuple[int, Likeness]]:
    """For each of the others that has such a part the nearest two, and which of the others it is."""
    flat = [(at, form, part) for at, forms in enumerate(yours) for form, part in forms]
    if not mine or not flat:
        return []
    table = PartTable()
    numbers = np.array([table.number(part.form, part.kind, part.sure) for *_, part in flat], np.int32)
    distinct, places = np.unique(numbers, return_inverse=True)
    alike = np.array([pairs(part, table, distinct)[0] for _, part in mine])
    best, values = alike.argmax(axis=0)[places], alike.max(axis=0)[places]
    found: dict[int, Likeness] = {}
    for (at, form, _), whose, value in zip(flat, best.tolist(), values.tolist(), strict=True):
        if at not in found or value > found[at].value:
            found[at] = Likeness(value, mine[whose][0], form)
    return found.items()


def forms_of(facts: Facts) -> Forms:
    alone = _parts(facts, PartKind.UNKNOWN)  # the only name: it may be either
    surnames = _parts(facts, PartKind.SURNAME) or alone
    given = (*_parts(facts, PartKind.GIVEN), *_joined(facts)) or alone or _only_name(facts)
    patronymics = _parts(facts, PartKind.PATRONYMIC)
    return Forms(
        surnames=tuple((form, NamePart(form, PartKind.SURNAME)) for form in surnames),
        maidens=tuple((form, NamePart(form, PartKind.SURNAME)) for form in _parts(facts, PartKind.MAIDEN)),
        given=tuple((form, NamePart(form, PartKind.GIVEN)) for form in given),
        patronymics=tuple((form, NamePart(form, PartKind.PATRONYMIC)) for form in patronymics),
        named_fathers=tuple(
            (form, NamePart(name, PartKind.GIVEN)) for form in patronymics for name in fathers(form)[:2]
        ),
        lines=tuple(_lines(surnames)) if facts.nation in lineage_nations() else (),
    )


def _joined(facts: Facts) -> tuple[str, ...]:
    """Given names of several short parts as one word, as a patronymic is made of them: Чен Ир, Ченирович."""
    found = []
    for name in facts.names:
        pieces = [piece for part in name.of(PartKind.GIVEN) for piece in part.form.split("-")]
        if len(pieces) > 1 and max(map(len, pieces)) <= _SYLLABLE:
            found.append("".join(pieces).capitalize())
    return tuple(dict.fromkeys(found))


def _only_name(facts: Facts) -> tuple[str, ...]:
    """The one name of a person who is written with no other: it may be a given name, whatever it looks like."""
    return tuple(dict.fromkeys(name.parts[0].form for name in facts.names if len(name.parts) == 1))[:_MOST]


def _parts(facts: Facts, kind: PartKind) -> tuple[str, ...]:
    return tuple(form for form in facts.parts(kind) if len(form.strip(".")) >= _FULL)[:_MOST]


def _lines(surnames: Iterable[str]) -> Iterable[tuple[str, NamePart]]:
    for form in surnames:
        for base, made in bases(morphology.stem(form)):
            if made is Made.DERIVED:
                yield form, NamePart(base, PartKind.GIVEN)
