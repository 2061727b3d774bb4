"""Judgements as the desk shows them: of whom, by whom, whether they stand.

What others said of a pair that still waits for a verdict is not seen: nobody is to be swayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app import records
from app.judging.standing import DISPUTED, SECOND, void
from app.models import Candidate, Judgement, User
from app.paging import Pages
from app.privacy import PublicRecord
from app.review.words import VERDICTS

SIZE = 50  # judgements a page
UNDONE = "undone"
MOST = 30  # judgements told beside a pair
BY = ("me", "all")


@dataclass(frozen=True, slots=True)
class Given:
    """A judgement; ``left`` and ``right`` None where that record is here no longer.

    ``stands``: it is in force; ``takes_back``: the verdict it undoes, of an undoing.
    """

    judgement: Judgement
    left: PublicRecord | None
    right: PublicRecord | None
    by: str
    mine: bool
    stands: bool
    takes_back: Judgement | None

    @property
    def undoing(self) -> bool:
        """Whether it takes another one back."""
        return self.judgement.verdict == UNDONE


@dataclass(frozen=True, slots=True)
class Sought:
    """Which judgements: ``by`` me or all, one ``verdict``, one ``batch``."""

    by: str = "me"
    verdict: str = ""
    batch: str = ""

    @property
    def typed(self) -> dict[str, Any]:
        """As it stands in an address."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in said.items() if value and (name, value) != ("by", "me")}


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page of judgements, the newest first."""

    sought: Sought
    rows: tuple[Given, ...]
    pages: Pages


def read_sought(query: Mapping[str, str]) -> Sought:
    """What the address asks for; a value that is none is left aside."""
    by, verdict = query.get("by", ""), query.get("verdict", "")
    return Sought(
        by if by in BY else "me", verdict if verdict in (*VERDICTS["same"], UNDONE) else "", query.get("batch", "")[:40]
    )


def judged_page(session: Session, sought: Sought, offset: int, me: int) -> JudgedPage:
    """Those sought that I may see."""
    conditions = [_open_to(me)]
    if sought.by == "me" and not sought.batch:
        conditions.append(Judgement.judge_id == me)
    if sought.verdict:
        conditions.append(Judgement.verdict == sought.verdict)
    if sought.batch:
        conditions.append(Judgement.batch == sought.batch)
    total = session.scalar(select(func.count(Judgement.id)).where(*conditions)) or 0
    wanted = _newest().where(*conditions).offset(offset).limit(SIZE)
    return JudgedPage(sought, given(session, session.scalars(wanted), me), Pages(offset, SIZE, total))


def about(session: Session, numbers: Iterable[int], me: int) -> tuple[Given, ...]:
    """What was judged of pairs with these records, the newest first."""
    known = sorted(numbers)
    either = or_(Judgement.left_id.in_(known), Judgement.right_id.in_(known))
    return given(session, session.scalars(_newest().where(either, _open_to(me)).limit(MOST)), me)


def my_last(session: Session, me: int) -> Judgement | None:
    """The last verdict that I gave, where it stands and can be taken back."""
    last = session.scalar(select(Judgement).where(Judgement.judge_id == me).order_by(Judgement.id.desc()).limit(1))
    return last if last and last.verdict != UNDONE and last.id in standing(session, [last]) else None


def given(session: Session, judgements: Iterable[Judgement], me: int) -> tuple[Given, ...]:
    """These judgements with the records and people that they speak of."""
    found = tuple(judgements)
    shown = records.by_ids(session, {number for each in found for number in (each.left_id, each.right_id)})
    stand = standing(session, found)
    wanted = [each.undoes_id for each in found if each.undoes_id]
    undone = {each.id: each for each in session.scalars(select(Judgement).where(Judgement.id.in_(wanted)))}
    return tuple(
        Given(
            each, shown.get(each.left_id), shown.get(each.right_id), called(each.judge), each.judge_id == me,
            each.id in stand, undone.get(each.undoes_id or 0),
        )
        for each in found
    )  # fmt: skip


def standing(session: Session, judgements: Iterable[Judgement]) -> set[int]:
    """Which of these no undoing in force takes back."""
    found = tuple(judgements)
    numbers = {number for each in found for number in (each.left_id, each.right_id)}
    undoings = select(Judgement).where(
        Judgement.verdict == UNDONE, Judgement.left_id.in_(numbers), Judgement.right_id.in_(numbers)
    )
    taken = void(session.scalars(undoings))
    return {each.id for each in found if each.id not in taken}


def undoes_undoing(session: Session, judgement: Judgement) -> bool:
    """Whether it puts in force again what had been taken back."""
    return judgement.undoes_id is not None and session.get_one(Judgement, judgement.undoes_id).verdict == UNDONE


def called(user: User | None) -> str:
    """How colleagues see who judged; '' where it came with an accepted source or by a command."""
    return (user.name or f"№ {user.id}") if user else ""


def _newest() -> Select[Any]:
    return select(Judgement).options(joinedload(Judgement.judge)).order_by(Judgement.id.desc())


def _open_to(me: int) -> ColumnElement[bool]:
    """Mine, and what others said of pairs that wait for no further verdict."""
    waits = exists().where(
        and_(
            Candidate.left_id == Judgement.left_id,
            Candidate.right_id == Judgement.right_id,
            Candidate.kind == Judgement.kind,
            Candidate.state.in_((SECOND, DISPUTED)),
            or_(Candidate.first_by_id == Judgement.judge_id, Candidate.second_by_id == Judgement.judge_id),
        )
    )
    return or_(Judgement.judge_id == me, ~waits)
