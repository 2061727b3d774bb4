"""How many pairs each way to narrow the queue would leave, beside everything else that is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.bytewise import bytewise
from app.collection import title
from app.models import Candidate
from app.review.asked import Asked, Seat
from app.review.filters import BY_CODE, conditions, for_judge
from app.review.words import BANDS, KINDS, STATES

MOST = 40  # collections and surnames offered
CODES: Mapping[str, Mapping[str, str]] = MappingProxyType({"state": STATES, "kind": KINDS, "band": BANDS})
Step = tuple[dict[str, str], int]  # state, kind, band, and how many pairs are so


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow: what the address says, its words ('' where they stand in `words`), how many pairs."""

    code: str
    words: str
    count: int


Choices = Mapping[str, tuple[Choice, ...]]


def tallies(session: Session, seat: Seat) -> tuple[int, Choices]:
    """How many there are of what is asked for, and by field the choices."""
    steps = _steps(session, seat)
    choices = {name: _of_code(name, steps, seat.asked) for name in CODES}
    choices |= {"collection": collections(session, seat), "surname": _surnames(session, seat)}
    return sum(number for codes, number in steps if _fits(codes, seat.asked, "")), choices


def collections(session: Session, seat: Seat) -> tuple[Choice, ...]:
    """The collections of either record, those of most pairs first."""
    both = (Candidate.left_source, Candidate.right_source)
    wanted = select(*both, func.count()).where(
        *conditions(seat.asked, "collection"), for_judge(seat.asked.state, seat.me)
    )
    counted: Counter[str] = Counter()
    for left, right, number in session.execute(wanted.group_by(*both)):
        for code in {left, right}:
            counted[code] += number
    most = sorted(counted.items(), key=lambda counts: (-counts[1], counts[0]))[:MOST]
    return tuple(Choice(code, title(code), number) for code, number in most if code)


def _surnames(session: Session, seat: Seat) -> tuple[Choice, ...]:
    wanted = select(Candidate.surname, func.count()).where(
        *conditions(seat.asked, "surname"), for_judge(seat.asked.state, seat.me), Candidate.surname != ""
    )
    most = wanted.group_by(Candidate.surname).order_by(func.count().desc(), bytewise(Candidate.surname)).limit(MOST)
    return tuple(Choice(name, name, number) for name, number in session.execute(most))


def _steps(session: Session, seat: Seat) -> Sequence[Step]:
    wanted = select(*BY_CODE.values(), func.count()).where(*conditions(seat.asked, *BY_CODE), for_judge("", seat.me))
    rows = session.execute(wanted.group_by(*BY_CODE.values()))
    return [(dict(zip(BY_CODE, row[:-1], strict=True)), int(row[-1])) for row in rows]


def _of_code(name: str, steps: Sequence[Step], asked: Asked) -> tuple[Choice, ...]:
    counted: Counter[str] = Counter()
    for codes, number in steps:
        if _fits(codes, asked, name):
            counted[codes[name]] += number
    return tuple(Choice(code, "", counted[code]) for code in CODES[name] if code in counted or name == "state")


def _fits(codes: Mapping[str, str], asked: Asked, without: str) -> bool:
    return all(code == getattr(asked, name) for name, code in codes.items() if name != without and getattr(asked, name))
