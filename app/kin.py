"""Possible relatives of a person in the records, likeliest first: from the index, weighed by all their records tell."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import records
from app.estimating import chances_in_use
from app.facts import facts as facts_of_record
from app.finder import Finder
from app.judging.log import stands_of
from app.models import NamedRelative, PersonRecord
from app.privacy import PublicRecord
from app.renamed import Gazetteer
from indexer.kin_search import near_kin
from indexer.matching.facts import Facts
from indexer.matching.kin import Hypothesis, likeliest_of_many
from indexer.matching.kin_levels import Field, Kinship, Tie
from indexer.matching.kin_shares import Shares
from indexer.matching.verdict import Verdict

_APART = (("same", Verdict.SAME), ("kin", Verdict.SAME), ("kin", Verdict.DIFFERENT))  # kind asked, verdict in force
_OF_A_FAMILY = (Field.SURNAME, Field.MAIDEN, Field.LINEAGE, Field.RELATIVE, Field.SHARED_RELATIVE)
_ANOTHER = (Tie.DIFFERS, Tie.OTHERWISE)
STRANGERS = 0.0005  # probability below which only such a ground makes somebody worth telling
LOOKED_AT = 60  # records that are weighed in full, at least: the first look ranks those after them well enough


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody who may be kin, and the likeliest kinship with the reasons."""

    record: PublicRecord
    hypothesis: Hypothesis


def possible_kin(
    session: Session, finder: Finder, facts: Facts, limit: int = 20, relation: str = ""
) -> tuple[Kin, ...]:
    """Who may be kin of that person, the likeliest first; also those for whom little speaks, marked UNLIKELY.

    ``facts`` are of a record, or of somebody described in a form (record_id 0); ``relation``: what the relatives are
    to that person, where only such are looked for. Left out: the record, other records of
    its person, pairs that a judgement in force calls one person or not kin, and people who may be living. Raises
    NoIndex.
    """
    aside = _aside(session, facts.record_id)
    with finder.opened() as index:
        chances = chances_in_use(index)
        near = near_kin(index, facts, Shares(chances), max(LOOKED_AT, limit) + len(aside))
    wanted = dict.fromkeys((*_named(session, facts), *(one.record_id for one in near)))
    shown = records.by_ids(session, [number for number in wanted if number not in aside])
    people = [shown[number] for number in wanted if number in shown and not shown[number].guarded]
    gazetteer = Gazetteer.read(session)
    theirs = [facts_of_record(record, gazetteer) for record in people]
    with finder.opened():  # chances are looked up in the index as they are needed
        weighed = likeliest_of_many(facts, theirs, chances, (relation,) if relation else tuple(Kinship))
    found = [Kin(record, told) for record, told in zip(people, weighed, strict=True) if _worth_telling(told)]
    return tuple(sorted(found, key=lambda kin: (-kin.hypothesis.value, kin.record.id))[:limit])


def _worth_telling(hypothesis: Hypothesis) -> bool:
    """Whether it is no mere stranger: the name, a relative or much of the rest speaks for it."""
    return hypothesis.value >= STRANGERS or any(
        evidence.field in _OF_A_FAMILY and evidence.relation not in _ANOTHER for evidence in hypothesis.evidence
    )


def _named(session: Session, facts: Facts) -> list[int]:
    """The records of relatives whom the sources name, from either side, and those of the relatives of these."""
    named = {relative.record_id for relative in facts.relatives if relative.record_id is not None}
    if facts.record_id:
        named |= _beside(session, {facts.record_id})
    return sorted(named | _beside(session, named))[:LOOKED_AT]


def _beside(session: Session, record_ids: set[int]) -> set[int]:
    """The records that these name as relatives, and that name these."""
    if not record_ids:
        return set()
    theirs = select(NamedRelative.other_id).where(NamedRelative.record_id.in_(record_ids))
    named_by = select(NamedRelative.record_id).where(NamedRelative.other_id.in_(record_ids))
    return {number for asked in (theirs, named_by) for number in session.scalars(asked) if number is not None}


def _aside(session: Session, record_id: int) -> set[int]:
    """Records that are no possible kin of that one: itself, those of its person, those that a judge set aside."""
    if not record_id:
        return set()
    person = select(PersonRecord.person_id).where(PersonRecord.record_id == record_id).scalar_subquery()
    own = session.scalars(select(PersonRecord.record_id).where(PersonRecord.person_id == person))
    return {record_id, *own, *_judged_apart(session, record_id)}


def _judged_apart(session: Session, record_id: int) -> set[int]:
    """Who was judged to be the same person, or not kin, by a judgement in force."""
    standing = stands_of(session, [record_id])
    return {
        left + right - record_id
        for (left, right, kind), stands in standing.items()
        if stands.decision is not None and (kind, stands.decision.verdict) in _APART
    }
