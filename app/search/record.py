"""The page of one record: the record as it may be shown, its life in sentences, and why it answers a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.families.belonging import references
from app.families.known import Relative, relatives
from app.families.shown import together
from app.finder import Finder
from app.life import Clause, life
from app.models import WrittenName
from app.named import sex_of
from app.privacy import PublicRecord
from app.query import BadQuery, read_query
from app.reasons import gathered, other_spelling, speaking_for
from app.scans import ShownScan, of_record
from app.search.asked import Asked
from app.search.cite.citation import citation, sentence
from app.search.kin import Possible, nearest
from app.why import why_not_higher
from indexer.asked import sex_told
from indexer.evidence import Band, Evidence, band, grounds, sex_ground, worth
from indexer.names.name import Name


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record; ``asked`` and ``reasons`` where the reader came from a search.

    ``cited``: the record in a sentence to copy; ``wordings``: all of the source's words on the page;
    ``scans``: of its papers, none where the person may be living; ``same_person``: what other sources say of the person
    whose page is at ``person``; ``known`` relatives, and ``possible`` ones, whom nobody has verified.
    """

    record: PublicRecord
    life: tuple[Clause, ...]
    asked: Asked
    cited: str
    wordings: tuple[str, ...]
    scans: tuple[ShownScan, ...] = ()
    same_person: tuple[PublicRecord, ...] = ()
    person: str = ""
    known: tuple[Relative, ...] = ()
    possible: Possible = field(default_factory=Possible)
    reasons: tuple[Evidence, ...] = ()
    found_by: WrittenName | None = None
    why_not_higher: tuple[str, ...] = ()


def record_page(
    session: Session, finder: Finder, record_id: int, arguments: Mapping[str, str], permalink: str
) -> RecordPage | None:
    """The page of that record, which is cited by its permalink; None where there is none."""
    held = together(session, record_id)
    if not held:
        return None
    record, *others = held
    asked = Asked({key: value.strip() for key, value in arguments.items() if value.strip()})
    name = _name(asked)
    cited = _cited(record, permalink)
    known = relatives(session, held)
    page = RecordPage(
        record, life(record), asked, cited, wordings(record), of_record(session, record), tuple(others),
        references(session, [record_id]).get(record_id, ""), known, nearest(session, finder, held, known),
    )  # fmt: skip
    if name is None:
        return page
    comparison = speaking_for(record, name)
    found = gathered((*grounds(comparison), *sex_ground(sex_told(name), sex_of(record))))
    lowered = () if band(worth(comparison)) is Band.LIKELY else tuple(why_not_higher(found))
    return replace(page, reasons=found, found_by=other_spelling(record, comparison), why_not_higher=lowered)


def wordings(record: PublicRecord) -> tuple[str, ...]:
    """Everything on the page that stands in the source's own words, in the order of the page."""
    texts = [record.birth_place, record.residence, record.occupation, record.education, record.party]
    for told in record.episodes:
        texts += [told.arrested_by, told.body_written, told.article, told.charge, told.measure_written]
        texts += [told.term_written, told.commutation, *(stay.place_written for stay in told.stays)]
    texts += [record.fate_written, record.death_place, record.burial_place, record.rehabilitation_written]
    texts += [record.rehabilitation_body, record.rehabilitation_ground, record.wording, *record.unread]
    return tuple(filter(None, texts))


def _cited(record: PublicRecord, permalink: str) -> str:
    return sentence(citation(record, permalink, datetime.now(UTC).date()))


def _name(asked: Asked) -> Name | None:
    """The name searched for; an address that makes no sense only costs the explanation."""
    try:
        return read_query(asked.name).query.name
    except BadQuery:
        return None
