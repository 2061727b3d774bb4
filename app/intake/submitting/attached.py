"""Scans that are sent with a step: looked at before anything is written, then entered with it; captions; taking out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.intake.scans import store
from app.intake.scans.refused import RefusedScan
from app.intake.scans.store import Prepared, Upload
from app.intake.submitting.drafts import OPEN
from app.intake.submitting.taking import Sent, cleaned
from app.models import Submission

STEP = "known"  # the page that takes scans
REMOVE = "unscan:"
CAPTION = "caption-"
MOST_AT_ONCE = 3
LONGEST_CAPTION = 300  # letters
Refused = tuple[str, str]  # the file's name, and why it was not kept


@dataclass(frozen=True, slots=True)
class Brought:
    """Files made anew and put in their place, and those that were not taken."""

    prepared: tuple[Prepared, ...] = ()
    refused: tuple[Refused, ...] = ()


NONE = Brought()


def bring(submission: Submission, uploads: Sequence[Upload]) -> Brought:
    """Look at the files before the database is locked: making one anew may take seconds."""
    if submission.state not in OPEN:
        return NONE
    prepared: list[Prepared] = []
    refused: list[Refused] = []
    for upload in [upload for upload in uploads if upload.filename][:MOST_AT_ONCE]:
        try:
            prepared.append(store.prepare(upload))
        except RefusedScan as error:
            refused.append((store.clean_name(upload.filename or ""), error.words()))
    return Brought(tuple(prepared), tuple(refused))


def enter(
    session: Session, submission: Submission, sent: Sent, brought: Brought
) -> tuple[tuple[str, ...], tuple[Refused, ...]]:
    """Enter the scans and the words typed beside them, take out the one that is to go.

    Returns the digests of those gone, for `forget`, and all files that were refused.
    """
    if submission.state not in OPEN:
        return (), brought.refused
    refused = list(brought.refused)
    for each in brought.prepared:
        try:
            store.enter(session, submission, each)
        except RefusedScan as error:
            refused.append((each.filename, error.words()))
    for scan in submission.scans:
        for words in sent.get(f"{CAPTION}{scan.id}", ())[:1]:
            scan.caption = cleaned(words)[:LONGEST_CAPTION]
    return _removed(submission, sent), tuple(refused)


def forget(session: Session, digests: Sequence[str]) -> None:
    """Delete the files of scans that no row tells of any more, after the transaction."""
    if digests:
        session.rollback()  # to see what that transaction has written
    for digest in digests:
        store.remove(session, digest)


def _removed(submission: Submission, sent: Sent) -> tuple[str, ...]:
    wanted = next(iter(sent.get("go", ())), "").removeprefix(REMOVE)
    gone = [scan for scan in submission.scans if str(scan.id) == wanted]
    for scan in gone:
        submission.scans.remove(scan)
    return tuple(scan.digest for scan in gone)
