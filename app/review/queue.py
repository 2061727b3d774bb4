"""The queue of proposed pairs: the likeliest first, what it can be narrowed by, and the pair that follows another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from app import records
from app.models import Candidate, Judgement
from app.paging import Pages
from app.privacy import PublicRecord
from app.review.asked import Asked, Seat
from app.review.filters import conditions, for_judge
from app.review.grounds import heaviest
from app.review.tallies import Choices, tallies
from indexer.evidence import Evidence

SIZE = 50  # pairs a page
LIKELIEST = (Candidate.value.desc(), Candidate.id.desc())  # the order of the queue; an index has it
_LARGEST = 2**31 - 1  # no pair has a greater number, and data bases refuse to look for one


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the queue: the two records, and the grounds that weigh most."""

    candidate: Candidate
    left: PublicRecord
    right: PublicRecord
    grounds: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue. ``counts``: by field, what each choice would leave; of the state whatever is asked for."""

    asked: Asked
    rows: tuple[Pair, ...]
    pages: Pages
    counts: Choices


def queue_page(session: Session, seat: Seat, offset: int) -> QueuePage:
    """Those asked for that the judge may judge, from the offset on."""
    asked = seat.asked
    total, counts = tallies(session, seat)
    wanted = select(Candidate).where(*conditions(asked), for_judge(asked.state, seat.me)).order_by(*LIKELIEST)
    found = session.scalars(wanted.offset(offset).limit(SIZE)).all()
    return QueuePage(asked, pairs(session, found), Pages(offset, SIZE, total), counts)


def pairs(session: Session, candidates: Iterable[Candidate], most: int = 2) -> tuple[Pair, ...]:
    """The pairs with both records as anybody may see them, and their ``most`` heaviest grounds."""
    found = tuple(candidates)
    shown = records.by_ids(session, {number for each in found for number in (each.left_id, each.right_id)})
    return tuple(
        Pair(each, shown[each.left_id], shown[each.right_id], heaviest(each, most))
        for each in found
        if each.left_id in shown and each.right_id in shown
    )


def following(session: Session, seat: Seat, at: Candidate, *, before: bool = False) -> int | None:
    """The number of the pair behind this one in the queue, or ``before`` it; from the top again behind the last."""
    those = (*conditions(seat.asked), for_judge(seat.asked.state, seat.me), Candidate.id != at.id)
    order = (Candidate.value, Candidate.id) if before else LIKELIEST
    wanted = select(Candidate.id).where(*those).order_by(*order).limit(1)
    here, there = tuple_(Candidate.value, Candidate.id), tuple_(literal(at.value), literal(at.id))
    beyond: int | None = session.scalar(wanted.where(here > there if before else here < there))
    if beyond is None and not before:
        beyond = session.scalar(wanted)
    return beyond


def candidate_of(session: Session, number: int) -> Candidate | None:
    """The pair of that number."""
    return session.get(Candidate, number) if number <= _LARGEST else None


def candidates_of(session: Session, numbers: Iterable[int]) -> dict[int, Candidate]:
    """The pairs of these numbers; those that are not here are left out."""
    wanted = select(Candidate).where(Candidate.id.in_([number for number in numbers if number <= _LARGEST]))
    return {each.id: each for each in session.scalars(wanted)}


def pair_of(session: Session, judgement: Judgement) -> int | None:
    """The number of the pair that was judged, where it is proposed."""
    wanted = select(Candidate.id).where(
        Candidate.left_id == judgement.left_id,
        Candidate.right_id == judgement.right_id,
        Candidate.kind == judgement.kind,
    )
    return session.scalar(wanted)
