"""The history of a record: its versions with who, when, why and what changed, as anybody or an archivist may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.collection import collection
from app.intake.changes import Changed, changes
from app.intake.draft import Draft, DraftSource
from app.intake.draft_json import as_json, from_json
from app.intake.drafting import understand
from app.intake.history.origin import Origin, origins
from app.intake.history.shown import shown
from app.intake.recorded import drafted
from app.intake.versions import digest_of
from app.models import Record, RecordVersion, Step, Submission, User
from app.privacy import PublicRecord, public
from app.whole import WHOLE

PUBLIC_STEPS = ("sent", "sent_back", "answered", "edited", "accepted")
FIRST = "imported"


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of the submission that a version came from; ``by`` and ``words`` only inside, else ''."""

    kind: str
    at: datetime
    by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One version. ``how``: imported, submitted, corrected, restored; ``volunteer``: whether one brought it.

    ``why`` is what an archivist wrote for everybody (their words to a submitter stand in the steps); ``of`` the number
    of the version restored; ``ground`` what a correction cites; ``origin`` the row of a list. Inside only: ``by`` (a
    name), ``submission`` (its reference).
    """

    number: int
    at: datetime
    how: str
    draft: Draft
    changes: tuple[Changed, ...]
    digest: str
    volunteer: bool = False
    why: str = ""
    of: int | None = None
    ground: DraftSource | None = None
    origin: Origin | None = None
    steps: tuple[Moment, ...] = ()
    by: str = ""
    submission: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The record as it is and its versions, newest first; ``list``: the code of the collection that it belongs to."""

    record: PublicRecord
    versions: tuple[Told, ...]
    collection: str
    inside: bool

    def version(self, number: int) -> Told | None:
        """The version of that number."""
        return next((told for told in self.versions if told.number == number), None)

    @property
    def last(self) -> int:
        """The number of the version that the record is of."""
        return self.versions[0].number


def history(session: Session, record_id: int, today: date, *, inside: bool) -> History | None:
    """The history of that record, None where there is none. ``inside``: with names and all fields, for archivists."""
    record = session.scalars(select(Record).where(Record.id == record_id).options(*WHOLE)).unique().one_or_none()
    if record is None:
        return None
    page = public(record, today)
    kept = _kept(session, record)
    drafts = [from_json(version.said) for version in kept]
    seen = drafts if inside else [shown(draft, record, session, today) for draft in drafts]
    rows = _rows(session, record_id, kept)
    told = [
        _told(version, seen[at], seen[at - 1] if at else None, _Beside(kept[:at], rows.get(at), inside, page.guarded))
        for at, version in enumerate(kept)
    ]
    return History(page, tuple(reversed(told)), collection(record.source), inside)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What else is needed to tell a version: those before it, its row in a list, and who looks."""

    earlier: Sequence[RecordVersion]
    origin: Origin | None
    inside: bool
    guarded: bool


def _kept(session: Session, record: Record) -> Sequence[RecordVersion]:
    """The versions; of a record that was never changed the one that it is."""
    submission = joinedload(RecordVersion.submission)
    wanted = (
        select(RecordVersion)
        .where(RecordVersion.record_id == record.id)
        .order_by(RecordVersion.number)
        .options(joinedload(RecordVersion.by), submission.selectinload(Submission.steps).joinedload(Step.by))
        .options(submission.joinedload(Submission.submitter))
    )
    found = session.scalars(wanted).unique().all()
    if found:
        return found
    said = as_json(drafted(record))
    return [RecordVersion(number=1, at=record.created_at, how=FIRST, why="", said=said, digest=digest_of(said))]


def _rows(session: Session, record_id: int, kept: Sequence[RecordVersion]) -> dict[int, Origin]:
    """By place among the versions, the row that brought it; older rows of a record renewed before are not told."""
    brought = [at for at, version in enumerate(kept) if version.how == FIRST]
    return dict(zip(reversed(brought), reversed(origins(session, record_id)), strict=False))


def _told(version: RecordVersion, draft: Draft, before: Draft | None, beside: _Beside) -> Told:
    submission, inside = version.submission, beside.inside
    digest = "" if beside.guarded and not inside else version.digest  # what is hidden could be guessed by it
    return Told(
        number=version.number,
        at=version.at,
        how=version.how,
        draft=draft,
        changes=changes(before, draft) if before else (),
        digest=digest,
        volunteer=version.submission_id is not None or submission is not None,
        why=version.why if inside or not beside.guarded else "",
        of=_restored(version, beside.earlier),
        ground=_ground(version, submission) if inside or not beside.guarded else None,
        origin=replace(beside.origin, digest=digest) if beside.origin and not digest else beside.origin,
        steps=_moments(submission, inside=inside) if submission else (),
        by=_name(version.by) if inside else "",
        submission=submission.reference if submission and inside else "",
    )


def _restored(version: RecordVersion, earlier: Sequence[RecordVersion]) -> int | None:
    if version.how != "restored":
        return None
    return next((each.number for each in reversed(earlier[:-1]) if each.digest == version.digest), None)


def _ground(version: RecordVersion, submission: Submission | None) -> DraftSource | None:
    """What a correction rests on: the source that it names."""
    if version.how != "corrected" or submission is None:
        return None
    source = understand(submission.said).draft.source
    return source if source != DraftSource() else None


def _moments(submission: Submission, *, inside: bool) -> tuple[Moment, ...]:
    """Until the acceptance; outside without names and words."""
    steps = [step for step in submission.steps if inside or step.kind in PUBLIC_STEPS]
    return tuple(
        Moment(step.kind, step.at, _name(step.by), step.words) if inside else Moment(step.kind, step.at)
        for step in steps
    )


def _name(user: User | None) -> str:
    return (user.name or user.email) if user else ""
