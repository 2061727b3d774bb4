"""Change what a record says: by a correction or by an old version, never losing the source's wording or a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.audit import note
from app.intake.accept import Lookup, enter, fill
from app.intake.amending import amended, words_of_source
from app.intake.changes import changes
from app.intake.columns import Column, read_header
from app.intake.draft import Draft, DraftEpisode, Relative
from app.intake.drafting import understand
from app.intake.recorded import drafted
from app.intake.versions import Change, keep, keep_first
from app.models import Record, RecordVersion
from app.privacy import relative_may_be_living

NAME_PARTS = ("surname", "given_name", "patronymic", "maiden_name")


def correct(session: Session, record: Record, draft: Draft, change: Change) -> RecordVersion:
    """Put a correction into the record, in a transaction that writes; the version that the record is of then.

    ``draft`` says what is to be corrected and nothing else (`correction_of`). ``change.why`` is shown to everybody.
    Invariant: every wording that stood in the record before its first correction stands in it or in ``corrected``.
    """
    draft = replace(draft, relatives=_with_unseen(record, draft.relatives))
    return renew(session, record, amended(drafted(record), draft, Lookup.read(session).place), change)


def correction_of(said: Mapping[str, str], record: Record) -> Draft:
    """The draft of columns of which only those are given that are to be corrected.

    A part of the name stands for the main name with that part in its place; «sentence.2» speaks of the second episode
    also where nothing is said of the first.
    """
    main = record.name
    given = dict(said)
    if any(given.get(part) for part in NAME_PARTS):
        given = {part: getattr(main, part) for part in NAME_PARTS} | {key: cell for key, cell in given.items() if cell}
    draft = understand(given).draft
    told = sorted({column.episode for column, cell in _columns(given) if column.episode and cell.strip()})
    placed = dict(zip(told, draft.episodes, strict=True))
    episodes = tuple(placed.get(number, DraftEpisode()) for number in range(1, max(told, default=0) + 1))
    return replace(draft, episodes=episodes)


def renew(session: Session, record: Record, after: Draft, change: Change) -> RecordVersion:
    """Let the record say ``after``, whole, as a new version; its reference stays, links of relatives are kept."""
    keep_first(session, record)
    before = drafted(record)
    after = replace(after, source_ref=before.source_ref)
    record.corrected = words_of_source(record.corrected, before, after)
    refill(session, record, after, Lookup.read(session))
    enter(session, [record])
    version = keep(session, record, change)
    fields = sorted({each.column for each in changes(before, after)})
    note(session, change.by_id, change.how, f"record:{record.id}", version=version.number, fields=fields)
    return version


def refill(session: Session, record: Record, draft: Draft, lookup: Lookup) -> None:
    """`fill` for a record that is there: relatives whom the draft names as before stay linked as they were."""
    known = {(kin.relation, kin.written): (kin.other_id, kin.pages) for kin in record.relatives}
    fill(session, record, draft, lookup)
    for kin in record.relatives:
        kin.other_id, kin.pages = known.get((kin.relation, kin.written), (kin.other_id, []))


def _with_unseen(record: Record, told: tuple[Relative, ...]) -> tuple[Relative, ...]:
    """A list of relatives that is corrected, with those whom nobody was shown and who therefore cannot stand in it."""
    if not told:
        return ()
    today = datetime.now(UTC).date()
    unseen = (kin for kin in record.relatives if relative_may_be_living(kin, today))
    held = tuple(Relative(kin.relation, kin.written, kin.other_id) for kin in unseen)
    return (
        *told,
        *(kin for kin in held if (kin.relation, kin.name) not in {(each.relation, each.name) for each in told}),
    )


def _columns(said: Mapping[str, str]) -> zip[tuple[Column, str]]:
    return zip(read_header(tuple(said)), said.values(), strict=True)
