"""Where the buttons of a step lead: on, back, to another step, to one episode more or less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.intake.submitting.drafts import columns_of
from app.intake.submitting.fields import CHECK, CODES, MOST_REPEATED, Step
from app.intake.submitting.page import step_doubts, told_digest
from app.intake.submitting.taking import Sent, repeated
from app.models import Submission

STAY, NEXT, BACK, ADD, LEAVE = "stay", "next", "back", "add", "leave"
TO, REMOVE, UNSCAN = "to:", "remove:", "unscan:"


@dataclass(frozen=True, slots=True)
class Way:
    """The step to go to, '' for the list of submissions; how many repetitions it is to show; which one is taken out.

    ``doubts``: the step stays, for something in it is doubtful and was not told yet.
    """

    code: str
    times: int = 0
    removed: int = 0
    doubts: bool = False
    anchor: str = ""


def way(step: Step, sent: Sent, go: str, submission: Submission, record: Mapping[str, str]) -> Way:
    """Where to go after the step was saved. Going on, one is told of doubts first, once; every other way is free."""
    if go in (ADD, STAY) or go.startswith((REMOVE, UNSCAN)):
        return _here(step, repeated(sent), go)
    if go.startswith(TO):
        code = go.removeprefix(TO)
        return Way(code if code in (*CODES, CHECK) else step.code)
    if go == LEAVE:
        return Way("")
    at = CODES.index(step.code)
    if go == BACK:
        return Way(CODES[max(at - 1, 0)])
    return _on(step, at, sent, columns_of(submission, record))


def _here(step: Step, shown: int, go: str) -> Way:
    """The same page again, with one episode or source more or less."""
    if go == ADD:
        more = min(shown + 1, MOST_REPEATED)
        return Way(step.code, times=more, anchor=f"part-{more}")
    gone = go.removeprefix(REMOVE)
    if gone != go and gone.isdecimal():
        return Way(step.code, times=max(shown - 1, 1), removed=min(int(gone[:3]), MOST_REPEATED), anchor="form")
    return Way(step.code, times=shown if step.repeated else 0, anchor="scans" if go.startswith(UNSCAN) else "form")


def _on(step: Step, at: int, sent: Sent, columns: Mapping[str, str]) -> Way:
    doubts = step_doubts(step, columns, everything=True)
    if doubts and told_digest(doubts) not in sent.get("told", ()):
        return Way(step.code, doubts=True, anchor="doubts")
    return Way((*CODES, CHECK)[at + 1])
