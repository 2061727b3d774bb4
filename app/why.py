"""Evidence in words that a family can read: one sentence for each way in which two parts lie on each other."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from flask_babel import get_locale, gettext

from app.messages import N_
from indexer.evidence import Evidence
from indexer.names.name import PartKind, Relation

SENTENCES: dict[StrEnum, str] = {
    Relation.IDENTICAL: N_("“%(right)s” stands in the record as you wrote it."),
    Relation.TRANSLITERATION: N_("“%(left)s” is another way to write “%(right)s”."),
    Relation.GENDERED_ENDING: N_("“%(left)s” and “%(right)s” are one surname with another ending."),
    Relation.SHORT_FORM: N_("“%(left)s” and “%(right)s” are forms of one given name."),
    Relation.TRANSLATION: N_("“%(left)s” and “%(right)s” are one name in two languages."),
    Relation.INITIAL: N_("“%(left)s” and “%(right)s” may be one name: of one only the first letter is given."),
    Relation.NEAR_SPELLING: N_("“%(left)s” and “%(right)s” differ in letters that clerks often mixed up."),
    Relation.CONTRADICTS: N_("“%(left)s” and “%(right)s” are different names: this speaks against."),
}
MISSING = N_("“%(left)s” does not stand in the record: this speaks neither for nor against.")
MORE = N_("The record also has “%(right)s”, which you did not ask for.")
SAME_IN_BOTH = N_("“%(right)s” stands in both names, letter for letter.")
ONLY_FIRST = N_("“%(left)s” stands only in the first name: this speaks neither for nor against.")
ONLY_SECOND = N_("“%(right)s” stands only in the second name: this speaks neither for nor against.")
SEX = {
    "f": N_("The name you wrote is a woman's, the record speaks of a man: this speaks against."),
    "m": N_("The name you wrote is a man's, the record speaks of a woman: this speaks against."),
}
BIRTH: dict[StrEnum, str] = {
    Relation.IDENTICAL: N_("The year of birth is %(right)s, as you wrote."),
    Relation.NEAR_SPELLING: N_("The year of birth in the record is %(right)s, near to %(left)s."),
    Relation.CONTRADICTS: N_("The year of birth in the record is %(right)s, not %(left)s: this speaks against."),
    Relation.ABSENT: N_("The record gives no year of birth: this speaks neither for nor against."),
}
LOWERS: dict[StrEnum, str] = {  # in the order in which they are told: what lowers most comes first
    Relation.CONTRADICTS: N_("“%(left)s” and “%(right)s” are different names: what contradicts outweighs the rest."),
    Relation.NEAR_SPELLING: N_("“%(left)s” and “%(right)s” may be one name with a slip of the pen, or two names."),
    Relation.INITIAL: N_("Of “%(left)s” and “%(right)s” one is only an initial: many names begin with it."),
    Relation.TRANSLATION: N_("“%(left)s” and “%(right)s” are one name by our table; a clerk may have meant another."),
    Relation.SHORT_FORM: N_("“%(left)s” and “%(right)s” are one name by our table; not everyone bore both forms."),
    Relation.GENDERED_ENDING: N_(
        "“%(left)s” and “%(right)s” agree but for the ending; relatives, too, bear such names."
    ),
    Relation.TRANSLITERATION: N_(
        "“%(left)s” and “%(right)s” agree by rule; only the very same letters count for more."
    ),
    Relation.IDENTICAL: N_("“%(left)s” may be one part of the name here and another part there."),
    Relation.ABSENT: N_("“%(left)s%(right)s” stands in one name only: it takes nothing away, but less is proved."),
}
ANOTHER_FATHER = N_(
    "“%(left)s” and “%(right)s” name two fathers: however alike the rest, that is another person's name."
)
BIRTH_LOWERS = N_("The years of birth, %(left)s and %(right)s, are not the same; the further apart, the lower.")
_ORDER: dict[StrEnum, int] = {relation: place for place, relation in enumerate(LOWERS)}


def sentence(evidence: Evidence) -> str:
    """A ground for or against a record, in one sentence of the reader's language."""
    return _said(_message(evidence), evidence)


def sentence_of_two(evidence: Evidence) -> str:
    """The same of two names that somebody typed, where no record is spoken of."""
    if evidence.relation is Relation.ABSENT:
        return _said(ONLY_FIRST if evidence.left else ONLY_SECOND, evidence)
    return _said(SAME_IN_BOTH if evidence.relation is Relation.IDENTICAL else _message(evidence), evidence)


def why_not_higher(found: Iterable[Evidence]) -> list[str]:
    """A sentence for each ground that keeps the likeness from being greater, what lowers most first; [] at its best."""
    lowering = sorted(filter(_lowers, found), key=lambda ground: _ORDER[ground.relation])
    return [_said(_lowering(ground), ground) for ground in lowering]


def letters(evidence: Evidence) -> str:
    """The letter groups that were laid side by side, «Sch=Ш · m=м», or ''."""
    return " · ".join(f"{left or '–'}={right or '–'}" for left, right in evidence.letters)


def _said(message: str, evidence: Evidence) -> str:
    return _in_language(str(get_locale()), message) % {"left": evidence.left, "right": evidence.right}


@lru_cache(maxsize=1024)
def _in_language(_locale: str, message: str) -> str:
    """The message in the language of the answer; a page of results says some fifty, most of them again and again."""
    said: str = gettext(message)
    return said


def _message(evidence: Evidence) -> str:
    if evidence.field == "birth":
        return BIRTH[evidence.relation]
    if evidence.field == "sex":
        return SEX[evidence.left]
    if evidence.relation is Relation.ABSENT:
        return MISSING if evidence.left else MORE
    return SENTENCES[evidence.relation]


def _lowers(evidence: Evidence) -> bool:
    """Whether the ground gives less than a part of the same letters does: its weight is likeness above one half."""
    if evidence.field == "birth":
        return evidence.relation in (Relation.NEAR_SPELLING, Relation.CONTRADICTS)
    return evidence.weight < 0.5


def _lowering(evidence: Evidence) -> str:
    if evidence.field == "birth":
        return BIRTH_LOWERS
    if evidence.field == "sex":
        return SEX[evidence.left]
    if evidence.relation is Relation.CONTRADICTS and evidence.field == PartKind.PATRONYMIC.value:
        return ANOTHER_FATHER
    return LOWERS[evidence.relation]
