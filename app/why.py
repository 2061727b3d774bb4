"""Evidence in words that a family can read: one sentence for each way in which two parts lie on each other."""

from __future__ import annotations

from flask_babel import gettext

from app.messages import N_
from indexer.names.name import Relation
from indexer.search import Evidence

SENTENCES = {
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
BIRTH = {
    Relation.IDENTICAL: N_("The year of birth is %(right)s, as you wrote."),
    Relation.NEAR_SPELLING: N_("The year of birth in the record is %(right)s, near to %(left)s."),
    Relation.CONTRADICTS: N_("The year of birth in the record is %(right)s, not %(left)s: this speaks against."),
    Relation.ABSENT: N_("The record gives no year of birth: this speaks neither for nor against."),
}


def sentence(evidence: Evidence) -> str:
    """The ground in one sentence of the reader's language."""
    said: str = gettext(_message(evidence), left=evidence.left, right=evidence.right)
    return said


def letters(evidence: Evidence) -> str:
    """The letter groups that were laid side by side, «Sch=Ш · m=м», or ''."""
    return " · ".join(f"{left or '–'}={right or '–'}" for left, right in evidence.letters)


def _message(evidence: Evidence) -> str:
    if evidence.field == "birth":
        return BIRTH[evidence.relation]
    if evidence.relation is Relation.ABSENT:
        return MISSING if evidence.left else MORE
    return SENTENCES[evidence.relation]
