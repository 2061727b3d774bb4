"""The page of one pair: both records field by field, the evidence, what was judged before, and the way on."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app import records, why_kin, why_same
from app.estimating import weights_in_use
from app.judging.candidates import log_of_pair
from app.judging.judge import Decision, hindrance
from app.judging.persons import person_of
from app.judging.standing import SETTLED, standing
from app.models import Candidate, Judgement, Person
from app.privacy import PublicRecord
from app.review.acting import said
from app.review.aligned import Row, aligned, asked_as_kin, names_laid, parts_laid
from app.review.asked import Asked, Seat
from app.review.given import Given, about, called, my_last
from app.review.grounds import KIN, grounds, level, sentence
from app.review.queue import Pair, following, pairs
from app.review.verdict import NOTHING, Typed, Wrong
from app.review.waterfall import Waterfall, waterfall
from indexer.evidence import Evidence
from indexer.matching.verdict import Verdict

OTHERS = 8  # further pairs of the two records that are told

Sent = tuple[Typed, Wrong | None]
NOTHING_SENT: Sent = (NOTHING, None)


@dataclass(frozen=True, slots=True)
class PairPage:
    """One pair. ``parts`` of the names with their marks; ``closed``: why no verdict can be given, in words, or '';
    ``answered``: other verdicts on the two persons answer it, and a verdict of its own may contradict them.

    ``judged``: the verdict in force, which another would replace; ``last``: the last one of mine, which I can take
    back; ``persons``: whom each record belongs to; ``before_this``: what was judged of either record; ``others``:
    further pairs of the two.
    """

    candidate: Candidate
    left: PublicRecord
    right: PublicRecord
    asked: Asked
    parts: tuple[tuple[Evidence, str], ...]
    rows: tuple[Row, ...]
    fall: Waterfall
    before: int | None
    next: int | None
    judged: Judgement | None
    last: Judgement | None
    persons: tuple[Person | None, Person | None]
    before_this: tuple[Given, ...]
    others: tuple[Pair, ...]
    token: str
    typed: Typed
    wrong: Wrong | None
    closed: str
    answered: bool

    @property
    def judged_by(self) -> str:
        """Who gave the verdict in force."""
        return called(self.judged.judge if self.judged else None)

    @property
    def news(self) -> list[str]:
        """The fields of new evidence, in words."""
        named = why_kin.field_name if self.candidate.kind == KIN else why_same.field_name
        return [named(field) for field in self.candidate.news]

    def level(self, ground: Evidence) -> str:
        """How the two sides of a ground lie on each other, in a few words."""
        return level(ground, self.candidate.kind)

    @property
    def relation(self) -> str:
        """What stands chosen: as typed, else what is proposed."""
        return self.typed.relation or self.candidate.relation

    @property
    def sentence(self) -> Callable[[Evidence], str]:
        """How the grounds are put into words."""
        return partial(sentence, kind=self.candidate.kind)


def pair_page(session: Session, candidate: Candidate, seat: Seat, sent: Sent = NOTHING_SENT) -> PairPage | None:
    """The page for that archivist, with what was ``sent`` and why it was not taken; None where a record is gone."""
    asked, me = seat.asked, seat.me
    both = (candidate.left_id, candidate.right_id)
    shown = records.by_ids(session, both)
    if len(shown) < 2:
        return None
    left, right = (shown[number] for number in both)
    found = grounds(candidate)
    judged = _judged(session, candidate)
    parts, rows = parts_laid(names_laid(left, right)), aligned(left, right, found)
    if candidate.kind == KIN:
        parts, rows = asked_as_kin(found, parts, rows)
    return PairPage(
        candidate=candidate,
        left=left,
        right=right,
        asked=asked,
        parts=parts,
        rows=rows,
        fall=waterfall(candidate.value, found, weights_in_use(session).prior if candidate.kind == "same" else None),
        before=following(session, seat, candidate, before=True),
        next=following(session, seat, candidate),
        judged=judged,
        last=my_last(session, me),
        persons=(person_of(session, left.id), person_of(session, right.id)),
        before_this=about(session, both, me),
        others=_others(session, candidate),
        token=secrets.token_urlsafe(16),
        typed=sent[0],
        wrong=sent[1],
        closed=_closed(session, candidate, me),
        answered=candidate.state == SETTLED and judged is None,
    )


def _judged(session: Session, candidate: Candidate) -> Judgement | None:
    """The verdict in force, of a pair that is not to be asked about again."""
    if candidate.state != SETTLED:
        return None
    return standing(log_of_pair(session, (candidate.left_id, candidate.right_id, candidate.kind))).decision


def _closed(session: Session, candidate: Candidate, me: int) -> str:
    """Why I cannot judge it, in words, or ''."""
    asked = Decision(candidate.left_id, candidate.right_id, candidate.kind, Verdict.UNSURE)
    hindered = hindrance(session, asked, me)
    return said(hindered) if hindered else ""


def _others(session: Session, candidate: Candidate) -> tuple[Pair, ...]:
    both = (candidate.left_id, candidate.right_id)
    either = or_(Candidate.left_id.in_(both), Candidate.right_id.in_(both))
    wanted = select(Candidate).where(either, Candidate.id != candidate.id, Candidate.state != "settled")
    return pairs(session, session.scalars(wanted.order_by(Candidate.value.desc(), Candidate.id).limit(OTHERS)), 1)
