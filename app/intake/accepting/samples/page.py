"""What the pages of files show to archivists."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.bytewise import bytewise
from app.intake.accepting.queue import SoFar, called, so_far
from app.intake.accepting.samples.sampling import ACCEPTING, READ, SAMPLED, Counts, counts
from app.intake.bulk import labels
from app.intake.submitting.checking import label_of
from app.messages import N_
from app.models import Batch, BatchFault, Submission

STATES = MappingProxyType(
    {
        "done": N_("to be decided"),
        "sampled": N_("a sample is being checked"),
        "accepting": N_("being accepted"),
        "accepted": N_("accepted on a checked sample"),
        "sent_back": N_("sent back"),
        "running": N_("being taken in"),
        "stopped": N_("stopped"),
        "failed": N_("could not be read to its end"),
    }
)
FAULTS = MappingProxyType(
    {
        "trusted": N_("Only files of volunteers whom an admin has marked as trusted can be accepted on a sample."),
        "state": N_("This file cannot be decided on now; see below how it stands."),
        "rows": N_("There is no such row to be checked."),
        "unchecked": N_("Please check every row of the sample first."),
        "size": N_("Please give a number of rows from 1 to 500."),
        "words": N_("Please write a few words to the submitter."),
        "own": N_("You submitted this yourself: another archivist decides on it."),
    }
)
SHOWN = 100  # files in the list


@dataclass(frozen=True, slots=True)
class Listed:
    """A file in the list."""

    batch: Batch
    submitter: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sample and what was said of it: '', fine or not_fine, with words."""

    submission: Submission
    verdict: str
    words: str

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What the row says: column as the form calls it, in the reader's language, and its text."""
        return tuple((label_of(column), text) for column, text in self.submission.said.items() if text)


@dataclass(frozen=True, slots=True)
class FilePage:
    """One file. ``faults``: reason in words → how many rows; ``percent`` while it is being accepted."""

    batch: Batch
    state: str
    submitter: str
    so_far: SoFar
    counts: Counts
    faults: tuple[tuple[str, int], ...]
    sample: tuple[Row, ...]
    own: bool
    percent: int | None

    @property
    def can_draw(self) -> bool:
        """Whether a sample can be drawn now."""
        return self.batch.state in (READ, SAMPLED) and self.batch.submitter.trusted and not self.own

    @property
    def all_checked(self) -> bool:
        """Whether every row of the sample is checked."""
        return bool(self.sample) and all(row.verdict for row in self.sample)


def files(session: Session) -> tuple[Listed, ...]:
    """The files that were sent, those to be decided on first, the oldest of each first."""
    sent = select(Batch).where(Batch.state.in_(STATES)).order_by(Batch.id.desc()).limit(SHOWN)
    order = list(STATES)
    found = sorted(session.scalars(sent), key=lambda batch: (order.index(batch.state), batch.id))
    return tuple(Listed(batch, called(batch.submitter), counts(session, batch)) for batch in found)


def file_page(session: Session, batch: Batch, me: int) -> FilePage:
    """The page of a file for the user of number ``me``."""
    found = counts(session, batch)
    at_work = batch.state == ACCEPTING
    return FilePage(
        batch=batch,
        state=STATES[batch.state],
        submitter=called(batch.submitter),
        so_far=so_far(session, [batch.submitter_id]).get(batch.submitter_id, SoFar()),
        counts=found,
        faults=tuple(_faults(session, batch)),
        sample=tuple(_sample(session, batch)) if batch.state == SAMPLED else (),
        own=batch.submitter_id == me,
        percent=100 * found.accepted // max(found.accepted + found.ready, 1) if at_work else None,
    )


def by_reference(session: Session, reference: str) -> Batch | None:
    """The file of that reference, if it was sent."""
    return session.scalar(select(Batch).where(Batch.reference == reference.strip().upper(), Batch.state.in_(STATES)))


def _faults(session: Session, batch: Batch) -> list[tuple[str, int]]:
    counted = (
        select(BatchFault.reason, func.count(BatchFault.line.distinct()))
        .where(BatchFault.batch_id == batch.id)
        .group_by(BatchFault.reason)
        .order_by(func.count(BatchFault.line.distinct()).desc(), bytewise(BatchFault.reason))
    )
    return [(labels.reason_name(reason), count) for reason, count in session.execute(counted)]


def _sample(session: Session, batch: Batch) -> list[Row]:
    found = session.scalars(select(Submission).where(Submission.reference.in_(batch.sample)).order_by(Submission.id))
    return [Row(one, *batch.checks.get(one.reference, ["", ""])) for one in found]
