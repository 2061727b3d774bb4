"""A record as matching sees it: the facts that its page shows, with places by every name they have had."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from app import records
from app.collection import collection
from app.dates import HistoricalDate
from app.models import Episode, Stay
from app.named import read_name, sex_of
from app.place_words import place_words
from app.privacy import PublicRecord
from app.renamed import Gazetteer
from indexer.matching.facts import Act, Day, Facts, Relative, Time, Where
from indexer.names.parse import parse


def facts(record: PublicRecord, gazetteer: Gazetteer) -> Facts:
    """What may be compared of that record: nothing that its page would not show."""
    return Facts(
        record_id=record.id,
        names=tuple(dict.fromkeys(map(read_name, record.names))),
        sex=sex_of(record),
        nation=record.nation_id or "",
        birth=day(record.birth),
        birth_place=where(record.birth_place, gazetteer),
        residence=where(record.residence, gazetteer),
        occupation=record.occupation,
        acts=tuple(_act(episode) for episode in record.episodes),
        times=tuple(_time(stay, gazetteer) for episode in record.episodes for stay in episode.stays),
        fate=record.fate,
        death=day(record.death),
        death_place=where(record.death_place, gazetteer),
        burial=where(record.burial_place, gazetteer, record.burial_place_id or ""),
        rehabilitated=day(record.rehabilitated),
        relatives=tuple(Relative(r.relation, parse(r.written), r.other_id) for r in record.relatives),
        source=collection(record.source),
    )


def facts_of(session: Session, ids: Iterable[int]) -> dict[int, Facts]:
    """The facts of these records by id; ids that are not there are left out."""
    gazetteer = Gazetteer.read(session)
    return {number: facts(record, gazetteer) for number, record in records.by_ids(session, ids).items()}


def day(told: HistoricalDate) -> Day | None:
    """The date for comparing, None where the source gives none that can be read."""
    if not (told.earliest or told.latest):
        return None
    about = told.edtf.endswith(("~", "?", "%"))
    return Day(_ordinal(told.earliest), _ordinal(told.latest), about, told.wording or told.edtf)


def where(written: str, gazetteer: Gazetteer, place: str = "") -> Where:
    """The place for comparing."""
    return Where(written, _words(written, gazetteer), place)


def _act(episode: Episode) -> Act:
    return Act(
        episode.kind, day(episode.arrested), day(episode.decided), episode.body, episode.article, episode.measure,
        episode.charge,
    )  # fmt: skip


def _time(stay: Stay, gazetteer: Gazetteer) -> Time:
    return Time(where(stay.place_written, gazetteer, stay.place_id or ""), day(stay.arrival), day(stay.departure))


@lru_cache(maxsize=16384)  # the same places stand in thousands of records
def _words(written: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    return place_words(f"{written} {gazetteer.other_names(written)}") if written else ()


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal() if day else 0
