"""What several records say of one person, field by field: where they agree, and where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from app.facts import facts
from app.privacy import PublicRecord
from app.renamed import Gazetteer
from indexer.matching.facts import Day, Facts, Where

_T = TypeVar("_T")
FALSE_CERTIFICATES = date(1941, 1, 1).toordinal()  # deaths given out for people shot before lie later


class Agreement(StrEnum):
    """How the records lie on each other in one field."""

    AGREE = "agree"
    DIFFER = "differ"
    WORDED = "worded"  # other words, which may mean the same place
    CERTIFICATE = "certificate"  # a date of death given out in the 1950s for somebody who was shot
    ALONE = "alone"  # one record speaks, or none: nothing to compare


TOLD: dict[str, Callable[[PublicRecord], object]] = {  # field → what tells whether a record says anything of it
    "sex": lambda record: record.sex,
    "birth": lambda record: record.birth.edtf or record.birth.wording,
    "birth_place": lambda record: record.birth_place,
    "nation": lambda record: record.nation_id or record.nation_written,
    "citizenship": lambda record: record.citizenship,
    "residence": lambda record: record.residence,
    "occupation": lambda record: record.occupation,
    "education": lambda record: record.education,
    "party": lambda record: record.party,
    "episodes": lambda record: record.episodes,
    "fate": lambda record: record.fate or record.fate_written,
    "death": lambda record: record.death.edtf or record.death.wording,
    "death_place": lambda record: record.death_place,
    "burial": lambda record: record.burial_place or record.burial_place_id,
    "rehabilitation": lambda record: record.rehabilitation or record.rehabilitation_written,
    "rehabilitated": lambda record: record.rehabilitated.edtf or record.rehabilitated.wording,
}
DAYS: dict[str, Callable[[Facts], Day | None]] = {
    "birth": lambda known: known.birth,
    "death": lambda known: known.death,
    "rehabilitated": lambda known: known.rehabilitated,
}
PLACES: dict[str, Callable[[Facts], Where]] = {
    "birth_place": lambda known: known.birth_place,
    "residence": lambda known: known.residence,
    "death_place": lambda known: known.death_place,
    "burial": lambda known: known.burial,
}
CODES: dict[str, Callable[[Facts], str]] = {
    "sex": lambda known: known.sex,
    "nation": lambda known: known.nation,
    "fate": lambda known: known.fate,
}


def fields(records: Sequence[PublicRecord], gazetteer: Gazetteer) -> dict[str, Agreement]:
    """The fields of which any record speaks, in the order of the page, with how they agree."""
    known = [facts(record, gazetteer) for record in records]
    spoken = [field for field, told in TOLD.items() if field != "sex" and any(map(told, records))]
    return {field: agreement(field, known) for field in spoken}


def agreement(field: str, known: Sequence[Facts]) -> Agreement:
    """How the records lie on each other in that field; what is only worded can be read side by side, not compared."""
    if field in DAYS:
        return _of_days(field, known)
    if field in PLACES:
        found = _judged([where for one in known if (where := PLACES[field](one))], _one_place)
        return Agreement.WORDED if found is Agreement.DIFFER else found
    if field in CODES:
        return _judged([code for one in known if (code := CODES[field](one))], lambda left, right: left == right)
    return Agreement.ALONE


def _of_days(field: str, known: Sequence[Facts]) -> Agreement:
    days = [day for one in known if (day := DAYS[field](one))]
    found = _judged(days, _one_day)
    shot = any(one.fate == "shot" and one.death and one.death.last < FALSE_CERTIFICATES for one in known)
    later = any(day.first >= FALSE_CERTIFICATES for day in days)
    return Agreement.CERTIFICATE if field == "death" and found is Agreement.DIFFER and shot and later else found


def _judged(told: Iterable[_T], alike: Callable[[_T, _T], bool]) -> Agreement:
    pairs = list(combinations(told, 2))
    if not pairs:
        return Agreement.ALONE
    return Agreement.AGREE if all(alike(left, right) for left, right in pairs) else Agreement.DIFFER


def _one_day(left: Day, right: Day) -> bool:
    """Whether both may mean one day; an open side reaches as far as there are days."""
    latest = date.max.toordinal()
    return max(left.first, right.first) <= min(left.last or latest, right.last or latest)


def _one_place(left: Where, right: Where) -> bool:
    """Whether a word of any name that one place has had is among the other's."""
    return bool(left.place and left.place == right.place) or bool({*left.words} & {*right.words})
