"""How names are matched, told: each relation with an example worked out live, and two names of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from flask_babel import gettext

from app.messages import N_
from app.query import BadQuery, Wrong
from app.two_names import SIDES, TwoNames, laid, read_two
from indexer.names.name import Relation

RELATIONS = (  # what it is called, what it says, two names that show it
    (
        Relation.IDENTICAL,
        N_("The same letters"),
        N_("Nothing is surer. Capitals, ё and е, and the old letters of before 1918 make no difference."),
        ("Букейханов Алихан", "БУКЕЙХАНОВ Алихан"),
    ),
    (
        Relation.TRANSLITERATION,
        N_("Another way to write it"),
        N_("Groups of letters that stand for the same sound in two alphabets or two spellings lie on each other."),
        ("Schmidt", "Шмидт"),
    ),
    (
        Relation.GENDERED_ENDING,
        N_("Another ending"),
        N_("A daughter, a wife and a clerk in another republic wrote one surname with other endings."),
        ("Kowalska", "Ковальский"),
    ),
    (
        Relation.SHORT_FORM,
        N_("A short form"),
        N_("At home people had other names than in their papers. A table of given names knows which belong together."),
        ("Ваня Шмидт", "Шмидт Иван"),
    ),
    (
        Relation.TRANSLATION,
        N_("The name in another language"),
        N_("Clerks turned given names into Russian ones. The same table knows Johann, Jan and Jonas beside Иван."),
        ("Jan Kowalski", "Ковальский Иван"),
    ),
    (
        Relation.INITIAL,
        N_("An initial"),
        N_("A letter with a full stop agrees with every name that begins so, and therefore says little."),
        ("Букейханов А. Н.", "Букейханов Алихан Нурмухамедович"),
    ),
    (
        Relation.NEAR_SPELLING,
        N_("A near spelling"),
        N_("Letters that clerks mixed up, left out or doubled. It may be a slip of the pen; it may be another name."),
        ("Абдрахманов", "Абдрохманов"),
    ),
    (
        Relation.ABSENT,
        N_("A part that is missing"),
        N_("What one of the names lacks speaks neither for nor against. It only means that less was compared."),
        ("Дулатов Миржакып", "Дулатов"),
    ),
    (
        Relation.CONTRADICTS,
        N_("A part that contradicts"),
        N_("Another father's name means another person, even where all the rest agrees. So it is with a surname."),
        ("Иванов Иван Иванович", "Иванов Иван Петрович"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """One relation: what it is called, what it says, and two names that show it."""

    relation: Relation
    title: str
    said: str
    two: TwoNames


@dataclass(frozen=True, slots=True)
class NamesPage:
    """``two`` where names were typed that can be compared; ``wrong``: side → what makes no sense in it."""

    typed: Mapping[str, str]
    examples: tuple[Example, ...]
    two: TwoNames | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


def names_page(arguments: Mapping[str, str]) -> NamesPage:
    """The page, with the comparison of the two names in the address where there are any."""
    typed = {side: arguments[side].strip() for side in SIDES if arguments.get(side, "").strip()}
    if not typed:
        return NamesPage(typed, examples())
    try:
        return NamesPage(typed, examples(), read_two(typed))
    except BadQuery as error:
        return NamesPage(typed, examples(), wrong={fault.field: _said(fault, typed) for fault in error.wrong})


@cache
def examples() -> tuple[Example, ...]:
    """Every relation with its two names, compared as a search would compare them."""
    return tuple(Example(relation, title, said, laid(*names)) for relation, title, said, names in RELATIONS)


def _said(fault: Wrong, typed: Mapping[str, str]) -> str:
    """The fault in words; a side left empty is no fault of its letters."""
    empty = fault.field not in typed
    said: str = gettext("A second name is needed.") if empty else gettext(fault.message, **fault.params)
    return said
