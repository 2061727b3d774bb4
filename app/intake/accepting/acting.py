"""Carry a decision out: one transaction with its letter, or the reason why it could not be."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.db import writing
from app.intake.accepting import decide
from app.intake.accepting.decide import Acceptance
from app.intake.accepting.letters import Link, tell
from app.intake.accepting.queue import by_reference
from app.intake.drafting import understand
from app.intake.living import needs_decision
from app.intake.refusals import refusals
from app.judging.check import LARGEST
from app.judging.refusals import OwnSubmission as OwnRecord
from app.judging.refusals import Refused
from app.languages import DEFAULT
from app.models import Submission
from app.tombstones import Gone

WAYS = ACCEPT, SEND_BACK, REJECT = "accept", "send_back", "reject"
LIVING = ("yes", "no")
log = logging.getLogger(__name__)


class Hindered(ValueError):
    """It cannot be decided so: ``code`` of `words.FAULTS`, ``part`` the field of the form, ``told`` what it says."""

    def __init__(self, code: str, part: str, **told: object) -> None:
        super().__init__(code)
        self.code, self.part, self.told = code, part, told


class Overtaken(ValueError):
    """Another was faster, or the submitter changed it meanwhile: it has to be looked at again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the archivist chose. ``version``: of the submission as the page showed it, '' for whatever it is now."""

    go: str
    words: str = ""
    reason: str = ""
    living: str = ""
    why: str = ""
    about: str = ""
    version: str = ""
    edits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it."""

    submission: Submission
    record_id: int | None


def read_decision(form: Mapping[str, str], edits: Mapping[str, str] | None = None) -> Decision:
    """As the form was sent."""
    names = ("go", "words", "reason", "living", "why", "about", "version")
    return Decision(**{name: form.get(name, "").strip() for name in names}, edits=edits or {})


def act(engine: Engine, reference: str, by_id: int, decision: Decision, link: Link) -> Done | None:
    """Carry it out; None where there is no such submission. Raises Hindered, Overtaken, OwnSubmission."""
    try:
        with writing(engine) as session:
            submission = by_reference(session, reference)
            if submission is None:
                return None
            if decision.version and decision.version != str(submission.version) and submission.state == decide.WAITING:
                raise Overtaken
            _decide(session, submission, by_id, decision)
            session.flush()
            tell(session, submission, link)
            return Done(submission, submission.record_id)
    except (decide.AlreadyDecided, StaleDataError) as error:
        raise Overtaken from error
    except decide.NoWords as error:
        raise Hindered("words", f"words-{decision.go}") from error
    except (decide.NoRecord, Gone) as error:
        raise Hindered("about", "accept") from error
    except decide.RefTaken as error:
        raise Hindered("ref", "accept", ref=error.ref, number=error.record_id) from error
    except Refused as error:
        raise _not_joined(error) from error
    except OperationalError as error:  # a full disk, or a database that stays locked: all of it is undone
        log.warning("a decision could not be written down: %s", error.orig)
        raise Hindered("unwritten", decision.go.replace("_", "-")) from error


def _not_joined(refused: Refused) -> Hindered:
    """Why two records are not judged to be of one person, and so the further source is not accepted."""
    if isinstance(refused, OwnRecord):
        return Hindered("own", "accept", number=refused.record_id)
    return Hindered("large", "accept", most=LARGEST)


def _decide(session: Session, submission: Submission, by_id: int, decision: Decision) -> None:
    if decision.go == SEND_BACK:
        decide.send_back(session, submission, by_id, decision.words)
    elif decision.go == REJECT:
        if decision.reason not in refusals(DEFAULT):
            raise Hindered("reason", "reason")
        decide.reject(session, submission, by_id, decision.reason, decision.words)
    else:
        _accept(session, submission, by_id, decision)


def _accept(session: Session, submission: Submission, by_id: int, decision: Decision) -> None:
    living = decision.living if decision.living in LIVING else ""
    if submission.state == decide.WAITING and submission.submitter_id != by_id and submission.kind != "correction":
        draft = understand(decide.edited(submission.said, decision.edits)).draft
        if not draft.name:
            raise Hindered("name", "name")
        if not living and needs_decision(draft):
            raise Hindered("living", "living-yes")
    about = int(decision.about) if decision.about.isascii() and decision.about.isdecimal() else None
    how = Acceptance(decision.edits, living, words=decision.words, why=decision.why, about_id=about)
    decide.accept(session, submission, by_id, how)
