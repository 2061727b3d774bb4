"""Possible relatives, likeliest first: of a person with records, and of one whom a family describes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.facts import facts
from app.families.asked import KinAsked
from app.families.known import Relative, relatives
from app.families.shown import together
from app.finder import Finder
from app.kin import Kin, possible_kin
from app.privacy import PublicRecord
from app.renamed import Gazetteer
from indexer.evidence import Evidence
from indexer.matching.kin_levels import Field

MOST = 200  # that can be leafed through for one question: who comes later is a stranger
USUAL = 60  # as many as are weighed in full anyhow
RECORDS = 3  # of one person that are asked for: the others seldom add anybody
_PLACES = (Field.BIRTH_PLACE, Field.RESIDENCE)


def of_records(
    session: Session, finder: Finder, records: Sequence[PublicRecord], known: Sequence[Relative], limit: int = USUAL
) -> tuple[Kin, ...]:
    """Of the person these records speak of, without those who are known to be kin; each record once, at its best."""
    gazetteer = Gazetteer.read(session)
    held = {record.id for one in known for record in one.member.records} | {record.id for record in records}
    found: dict[int, Kin] = {}
    for record in records[:RECORDS]:
        for kin in possible_kin(session, finder, facts(record, gazetteer), limit + len(held)):
            before = found.get(kin.record.id)
            if kin.record.id not in held and (before is None or before.hypothesis.value < kin.hypothesis.value):
                found[kin.record.id] = kin
    return tuple(sorted(found.values(), key=lambda kin: -kin.hypothesis.value)[:limit])


def wanted(limit: int, offset: int) -> int:
    """How many to look for where so many are wanted from there on."""
    return min(max(USUAL, offset + limit), MOST)


def kin_of_record(
    session: Session, finder: Finder, record_id: int, limit: int = USUAL
) -> tuple[tuple[Relative, ...], tuple[Kin, ...]] | None:
    """Known and possible relatives of the person whom the record speaks of; None where there is no such record."""
    held = together(session, record_id)
    if not held:
        return None
    known = relatives(session, held)
    return known, of_records(session, finder, held, known, limit)


def of_asked(session: Session, finder: Finder, asked: KinAsked, limit: int = USUAL) -> tuple[Kin, ...]:
    """Of the person asked about, such relatives as are looked for."""
    found = possible_kin(session, finder, asked.facts, limit, asked.relation)
    return tuple(map(_without_guesses, found)) if asked.one_place else found


def _without_guesses(kin: Kin) -> Kin:
    """A place that may be of birth or of residence speaks for kinship where it is either, and against none."""
    told = tuple(ground for ground in kin.hypothesis.evidence if not _guessed(ground))
    return replace(kin, hypothesis=replace(kin.hypothesis, evidence=told))


def _guessed(ground: Evidence) -> bool:
    return ground.field in _PLACES and ground.weight < 0
