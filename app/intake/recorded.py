"""A record as the Draft that would make it: the way back of `app.intake.accept.fill`."""

from __future__ import annotations

from app.dates import HistoricalDate
from app.intake.draft import (
    Coded,
    Draft,
    DraftEpisode,
    DraftName,
    DraftRehabilitation,
    DraftSource,
    NameKind,
    Relative,
)
from app.intake.draft import Stay as DraftStay
from app.models import Episode, Record, Source, Stay, WrittenName
from app.privacy import PublicRecord


def drafted(record: Record | PublicRecord) -> Draft:
    """All that the record says, or what of it may be shown. Invariant: filling a record with it changes no column."""
    return Draft(
        names=tuple(_name(name) for name in record.names),
        sex=record.sex,
        nation=Coded(record.nation_id or "", record.nation_written, record.nation_inferred),
        citizenship=record.citizenship,
        birth_date=_day(record.birth),
        birth_place=record.birth_place,
        residence=record.residence,
        occupation=record.occupation,
        education=record.education,
        party=record.party,
        episodes=tuple(_episode(episode) for episode in record.episodes),
        fate=Coded(record.fate, record.fate_written),
        death_date=_day(record.death),
        death_place=record.death_place,
        burial_place=record.burial_place,
        rehabilitation=_rehabilitation(record),
        relatives=tuple(
            Relative(relative.relation, relative.written, relative.other_id) for relative in record.relatives
        ),
        notes=record.notes,
        source=_source(record.source),
        source_ref=record.source_ref,
        confidence=record.confidence,
        wording=record.wording,
        unread=tuple(record.unread),
        extra=tuple(record.extra.items()),
    )


def _day(day: HistoricalDate) -> HistoricalDate | None:
    return day if day.edtf or day.wording else None


def _name(name: WrittenName) -> DraftName:
    parts = (name.surname, name.given_name, name.patronymic, name.maiden_name)
    return DraftName(name.written, NameKind(name.kind), name.language, *parts)


def _episode(episode: Episode) -> DraftEpisode:
    return DraftEpisode(
        kind=Coded(episode.kind),
        arrest_date=_day(episode.arrested),
        arrested_by=episode.arrested_by,
        decided_by=Coded(episode.body, episode.body_written),
        decision_date=_day(episode.decided),
        article=episode.article,
        charge=episode.charge,
        measure=Coded(episode.measure, episode.measure_written),
        measures=tuple(episode.measures),
        term=Coded(episode.term, episode.term_written),
        commutation=episode.commutation,
        stays=tuple(_stay(stay) for stay in episode.stays),
    )


def _stay(stay: Stay) -> DraftStay:
    place = stay.place_id or stay.place_written
    return DraftStay(place, _day(stay.arrival), _day(stay.departure), stay.place_written)


def _rehabilitation(record: Record | PublicRecord) -> DraftRehabilitation:
    return DraftRehabilitation(
        status=Coded(record.rehabilitation, record.rehabilitation_written),
        date=_day(record.rehabilitated),
        body=record.rehabilitation_body,
        ground=Coded(wording=record.rehabilitation_ground),
    )


def _source(source: Source) -> DraftSource:
    cited = (source.repository, source.fonds, source.inventory, source.file, source.folio, source.citation)
    return DraftSource(*cited, tuple(source.urls), source.licence)
