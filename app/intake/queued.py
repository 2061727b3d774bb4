"""What the archivists' queue tells of a submission without reading it: whom it speaks of, the nation, the living."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.intake.draft import Draft
from app.intake.drafting import understand
from app.intake.living import may_be_living, needs_decision
from app.models import Record, Submission

MAYBE, UNDECIDED = "maybe", "undecided"
LONGEST_NAME = 200  # letters
CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Queued:
    """The columns of that name of `Submission`."""

    name: str
    nation: str
    living: str


def queued(draft: Draft, kind: str, today: date) -> Queued:
    """Of a draft; a correction tells nothing of the living: its record does."""
    main = draft.name
    parts = " ".join(filter(None, (main.surname, main.given_name, main.patronymic))) if main else ""
    name = (main.written or parts)[:LONGEST_NAME] if main else ""
    return Queued(name, draft.nation.code, "" if kind == CORRECTION else _living(draft, today))


def put(session: Session, submission: Submission) -> None:
    """Read the submission anew; a correction goes by the name of its record where it gives none."""
    found = queued(understand(submission.said).draft, submission.kind, datetime.now(UTC).date())
    about = session.get(Record, submission.about_id) if submission.about_id and not found.name else None
    submission.name = found.name or (about.name.written[:LONGEST_NAME] if about else "")
    submission.nation, submission.living = found.nation, found.living


def _living(draft: Draft, today: date) -> str:
    if needs_decision(draft):
        return UNDECIDED
    return MAYBE if may_be_living(draft, today) else ""
