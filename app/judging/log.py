"""What was judged of a pair or a person, in order, for those who judge; and how pairs stand.

Blind where a second verdict waits: whoever may still be heard sees of an unsettled round only their own verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.judging.candidates import log_of_pair
from app.judging.scene import Pair, log_of, portions, standings_of
from app.judging.standing import SETTLED, Standing, standing, void
from app.models import Judgement, Person, PersonFormer, PersonRecord, User

__all__ = ["Entry", "Pair", "Standing", "judged", "of_batch", "of_pair", "of_person", "stands", "stands_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One judgement. ``taken_back``: by an undoing in force; ``in_force``: it decides its pair now; ``by``: None is a
    command."""

    judgement: Judgement
    by: User | None
    taken_back: bool
    in_force: bool


def stands(session: Session, left_id: int, right_id: int, kind: str) -> Standing:
    """How the pair stands, whichever record comes first."""
    return standing(log_of_pair(session, (min(left_id, right_id), max(left_id, right_id), kind)))


def stands_of(session: Session, record_ids: Iterable[int]) -> dict[Pair, Standing]:
    """How every pair stands that was ever judged and holds one of these records; pairs have the lower number first."""
    return standings_of(log_of(session, record_ids))


def of_pair(session: Session, left_id: int, right_id: int, viewer_id: int | None = None) -> tuple[Entry, ...]:
    """All judgements of the pair, of both kinds, the newest first, as far as that judge may see them."""
    left, right = min(left_id, right_id), max(left_id, right_id)
    asked = select(Judgement).where(Judgement.left_id == left, Judgement.right_id == right).order_by(Judgement.id)
    return _entries(session.scalars(asked).all(), viewer_id)


def of_person(session: Session, person: Person, viewer_id: int | None = None) -> tuple[Entry, ...]:
    """All judgements on records that are, or ever were, this person's, the newest first."""
    held: set[int] = set()
    for table in (PersonRecord, PersonFormer):
        held.update(session.scalars(select(table.record_id).where(table.person_id == person.id)))
    return _entries(log_of(session, held), viewer_id)


def of_batch(session: Session, batch: str) -> tuple[Entry, ...]:
    """The judgements that were given together, in their order."""
    given = session.scalars(select(Judgement).where(Judgement.batch == batch).order_by(Judgement.id)).all()
    records = {one.left_id for one in given} if batch else set()
    numbers = {one.id for one in given}
    return tuple(one for one in reversed(_entries(log_of(session, records), None)) if one.judgement.id in numbers)


def judged(session: Session, pairs: Iterable[Pair]) -> dict[Pair, Standing]:
    """How those of the pairs stand that were ever judged."""
    wanted = set(pairs)
    lefts = {left for left, _, _ in wanted}
    log = [
        one
        for some in portions(lefts)
        for one in session.scalars(select(Judgement).where(Judgement.left_id.in_(some)).order_by(Judgement.id))
    ]
    return {pair: found for pair, found in standings_of(log).items() if pair in wanted}


def _entries(log: Iterable[Judgement], viewer_id: int | None) -> tuple[Entry, ...]:
    """``log`` holds all judgements of a pair or none."""
    held = list(log)
    taken_back, standings = void(held), standings_of(held)
    in_force = {found.decision.id for found in standings.values() if found.decision}
    unsettled = {
        one.id for found in standings.values() if found.state != SETTLED for one in found.verdicts
    }  # others' verdicts among these would sway who is still to be heard
    shown = (one for one in reversed(held) if one.id not in unsettled or one.judge_id == viewer_id)
    return tuple(Entry(one, one.judge, one.id in taken_back, one.id in in_force) for one in shown)
