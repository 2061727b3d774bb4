"""Why two records may speak of one person: each ground in a sentence of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from flask_babel import gettext

from app.collection import title
from app.dates_said import spoken
from app.messages import N_
from app.why import sentence_of_two
from indexer.evidence import Evidence
from indexer.matching.levels import NAMES as NAMED
from indexer.matching.levels import Level
from indexer.names.name import Relation

FIELDS = {
    "surname": N_("Surname"),
    "given": N_("Given name"),
    "patronymic": N_("Father's name"),
    "maiden": N_("Maiden name"),
    "name": N_("Part of the name"),
    "sex": N_("Sex"),
    "nation": N_("Nation"),
    "birth": N_("Date of birth"),
    "birth_place": N_("Place of birth"),
    "residence": N_("Residence"),
    "occupation": N_("Occupation"),
    "arrested": N_("Arrest"),
    "decided": N_("Decision"),
    "body": N_("Who decided"),
    "article": N_("Article"),
    "stays": N_("Camp or place of exile"),
    "fate": N_("Fate"),
    "death": N_("Date of death"),
    "death_place": N_("Place of death"),
    "burial": N_("Burial place"),
    "rehabilitated": N_("Rehabilitation"),
    "relatives": N_("Relatives"),
    "source": N_("Source"),
    "rule": N_("Rule"),
}
NAMES: Mapping[StrEnum, str] = {  # of levels, for headings and tables
    Level.SAME: N_("the same"),
    Level.SAME_DAY: N_("the same day"),
    Level.CALENDAR: N_("the old and the new calendar"),
    Level.SWAPPED: N_("day and month changed places"),
    Level.WEEK: N_("within a week"),
    Level.SAME_YEAR: N_("the same year"),
    Level.OTHER_DAY: N_("the same year, another day"),
    Level.ABOUT: N_("about the same time"),
    Level.NEXT_YEAR: N_("one year apart"),
    Level.TWO_YEARS: N_("two years apart"),
    Level.DECADE: N_("several years apart"),
    Level.PRACTICE: N_("a later certificate"),
    Level.SETTLEMENT: N_("a rare word in common"),
    Level.DISTRICT: N_("a word in common"),
    Level.REGION: N_("a frequent word in common"),
    Level.SHARED: N_("partly the same"),
    Level.OVERLAP: N_("together at one place"),
    Level.ELSEWHERE: N_("at two places at one time"),
    Level.OTHER: N_("not the same"),
    Level.CONTRADICTS: N_("speaks against"),
    Level.ONE_LIST: N_("one list"),
    Level.NAME_ALONE: N_("a name alone"),
    Level.CONTRADICTED: N_("contradicted"),
    Level.KIN: N_("a relative"),
    Relation.IDENTICAL: N_("letter for letter"),
    Relation.TRANSLITERATION: N_("another way to write it"),
    Relation.GENDERED_ENDING: N_("another ending"),
    Relation.SHORT_FORM: N_("a short form"),
    Relation.TRANSLATION: N_("a form of another language"),
    Relation.INITIAL: N_("an initial"),
    Relation.NEAR_SPELLING: N_("nearly the same letters"),
    Relation.CONTRADICTS: N_("another name"),
}
_SAID: Mapping[StrEnum, str] = {
    Level.SAME: N_("the same in both records."),
    Level.SAME_DAY: N_("the same day in both records, %(left)s."),
    Level.CALENDAR: N_("%(left)s and %(right)s are as far apart as the old calendar and the new."),
    Level.SWAPPED: N_("in %(left)s and %(right)s day and month have changed places."),
    Level.WEEK: N_("%(left)s and %(right)s are within a week."),
    Level.SAME_YEAR: N_("the same year (%(left)s, %(right)s)."),
    Level.OTHER_DAY: N_("the same year, but another day (%(left)s, %(right)s)."),
    Level.ABOUT: N_("%(left)s and %(right)s may mean the same time."),
    Level.NEXT_YEAR: N_("%(left)s and %(right)s are one year apart, as papers often are."),
    Level.TWO_YEARS: N_("%(left)s and %(right)s are two years apart."),
    Level.DECADE: N_("%(left)s and %(right)s are several years apart: this speaks against."),
    Level.PRACTICE: N_(
        "%(left)s and %(right)s: of people who had been shot, certificates gave later dates of death. This speaks "
        "neither for nor against."
    ),
    Level.SETTLEMENT: N_("“%(left)s” and “%(right)s” share a word that few places have."),
    Level.DISTRICT: N_("“%(left)s” and “%(right)s” share a word that some places have."),
    Level.REGION: N_("“%(left)s” and “%(right)s” share only a word that many places have."),
    Level.SHARED: N_("“%(left)s” and “%(right)s” are partly the same."),
    Level.OVERLAP: N_("the same place at the same time: “%(left)s”, “%(right)s”."),
    Level.ELSEWHERE: N_("“%(left)s” and “%(right)s” at the same time: this speaks against."),
    Level.OTHER: N_("not the same, which proves little."),
    Level.CONTRADICTS: N_("%(left)s and %(right)s do not go together: this speaks against."),
    Level.ONE_LIST: N_("both records stand in one list (%(left)s), and a list names most people only once."),
    Level.NAME_ALONE: N_("a name alone never makes a match likely, however rare it is."),
    Level.CONTRADICTED: N_("where something contradicts, a match is never called likely."),
    Level.KIN: N_("one record names the person of the other as a relative: they are two people."),
}
_SAID_OF: Mapping[tuple[str, StrEnum], str] = {  # where a field has its own words
    ("sex", Level.CONTRADICTS): N_("one record speaks of a man, the other of a woman: this speaks against."),
    ("fate", Level.PRACTICE): N_(
        "of people who had been shot, certificates told that they had died. This speaks neither for nor against."
    ),
    ("fate", Level.OTHER): N_("not the same: this speaks against."),
    ("relatives", Level.SAME): N_("both records name “%(left)s” (“%(right)s”)."),
    ("relatives", Level.OTHER): N_("“%(left)s” and “%(right)s” are two names of one relative: this speaks against."),
}


def sentence(evidence: Evidence) -> str:
    """A ground for or against, in one sentence of the reader's language."""
    if evidence.field in NAMED:
        return sentence_of_two(evidence)
    told = replace(evidence, left=title(evidence.left)) if evidence.field == "source" else evidence
    message = _SAID_OF.get((told.field, told.relation)) or _SAID[told.relation]
    said = gettext(message, left=spoken(told.left), right=spoken(told.right))
    whole: str = gettext("%(field)s: %(said)s", field=field_name(told.field), said=said)
    return whole


def field_name(field: str) -> str:
    """What the field is called, as a heading."""
    named: str = gettext(FIELDS[field])
    return named


def level_name(level: StrEnum) -> str:
    """What the level is called, in two or three words."""
    named: str = gettext(NAMES[level])
    return named
