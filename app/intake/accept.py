"""Turn a draft into a record with its names, episodes, relatives and source: the only way into those tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dates import HistoricalDate
from app.intake.draft import Draft, DraftEpisode, DraftName, DraftSource
from app.intake.draft import Stay as DraftStay
from app.models import Episode, NamedRelative, OutboxEntry, Record, Source, Stay, WrittenName
from app.reference import fold_place, nation_ids, place_ids
from app.tombstones import Gone, removed_refs

UNKNOWN = HistoricalDate()


@dataclass(slots=True)
class Lookup:
    """What drafts refer to by name: places of repression, nations, and sources already met (by digest)."""

    places: dict[str, str]
    nations: dict[str, str]
    sources: dict[str, Source] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session) -> Lookup:
        """Everything as it stands in the database."""
        return cls(place_ids(session), nation_ids(session))

    def place(self, written: str) -> str | None:
        """The id of the place of repression that is written so, or None."""
        return self.places.get(fold_place(written))

    def nation(self, code: str, written: str) -> str | None:
        """The id of the nation, by its code or the word of the papers."""
        known = self.nations.values()
        return code if code in known else self.nations.get(written.casefold().strip(" .,"))


def fill(session: Session, record: Record, draft: Draft, lookup: Lookup) -> None:
    """Write everything the draft says into the record (new or given again); ``enter`` has to follow.

    Invariant: the wording of every value stays beside our reading of it; nothing the draft holds is dropped.
    """
    record.source = _source(session, draft.source, lookup)
    write(record, draft, lookup)
    for named, relative in zip(record.relatives, draft.relatives, strict=True):
        named.other_id = _here(session, relative.record_id)
    session.add(record)


def write(record: Record, draft: Draft, lookup: Lookup) -> None:
    """Everything that needs no database: all but the source and the records of relatives."""
    record.source_ref = draft.source_ref
    _fill_person(record, draft, lookup)
    _fill_end(record, draft, lookup)
    record.names = _kept(record.names, [_name(at, name, draft.name) for at, name in enumerate(draft.names)])
    record.episodes = [_episode(at, episode, lookup) for at, episode in enumerate(draft.episodes)]
    record.relatives = [
        NamedRelative(position=at, relation=relative.relation, written=relative.name)
        for at, relative in enumerate(draft.relatives)
    ]


def source_of(draft: Draft) -> Source:
    """The source that the draft cites, as a row of no database."""
    return Source(independent=draft.source.citation != COMPILED, **_columns(draft.source))


def enter(session: Session, records: Sequence[Record]) -> None:
    """Give the filled records their ids and note each for the index. Once for many: each flush has its price.

    Raises Gone where one of them was removed for good: whoever brings records in has asked before.
    """
    with session.no_autoflush:
        for removed in removed_refs(session, (record.source_ref for record in records)).values():
            raise Gone(removed)
    session.flush()
    session.add_all(OutboxEntry(record_id=record.id) for record in records)


def _fill_person(record: Record, draft: Draft, lookup: Lookup) -> None:
    record.sex = draft.sex
    record.nation_id = lookup.nation(draft.nation.code, draft.nation.wording)
    record.nation_written, record.nation_inferred = draft.nation.wording, draft.nation.inferred
    record.citizenship = draft.citizenship
    record.birth, record.birth_place = draft.birth_date or UNKNOWN, draft.birth_place
    record.residence, record.occupation = draft.residence, draft.occupation
    record.education, record.party = draft.education, draft.party
    record.notes, record.confidence = draft.notes, draft.confidence
    record.wording, record.unread, record.extra = draft.wording, list(draft.unread), dict(draft.extra)


def _fill_end(record: Record, draft: Draft, lookup: Lookup) -> None:
    record.fate, record.fate_written = draft.fate.code, draft.fate.wording
    record.death, record.death_place = draft.death_date or UNKNOWN, draft.death_place
    record.burial_place, record.burial_place_id = draft.burial_place, lookup.place(draft.burial_place)
    cleared = draft.rehabilitation
    record.rehabilitation, record.rehabilitation_written = cleared.status.code, cleared.status.wording
    record.rehabilitated, record.rehabilitation_body = cleared.date or UNKNOWN, cleared.body
    record.rehabilitation_ground = cleared.ground.wording or cleared.ground.code


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


def _name(position: int, name: DraftName, main: DraftName) -> WrittenName:
    """A variant that gives one part only stands for the main name with that part in its place."""
    partial = position > 0 and bool(name.surname or name.given_name)
    fields = {
        "surname": name.surname or (main.surname if partial else ""),
        "given_name": name.given_name or (main.given_name if partial else ""),
        "patronymic": name.patronymic or (main.patronymic if partial else ""),
        "maiden_name": name.maiden_name,
    }
    whole = " ".join(filter(None, (name.surname, name.given_name, name.patronymic)))
    return WrittenName(
        position=position, kind=name.kind.value, language=name.language, written=name.written or whole, **fields
    )


def _episode(position: int, episode: DraftEpisode, lookup: Lookup) -> Episode:
    return Episode(
        position=position,
        kind=episode.kind.code,
        arrested=episode.arrest_date or UNKNOWN,
        arrested_by=episode.arrested_by,
        body=episode.decided_by.code,
        body_written=episode.decided_by.wording,
        decided=episode.decision_date or UNKNOWN,
        article=episode.article,
        charge=episode.charge,
        measure=episode.measure.code,
        measure_written=episode.measure.wording,
        measures=list(episode.measures),
        term=episode.term.code,
        term_written=episode.term.wording,
        commutation=episode.commutation,
        stays=[_stay(at, stay, lookup) for at, stay in enumerate(episode.stays)],
    )


def _stay(position: int, stay: DraftStay, lookup: Lookup) -> Stay:
    return Stay(
        position=position,
        place_id=lookup.place(stay.place),
        place_written=stay.wording or stay.place,
        arrival=stay.arrival or UNKNOWN,
        departure=stay.departure or UNKNOWN,
    )


def _here(session: Session, record_id: int | None) -> int | None:
    """The number of the relative's own record, where it is here (still)."""
    if record_id is None:
        return None
    with session.no_autoflush:
        return session.scalar(select(Record.id).where(Record.id == record_id))


def _source(session: Session, source: DraftSource, lookup: Lookup) -> Source:
    """The row of that provenance, made at its first mention."""
    digest = hashlib.sha256(json.dumps(astuple(source), ensure_ascii=False).encode()).hexdigest()
    if digest not in lookup.sources:
        with session.no_autoflush:  # what is pending has no row of this digest, else it would stand in the lookup
            found = session.scalar(select(Source).where(Source.digest == digest))
        lookup.sources[digest] = found or Source(
            digest=digest, independent=source.citation != COMPILED, **_columns(source)
        )
    return lookup.sources[digest]


def _columns(source: DraftSource) -> dict[str, object]:
    names = ("repository", "fonds", "inventory", "file", "folio", "citation", "licence")
    return {name: getattr(source, name) for name in names} | {"urls": list(source.urls)}


COMPILED = "compiled by Esimder from public pages"
