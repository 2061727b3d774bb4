"""What the page of a batch shows: how far it is, what came of it, what can be done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.intake.bulk import batches, labels
from app.intake.bulk.claims import RUNNING
from app.intake.bulk.preview import Preview, preview
from app.intake.bulk.running import FAILED, STOPPED, UPLOADED
from app.messages import N_
from app.models import Batch, Submission

ASKED_BACK = 100  # submissions with a question that are listed
STATES = {
    UPLOADED: N_("not sent yet"),
    RUNNING: N_("being taken in"),
    STOPPED: N_("stopped"),
    FAILED: N_("could not be read to its end"),
    "done": N_("taken in"),
    "sampled": N_("being checked by a sample"),
    "accepting": N_("being accepted"),
    "accepted": N_("accepted"),
    "sent_back": N_("sent back with a question"),
}
FATES = {
    "pending": N_("wait for an archivist"),
    "sent_back": N_("came back with a question"),
    "accepted": N_("are accepted"),
    "rejected": N_("were rejected"),
    "withdrawn": N_("were taken back"),
    "set_aside": N_("were set aside"),
}


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A batch; ``preview`` only before it is sent, ``percent`` only while it is known how long the file is.

    ``counts``: what became of the rows; ``fates``: how its submissions stand; ``wrong``: field → what must be mended.
    """

    batch: Batch
    state: str
    preview: Preview | None = None
    percent: int | None = None
    fates: tuple[tuple[str, int], ...] = ()
    waiting: int = 0
    asked_back: tuple[Submission, ...] = ()
    fault: str = ""
    wrong: tuple[tuple[str, str], ...] = ()


def batch_page(session: Session, data_dir: Path, batch: Batch, wrong: tuple[tuple[str, str], ...] = ()) -> BatchPage:
    """The page of the batch as it stands."""
    state = STATES[batch.state]
    if batch.state == UPLOADED:
        return BatchPage(batch, state, preview(session, data_dir, batch), wrong=wrong)
    known = batches.states(session, batch)
    return BatchPage(
        batch,
        state,
        percent=_percent(batch),
        fates=tuple((words, known[code]) for code, words in FATES.items() if code in known),
        waiting=sum(known.get(code, 0) for code in batches.WAITING),
        asked_back=tuple(batches.asked_back(session, batch, ASKED_BACK)) if "sent_back" in known else (),
        fault=_fault(batch),
    )


def wrong_with(
    form: Mapping[str, str], columns: Mapping[str, str], faults: list[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """What must be mended before it can be sent: the field's id, and words."""
    told = []
    for reason, column in faults:
        at = next((at for at, chosen in enumerate(columns.values()) if chosen == column), 0)
        told.append((f"column-{at}", labels.unreadable_words(reason, {"column": labels.label(column)})))
    if not form.get("citation", "").strip():
        told.append(("citation", labels.unreadable_words("no_citation", {})))
    if not form.get("consent"):
        told.append(("consent", labels.unreadable_words("no_consent", {})))
    return tuple(told)


def _percent(batch: Batch) -> int | None:
    return min(99, 100 * batch.position // batch.size) if batch.size and batch.state != "done" else None


def _fault(batch: Batch) -> str:
    if not batch.fault:
        return ""
    told = json.loads(batch.fault)
    return labels.unreadable_words(told["reason"], told["params"] | {"path": batch.filename, "line": str(batch.line)})
