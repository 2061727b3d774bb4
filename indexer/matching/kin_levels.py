"""How two records lie on each other where kinship is asked: levels of kin evidence, and the fields they stand in."""

from __future__ import annotations

from enum import StrEnum


class Tie(StrEnum):
    """How a field of one record lies on that of the other, seen as a sign of kinship."""

    SHARED = "shared"  # the same value, but for spelling and endings of gender
    NEAR = "near"  # nearly the same spelling
    DIFFERS = "differs"
    FITS = "fits"  # ages as they are between such relatives
    UNUSUAL = "unusual"  # ages as they seldom are
    IMPOSSIBLE = "impossible"  # ages, or sexes, that rule it out
    SAME_FLAT = "same_flat"
    SAME_HOUSE = "same_house"
    SAME_DAY = "same_day"
    SAME_WEEK = "same_week"
    STATED = "stated"  # the source itself says so
    OTHERWISE = "otherwise"  # the source says something else
    UNTIED = "untied"  # neither a name nor a source ties the two


class Field(StrEnum):
    """What kin evidence speaks of; the value of ``Evidence.field``."""

    SURNAME = "surname"
    MAIDEN = "maiden"  # the maiden name of one beside the surname of the other
    LINEAGE = "lineage"  # a surname made of the other's given name: Рыскул, his son Рыскулов
    FATHER = "father"  # the fathers whom both patronymics name
    NAMED_AFTER = "named_after"  # the patronymic of the one, the given name of the other
    GIVEN = "given"
    SEX = "sex"
    AGE = "age"
    NATION = "nation"
    BIRTH_PLACE = "birth_place"
    RESIDENCE = "residence"
    ARREST = "arrest"
    DECISION = "decision"
    DEATH = "death"
    FAMILY_MEMBER = "family_member"  # sentenced as a family member of somebody who was shot
    STAY = "stay"
    SOURCE = "source"
    RELATIVE = "relative"  # one names the other
    SHARED_RELATIVE = "shared_relative"  # both name a third person
    RULE = "rule"  # what holds the value back, whatever the signs say


class Kinship(StrEnum):
    """What the right person may be to the left one."""

    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    SPOUSE = "spouse"
    OTHER = "other"


INVERSE = {
    Kinship.PARENT: Kinship.CHILD,
    Kinship.CHILD: Kinship.PARENT,
    Kinship.SIBLING: Kinship.SIBLING,
    Kinship.SPOUSE: Kinship.SPOUSE,
    Kinship.OTHER: Kinship.OTHER,
}
