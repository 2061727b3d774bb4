"""One's own submissions by their state, and the thread of one: what happened to it, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import gettext
from sqlalchemy.orm import Session

from app import records
from app.intake.refusals import refusal
from app.intake.submitting.checking import Part, label_of, name_said, parts, question, words_of
from app.intake.submitting.drafts import ENDED, all_of, of_record
from app.intake.submitting.page import House
from app.messages import N_
from app.models import Step, Submission

STATES = MappingProxyType(  # in the order of the page: what needs the submitter first
    {
        "sent_back": N_("A question for you"),
        "draft": N_("Drafts"),
        "pending": N_("Waiting for an archivist"),
        "accepted": N_("Accepted"),
        "rejected": N_("Not accepted"),
        "set_aside": N_("Set aside"),
        "withdrawn": N_("Withdrawn"),
    }
)
KINDS = MappingProxyType(
    {
        "new": N_("A person who has no record here"),
        "addition": N_("Another source about a person who has a record here"),
        "correction": N_("A correction of a record"),
    }
)
HAPPENED = MappingProxyType(
    {
        "sent": N_("Sent"),
        "sent_back": N_("An archivist asks"),
        "answered": N_("Answered and sent again"),
        "edited": N_("Edited by an archivist"),
        "accepted": N_("Accepted"),
        "rejected": N_("Not accepted"),
        "withdrawn": N_("Withdrawn"),
        "set_aside": N_("Set aside"),
        "taken_up": N_("Taken up again"),
    }
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A submission in a list."""

    submission: Submission
    name: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: what, in words, whose, when; and the edits field by field, before and after."""

    step: Step
    title: str
    own: bool
    reason: str
    edits: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One submission with its thread. ``record_ref`` is the reference of the record that came of it."""

    submission: Submission
    name: str
    state: str
    kind: str
    parts: tuple[Part, ...]
    thread: tuple[Moment, ...]
    question: Step | None
    record_ref: str
    writable: bool
    withdrawable: bool
    ended: bool


def listed(session: Session, user_id: int) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """What the user has submitted by hand, by state; states without any are left out."""
    found = all_of(session, user_id)
    about = records.by_ids(session, {one.about_id for one in found if one.about_id and not name_said(one)})
    names = {number: record.name.written for number, record in about.items()}
    mine = [Listed(one, name_said(one) or names.get(one.about_id or 0, "")) for one in found]
    groups = ((state, tuple(each for each in mine if each.submission.state == state)) for state in STATES)
    return tuple((state, group) for state, group in groups if group)


def submission_page(house: House, submission: Submission) -> SubmissionPage:
    """The page of one's own submission."""
    numbers = [number for number in (submission.record_id, submission.about_id) if number]
    about = records.by_ids(house.session, numbers)
    record, person = about.get(submission.record_id or 0), about.get(submission.about_id or 0)
    return SubmissionPage(
        submission=submission,
        name=name_said(submission) or (person.name.written if person else ""),
        state=STATES[submission.state],
        kind=KINDS[submission.kind],
        parts=parts(house, submission.said, of_record(house.session, submission)),
        thread=thread(house, submission),
        question=question(submission),
        record_ref=record.source_ref if record else "",
        writable=submission.state in ("draft", "sent_back"),
        withdrawable=submission.state in ("draft", "pending", "sent_back"),
        ended=submission.state in ENDED,
    )


def thread(house: House, submission: Submission) -> tuple[Moment, ...]:
    """What happened, in order; who of the archivists did it is not told."""
    return tuple(_moment(house, submission, step) for step in submission.steps)


def _moment(house: House, submission: Submission, step: Step) -> Moment:
    edits = tuple(_edit(house, column, pair) for column, pair in step.edits.items())
    own = step.by_id == submission.submitter_id
    reason = refusal(step.reason, house.language) if step.kind == "rejected" and step.reason else ""
    return Moment(step, gettext(HAPPENED.get(step.kind, step.kind)), own, reason, edits)


def _edit(house: House, column: str, pair: object) -> tuple[str, str, str]:
    before, after = pair if isinstance(pair, list | tuple) and len(pair) == 2 else ("", pair)
    return label_of(column), _shown(house, column, before), _shown(house, column, after)


def _shown(house: House, column: str, text: object) -> str:
    return words_of(house, column, str(text)).replace("|", " · ") if text else ""
