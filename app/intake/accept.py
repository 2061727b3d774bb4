"""Turn a draft into a record with its names, episodes, relatives and source: the only way into those tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.intake import values
from app.intake.draft import Draft, DraftEpisode, DraftSource
from app.intake.values import Words
from app.models import Episode, NamedRelative, OutboxEntry, Record, Source, Stay, WrittenName
from app.reference import nation_ids, place_ids
from app.tombstones import Gone, removed_refs


@dataclass(slots=True)
class Lookup(Words):
    """What drafts refer to by name: places of repression, nations, and sources already met (by digest)."""

    sources: dict[str, Source] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session) -> Lookup:
        """Everything as it stands in the database."""
        return cls(place_ids(session), nation_ids(session))


def fill(session: Session, record: Record, draft: Draft, lookup: Lookup) -> None:
    """Write everything the draft says into the record (new or given again); ``enter`` has to follow.

    Invariant: the wording of every value stays beside our reading of it; nothing the draft holds is dropped.
    """
    record.source = _source(session, draft.source, lookup)
    write(record, draft, lookup)
    for named, relative in zip(record.relatives, draft.relatives, strict=True):
        named.other_id = _here(session, relative.record_id)
    session.add(record)


def write(record: Record, draft: Draft, words: Words) -> None:
    """Everything that needs no database: all but the source and the records of relatives."""
    for name, value in values.of_record(draft, words).items():
        setattr(record, name, value)
    record.names = _kept(record.names, [WrittenName(**name) for name in values.of_names(draft)])
    record.episodes = [_episode(at, episode, words) for at, episode in enumerate(draft.episodes)]
    record.relatives = [NamedRelative(**relative) for relative in values.of_relatives(draft)]


def source_of(draft: Draft) -> Source:
    """The source that the draft cites, as a row of no database."""
    return Source(**values.of_source(draft.source))


def enter(session: Session, records: Sequence[Record]) -> None:
    """Give the filled records their ids and note each for the index. Once for many: each flush has its price.

    Raises Gone where one of them was removed for good: whoever brings records in has asked before.
    """
    with session.no_autoflush:
        for removed in removed_refs(session, (record.source_ref for record in records)).values():
            raise Gone(removed)
    session.flush()
    session.add_all(OutboxEntry(record_id=record.id) for record in records)


def _kept(held: Sequence[WrittenName], names: Sequence[WrittenName]) -> list[WrittenName]:
    """The names, those that stood there before as the rows they were: a person may go by one of them."""
    before = {_as_written(name): name for name in held}
    rows = [before.pop(_as_written(name), name) for name in names]
    for row, name in zip(rows, names, strict=True):
        row.position = name.position
    return rows


def _as_written(name: WrittenName) -> tuple[str, ...]:
    parts = (name.surname, name.given_name, name.patronymic, name.maiden_name)
    return (name.kind, name.language, name.written, *parts)


def _episode(position: int, episode: DraftEpisode, words: Words) -> Episode:
    stays = [Stay(**values.of_stay(at, stay, words)) for at, stay in enumerate(episode.stays)]
    return Episode(**values.of_episode(position, episode), stays=stays)


def _here(session: Session, record_id: int | None) -> int | None:
    """The number of the relative's own record, where it is here (still)."""
    if record_id is None:
        return None
    with session.no_autoflush:
        return session.scalar(select(Record.id).where(Record.id == record_id))


def _source(session: Session, source: DraftSource, lookup: Lookup) -> Source:
    """The row of that provenance, made at its first mention."""
    digest = values.source_digest(source)
    if digest not in lookup.sources:
        with session.no_autoflush:  # what is pending has no row of this digest, else it would stand in the lookup
            found = session.scalar(select(Source).where(Source.digest == digest))
        lookup.sources[digest] = found or Source(digest=digest, **values.of_source(source))
    return lookup.sources[digest]
