"""How many pairs each way to narrow the queue would leave, beside everything else that is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.collection import title
from app.models import Candidate
from app.review.asked import Asked
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


def tallies(session: Session, asked: Asked, me: int) -> tuple[int, Choices]:
    """How many there are of what is asked for, and by field the choices."""
    steps = _steps(session, asked, me)
    choices = {name: _of_code(name, steps, asked) for name in CODES}
    choices |= {"collection": collections(session, asked, me), "surname": _surnames(session, asked, me)}
    return sum(number for codes, number in steps if _fits(codes, asked, "")), choices


def collections(session: Session, asked: Asked, me: int) -> tuple[Choice, ...]:
    """The collections of either record, those of most pairs first."""
    both = (Candidate.left_source, Candidate.right_source)
    wanted = select(*both, func.count()).where(*conditions(asked, "collection"), for_judge(asked.state, me))
    counted: Counter[str] = Counter()
    for left, right, number in session.execute(wanted.group_by(*both)):
        for code in {left, right}:
            counted[code] += number
    return tuple(Choice(code, title(code), number) for code, number in counted.most_common(MOST) if code)


def _surnames(session: Session, asked: Asked, me: int) -> tuple[Choice, ...]:
    wanted = select(Candidate.surname, func.count()).where(
        *conditions(asked, "surname"), for_judge(asked.state, me), Candidate.surname != ""
    )
    most = wanted.group_by(Candidate.surname).order_by(func.count().desc(), Candidate.surname).limit(MOST)
    return tuple(Choice(name, name, number) for name, number in session.execute(most))


def _steps(session: Session, asked: Asked, me: int) -> Sequence[Step]:
    wanted = select(*BY_CODE.values(), func.count()).where(*conditions(asked, *BY_CODE), for_judge("", me))
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
