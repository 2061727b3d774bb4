"""Keep the index what the database says: drain the outbox, rebuild, and a thread that does the first by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app import knowledge
from app.alphabets import order
from app.background import Errand, Watch
from app.collection import collection
from app.dates import HistoricalDate
from app.db import writing
from app.models import DueProposal, Episode, NamedRelative, OutboxEntry, Record, Stay, WrittenName
from app.place_words import place_words
from app.privacy import PublicRecord, public
from app.renamed import Gazetteer
from indexer import index
from indexer.entry import Entry, Years
from indexer.names.morphology import sex
from indexer.names.name import Name
from indexer.names.parse import build, parse

BATCH = 5_000  # records an index commit
CHUNK = 500  # whole records held at a time
SINGLY = 100  # records at a time whose pairs are looked for at once; those of a list wait for `flask propose`
RENAMED = "vocab/renamed_places"  # the reference file that the words of every entry rest on
PAUSE = 0.5  # seconds between two looks into the outbox: a record is searchable well within two
WHOLE = (
    joinedload(Record.source),
    joinedload(Record.nation),
    selectinload(Record.names),
    selectinload(Record.episodes).selectinload(Episode.stays).joinedload(Stay.place),
    selectinload(Record.relatives)
    .joinedload(NamedRelative.other)
    .selectinload(Record.episodes)
    .selectinload(Episode.stays),
)


def drain(engine: Engine, directory: Path, *, wait: bool = True) -> int:
    """Bring every record in the outbox into the index; returns how many. Does nothing while another process does it.

    A record leaves the outbox only after the commit that indexed it: killed in between, it is indexed again, with
    the same effect. A missing or unreadable index is built anew.
    """
    with index.writing(directory, wait=wait) as mine:
        if not mine:
            return 0
        if not index.exists(directory):
            return _rebuild(engine, directory)
        return sum(iter(lambda: _drain_batch(engine, directory), 0))


def rebuild(engine: Engine, directory: Path) -> int:
    """Build the whole index aside from the database and swap it in; returns how many records it holds."""
    with index.writing(directory):
        return _rebuild(engine, directory)


def entry(record: Record, gazetteer: Gazetteer) -> Entry:
    """What the index may know of a record: nothing that its page would not show.

    Its places are found by every name they have had: «Верный» by «Алматы», and the other way.
    """
    shown = public(record, datetime.now(UTC).date())
    names = tuple(dict.fromkeys(map(read_name, shown.names)))
    places = f"{shown.birth_place}; {shown.residence}"
    return Entry(
        record_id=shown.id,
        names=names,
        sex=sex_of(shown),
        born=_years(shown.birth),
        nation=shown.nation.id if shown.nation else "",
        fate=shown.fate,
        source=collection(shown.source),
        places=_places(shown),
        words=place_words(f"{places} {gazetteer.other_names(places)}"),
        order=order(f"{shown.name.surname or shown.name.written} {shown.name.given_name}", shown.name.language),
    )


def sex_of(record: PublicRecord) -> str:
    """«m» or «f» as the record says it, else as the name at its head tells it, else ''."""
    return record.sex or sex(read_name(record.name))


def read_name(name: WrittenName) -> Name:
    """The parts of a written name: by its fields where the source gives them, else by reading it."""
    if name.surname or name.given_name:
        return build(
            name.written,
            surname=name.surname,
            given=name.given_name,
            patronymic=name.patronymic,
            maiden=name.maiden_name,
        )
    return parse(name.written)


class Indexer(Watch):
    """Looks into the outbox twice a second; ``then`` is what is to be done with records that were indexed singly."""

    def __init__(self, engine: Engine, directory: Path, then: Errand | None = None) -> None:
        super().__init__("the indexer", PAUSE)
        self._engine, self._directory, self._then = engine, directory, then

    def turn(self) -> None:
        """Drain the outbox, unless another process does."""
        indexed = drain(self._engine, self._directory, wait=False)
        if self._then:
            self._then.look(at_once=bool(indexed))

    def stop(self) -> None:
        """End after the turn under way, and so does what comes after it."""
        super().stop()
        if self._then:
            self._then.stop()


def _rebuild(engine: Engine, directory: Path) -> int:
    with Session(engine) as session:
        before = session.scalar(select(OutboxEntry.id).order_by(OutboxEntry.id.desc()).limit(1)) or 0
    count = index.rebuild(directory, _all_entries(engine))
    knowledge.mark(directory)
    with writing(engine) as session:
        session.execute(delete(OutboxEntry).where(OutboxEntry.id <= before))
    return count


def _drain_batch(engine: Engine, directory: Path) -> int:
    with Session(engine) as session:
        owed = session.execute(
            select(OutboxEntry.id, OutboxEntry.record_id).order_by(OutboxEntry.id).limit(BATCH)
        ).all()
        if not owed:
            return 0
    ids = sorted({record_id for _, record_id in owed})
    index.update(directory, _entries(engine, ids), ids)
    with writing(engine) as session:
        session.execute(delete(OutboxEntry).where(OutboxEntry.id <= owed[-1][0]))
        if len(ids) <= SINGLY:
            session.add_all(DueProposal(record_id=number) for number in ids)
    return len(ids)


def _all_entries(engine: Engine) -> Iterator[Entry]:
    """Every record's entry, in batches, so that memory stays flat."""
    last = 0
    while ids := _ids_after(engine, last):
        yield from _entries(engine, ids)
        last = ids[-1]


def _ids_after(engine: Engine, last: int) -> Sequence[int]:
    with Session(engine) as session:
        return session.scalars(select(Record.id).where(Record.id > last).order_by(Record.id).limit(BATCH)).all()


def _entries(engine: Engine, ids: Sequence[int]) -> Iterator[Entry]:
    """The entries of those of the records that are there."""
    for start in range(0, len(ids), CHUNK):
        with Session(engine) as session:
            wanted = select(Record).where(Record.id.in_(ids[start : start + CHUNK])).order_by(Record.id).options(*WHOLE)
            gazetteer = Gazetteer.read(session)
            yield from (entry(record, gazetteer) for record in session.scalars(wanted).unique())


def _years(day: HistoricalDate) -> Years | None:
    first, last = day.first_year, day.last_year
    if first is None and last is None:
        return None
    return (first or last or 0, last or first or 0)


def _places(shown: PublicRecord) -> tuple[str, ...]:
    """Places of repression, the place of burial, and the camps that those departments belonged to."""
    own = [place.id for place in shown.places] + ([shown.burial_place_id] if shown.burial_place_id else [])
    parents = [place.parent_id for place in shown.places if place.parent_id]
    return tuple(dict.fromkeys(own + parents))
