"""The page of one submission for whoever decides on it: what is said, how it is read, who may be the same person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask_babel import gettext

from app import records
from app.intake.accepting.acting import Decision
from app.intake.accepting.asked import Asked
from app.intake.accepting.queue import SoFar, called, neighbour, so_far
from app.intake.accepting.words import KINDS, STATES
from app.intake.alike import Alike, alike
from app.intake.living import may_be_living, needs_decision
from app.intake.refusals import refusals
from app.intake.submitting.checking import Part, label_of, parts
from app.intake.submitting.drafts import of_record
from app.intake.submitting.fields import FIELDS, base
from app.intake.submitting.listing import Moment, thread
from app.intake.submitting.page import House, all_doubts, draft_of
from app.intake.submitting.reading import NameRead, read_name
from app.models import Step, Submission
from app.privacy import PublicRecord


@dataclass(frozen=True, slots=True)
class Wrong:
    """What hinders a decision: the id of the field, and words; and what was typed."""

    part: str
    words: str
    typed: Decision


@dataclass(frozen=True, slots=True)
class DecidePage:
    """Everything the template needs. ``others``: columns that the form has no field for.

    ``decided``: the last step where it waits no more; ``own``: whoever looks at it submitted it.
    """

    submission: Submission
    asked: Asked
    name: str
    state: str
    kind: str
    submitter: str
    so_far: SoFar
    parts: tuple[Part, ...]
    others: tuple[tuple[str, str], ...]
    doubts: tuple[tuple[str, str], ...]
    read: NameRead | None
    thread: tuple[Moment, ...]
    alike: tuple[Alike, ...]
    about: PublicRecord | None
    record: PublicRecord | None
    living: bool
    undecided: bool
    own: bool
    decided: Step | None
    reasons: dict[str, str] = field(default_factory=dict)
    before: str = ""
    next: str = ""
    wrong: Wrong | None = None

    @property
    def open(self) -> bool:
        """Whether the visitor may decide now."""
        return self.submission.state == "pending" and not self.own

    @property
    def typed(self) -> Decision:
        """What stands in the forms."""
        return self.wrong.typed if self.wrong else Decision("")


def decide_page(house: House, submission: Submission, asked: Asked, me: int, wrong: Wrong | None = None) -> DecidePage:
    """The page as it stands for the user of number ``me``."""
    session, said = house.session, dict(submission.said)
    of = of_record(session, submission)
    columns = {**of, **said}
    draft = draft_of(columns)
    pending = submission.state == "pending"
    corrects = submission.kind == "correction"
    last = submission.steps[-1] if submission.steps else None
    return DecidePage(
        submission=submission,
        asked=asked,
        name=submission.name,
        state=gettext(STATES[submission.state]),
        kind=gettext(KINDS[submission.kind]),
        submitter=called(submission.submitter),
        so_far=so_far(session, [submission.submitter_id]).get(submission.submitter_id, SoFar()),
        parts=parts(house, said, of),
        others=tuple((label_of(column), text) for column, text in said.items() if base(column) not in FIELDS and text),
        doubts=tuple((label_of(column), words) for column, words in all_doubts(said, everything=not corrects)),
        read=read_name(said),
        thread=thread(house, submission),
        alike=alike(session, house.finder, draft) if pending else (),
        about=records.by_id(session, submission.about_id) if submission.about_id else None,
        record=records.by_id(session, submission.record_id) if submission.record_id else None,
        living=not corrects and may_be_living(draft, datetime.now(UTC).date()),
        undecided=not corrects and needs_decision(draft),
        own=submission.submitter_id == me,
        decided=None if pending else last,
        reasons=refusals(house.language),
        before=neighbour(session, asked, submission, me, before=True),
        next=neighbour(session, asked, submission, me),
        wrong=wrong,
    )
