"""Why two people may be kin: each ground in a sentence of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import gettext

from app.dates_said import spoken
from app.messages import N_
from indexer.evidence import Evidence
from indexer.matching.kin_levels import Field, Tie

RARE, COMMON = 11.0, 6.5  # bits of a shared surname from which on it is rare, and up to which many bear it
FIELDS: Mapping[str, str] = {
    Field.SURNAME: N_("Surname"),
    Field.MAIDEN: N_("Maiden name"),
    Field.LINEAGE: N_("Surname and given name"),
    Field.FATHER: N_("Father's name"),
    Field.NAMED_AFTER: N_("Patronymic and given name"),
    Field.GIVEN: N_("Given name"),
    Field.SEX: N_("Sex"),
    Field.AGE: N_("Years of birth"),
    Field.NATION: N_("Nation"),
    Field.BIRTH_PLACE: N_("Place of birth"),
    Field.RESIDENCE: N_("Residence"),
    Field.ARREST: N_("Arrest"),
    Field.DECISION: N_("Decision"),
    Field.DEATH: N_("Date of death"),
    Field.FAMILY_MEMBER: N_("Sentenced as a family member"),
    Field.STAY: N_("Camp or place of exile"),
    Field.SOURCE: N_("Source"),
    Field.RELATIVE: N_("Relative named by the source"),
    Field.SHARED_RELATIVE: N_("Relative whom both name"),
    Field.RULE: N_("Caution"),
}
NAMES: Mapping[StrEnum, str] = {
    Tie.SHARED: N_("shared"),
    Tie.NEAR: N_("nearly the same letters"),
    Tie.DIFFERS: N_("two different ones"),
    Tie.FITS: N_("fits"),
    Tie.UNUSUAL: N_("unusual"),
    Tie.IMPOSSIBLE: N_("all but impossible"),
    Tie.SAME_FLAT: N_("the same flat"),
    Tie.SAME_HOUSE: N_("the same house"),
    Tie.SAME_DAY: N_("the same day"),
    Tie.SAME_WEEK: N_("within a week"),
    Tie.STATED: N_("stated"),
    Tie.OTHERWISE: N_("speaks of somebody else"),
    Tie.UNTIED: N_("nothing ties them by name"),
}
SENTENCES: Mapping[tuple[str, StrEnum], str] = {
    (Field.SURNAME, Tie.SHARED): N_("They bear one surname: “%(left)s”, “%(right)s”."),
    (Field.SURNAME, Tie.NEAR): N_(
        "Their surnames are nearly the same: “%(left)s”, “%(right)s”; it may be another one."
    ),
    (Field.SURNAME, Tie.DIFFERS): N_("They bear two surnames, “%(left)s” and “%(right)s”: this speaks against."),
    (Field.MAIDEN, Tie.SHARED): N_("The maiden name of one is the surname of the other: “%(left)s”, “%(right)s”."),
    (Field.MAIDEN, Tie.DIFFERS): N_("By maiden name one was of another family: “%(left)s”, “%(right)s”."),
    (Field.LINEAGE, Tie.SHARED): N_(
        "The surname of one is made of the other's given name, as was usual for a child: “%(left)s”, “%(right)s”."
    ),
    (Field.FATHER, Tie.SHARED): N_("Both patronymics name one father: “%(left)s”, “%(right)s”."),
    (Field.FATHER, Tie.NEAR): N_("The patronymics may name one father, with a slip: “%(left)s”, “%(right)s”."),
    (Field.FATHER, Tie.DIFFERS): N_(
        "The patronymics name two fathers, “%(left)s” and “%(right)s”: this speaks against."
    ),
    (Field.NAMED_AFTER, Tie.SHARED): N_("The patronymic of one is made of the other's name: “%(left)s”, “%(right)s”."),
    (Field.NAMED_AFTER, Tie.NEAR): N_(
        "The patronymic of one may be made of the other's name, with a slip: “%(left)s”, “%(right)s”."
    ),
    (Field.NAMED_AFTER, Tie.DIFFERS): N_(
        "The patronymic names another father, “%(left)s” and “%(right)s”: this speaks against."
    ),
    (Field.GIVEN, Tie.SHARED): N_(
        "Both are called “%(right)s”: brothers and sisters hardly ever are, it may even be one person."
    ),
    (Field.SEX, Tie.DIFFERS): N_("One is a man, the other a woman."),
    (Field.SEX, Tie.SHARED): N_("Both are men, or both are women: this speaks against husband and wife."),
    (Field.AGE, Tie.FITS): N_("The years of birth fit: %(left)s, %(right)s."),
    (Field.AGE, Tie.UNUSUAL): N_("For such relatives these years of birth are unusual: %(left)s, %(right)s."),
    (Field.AGE, Tie.IMPOSSIBLE): N_(
        "For such relatives these years of birth are all but impossible: %(left)s, %(right)s."
    ),
    (Field.NATION, Tie.SHARED): N_("Both are of one nation."),
    (Field.NATION, Tie.DIFFERS): N_("By the records they are of two nations."),
    (Field.BIRTH_PLACE, Tie.SHARED): N_("Born in one region or place: “%(left)s”, “%(right)s”."),
    (Field.BIRTH_PLACE, Tie.DIFFERS): N_("Born in two places: “%(left)s”, “%(right)s”."),
    (Field.RESIDENCE, Tie.SAME_FLAT): N_("They lived in one flat: “%(left)s”, “%(right)s”."),
    (Field.RESIDENCE, Tie.SAME_HOUSE): N_("They lived in one house: “%(left)s”, “%(right)s”."),
    (Field.RESIDENCE, Tie.SHARED): N_("They lived in one street or place: “%(left)s”, “%(right)s”."),
    (Field.RESIDENCE, Tie.DIFFERS): N_("They lived at two addresses: “%(left)s”, “%(right)s”."),
    (Field.ARREST, Tie.SAME_DAY): N_("Arrested on one day, %(right)s."),
    (Field.ARREST, Tie.SAME_WEEK): N_("Arrested within a week: %(left)s, %(right)s."),
    (Field.DECISION, Tie.SAME_DAY): N_("Sentenced on one day, %(right)s."),
    (Field.DEATH, Tie.SAME_DAY): N_("They died on one day, %(right)s."),
    (Field.DEATH, Tie.SAME_WEEK): N_("They died within a week: %(left)s, %(right)s."),
    (Field.FAMILY_MEMBER, Tie.STATED): N_("He was shot, and she was sentenced as a family member."),
    (Field.STAY, Tie.SHARED): N_("Both were in one camp or place of exile."),
    (Field.SOURCE, Tie.SHARED): N_("Both stand in one list."),
    (Field.SOURCE, Tie.DIFFERS): N_("They stand in two lists."),
    (Field.RELATIVE, Tie.STATED): N_("A source names such a relative: “%(left)s”, “%(right)s”."),
    (Field.RELATIVE, Tie.OTHERWISE): N_("A source names somebody else as such a relative: “%(left)s”, “%(right)s”."),
    (Field.SHARED_RELATIVE, Tie.SHARED): N_("Both sources name one and the same relative: “%(left)s”, “%(right)s”."),
    (Field.RULE, Tie.UNTIED): N_("No name and no source ties the two: many strangers have all this in common."),
}
RARE_SURNAME = N_("They bear one surname, and few people bear it: “%(left)s”, “%(right)s”.")
COMMON_SURNAME = N_("They bear one surname, but many people bear it: “%(left)s”, “%(right)s”.")


def sentence(evidence: Evidence) -> str:
    """A ground for or against kinship, in one sentence."""
    said: str = gettext(_message(evidence), left=spoken(evidence.left), right=spoken(evidence.right))
    return said


def field_name(field: str) -> str:
    """What the field is called, as a heading."""
    named: str = gettext(FIELDS[field])
    return named


def level_name(level: StrEnum) -> str:
    """What the level is called, in two or three words."""
    named: str = gettext(NAMES[level])
    return named


def _message(evidence: Evidence) -> str:
    if evidence.field == Field.SURNAME and evidence.relation is Tie.SHARED:
        if evidence.weight >= RARE:
            return RARE_SURNAME
        if evidence.weight <= COMMON:
            return COMMON_SURNAME
    return SENTENCES[evidence.field, evidence.relation]
