"""How two records lie on each other in one field, from «the same» down to «speaks against»: the table of levels.

Where one record is silent there is no level: absent is neither for nor against. Parts of names lie on each other by
the matcher's own ``Relation``.
"""

from __future__ import annotations

from enum import StrEnum

from indexer.names.name import Relation


class Level(StrEnum):
    """A step of agreement or contradiction in a field that is no part of a name."""

    SAME = "same"
    SAME_DAY = "same_day"
    CALENDAR = "calendar"  # 12 or 13 days apart: the old style and the new
    SWAPPED = "swapped"  # day and month changed places
    WEEK = "week"
    SAME_YEAR = "same_year"
    OTHER_DAY = "other_day"  # one year, but the days are known and are two
    ABOUT = "about"  # the spans of time meet, one of them wide or said to be rough
    NEXT_YEAR = "next_year"
    TWO_YEARS = "two_years"
    DECADE = "decade"
    PRACTICE = "practice"  # a civil certificate's later date of death against an execution
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    SHARED = "shared"  # some words, or one number of several
    OVERLAP = "overlap"  # there at the same time
    ELSEWHERE = "elsewhere"
    OTHER = "other"  # not the same, which proves little
    CONTRADICTS = "contradicts"
    ONE_LIST = "one_list"  # both records are of one collection, which lists most people once
    NAME_ALONE = "name_alone"  # a rule: what a name says is never enough
    CONTRADICTED = "contradicted"  # a rule: nor is anything beside a contradiction
    KIN = "kin"  # one source names the other record's person as a relative


NAMES = ("surname", "given", "patronymic", "maiden", "name")  # «name»: a part whose kind nobody can tell
LIVED = ("birth", "death")  # fields in which a contradiction makes two people of one name
AGREE = (Relation.IDENTICAL, Relation.TRANSLITERATION, Relation.GENDERED_ENDING)
_NAMED = (
    *AGREE, Relation.SHORT_FORM, Relation.TRANSLATION, Relation.INITIAL, Relation.NEAR_SPELLING, Relation.CONTRADICTS,
)  # fmt: skip
_PLACES = (Level.SAME, Level.SETTLEMENT, Level.DISTRICT, Level.REGION, Level.OTHER, Level.CONTRADICTS)
_ACTS = (Level.SAME_DAY, Level.WEEK, Level.SAME_YEAR, Level.ABOUT, Level.OTHER)

LEVELS: dict[str, tuple[Relation | Level, ...]] = {  # field → its levels, the best first
    **dict.fromkeys(NAMES, _NAMED),
    "sex": (Level.SAME, Level.CONTRADICTS),
    "nation": (Level.SAME, Level.OTHER),
    "birth": (
        Level.SAME_DAY, Level.CALENDAR, Level.SWAPPED, Level.SAME_YEAR, Level.OTHER_DAY, Level.ABOUT, Level.NEXT_YEAR,
        Level.TWO_YEARS, Level.DECADE, Level.CONTRADICTS,
    ),
    "birth_place": _PLACES,
    "residence": _PLACES,
    "occupation": (Level.SAME, Level.SHARED, Level.OTHER),
    "arrested": _ACTS,
    "decided": _ACTS,
    "body": (Level.SAME, Level.OTHER),
    "article": (Level.SAME, Level.SHARED, Level.OTHER),
    "stays": (Level.OVERLAP, Level.SAME, Level.ELSEWHERE),
    "fate": (Level.SAME, Level.PRACTICE, Level.OTHER),
    "death": (
        Level.SAME_DAY, Level.WEEK, Level.SAME_YEAR, Level.ABOUT, Level.OTHER_DAY, Level.NEXT_YEAR, Level.PRACTICE,
        Level.CONTRADICTS,
    ),
    "death_place": _PLACES,
    "burial": (Level.SAME, Level.OTHER),
    "rehabilitated": (Level.SAME_DAY, Level.WEEK, Level.SAME_YEAR, Level.OTHER),
    "relatives": (Level.SAME, Level.OTHER, Level.KIN),
    "source": (Level.ONE_LIST,),
    "rule": (Level.NAME_ALONE, Level.CONTRADICTED),
}  # fmt: skip

FAR, ALIKE, INITIAL_APART = "far_spelling", "alike", "initial_apart"  # finer rows of names in the table of weights
# Levels that are one where it is asked how often two records of a person agree: which it is depends on their papers.
ONE_SHARE: dict[tuple[str, str], str] = {
    **{(name, each.value): Relation.IDENTICAL.value for name in NAMES for each in (*AGREE, Relation.TRANSLATION)},
    **{
        (field, Level.SAME_YEAR.value): Level.SAME_DAY.value
        for field in (*LIVED, "arrested", "decided", "rehabilitated")
    },
}
