"""What of the proposed pairs is asked for, as conditions on their table; an index holds all that they look at."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, or_, true

from app.judging.candidates import not_of
from app.judging.standing import SETTLED
from app.models import Candidate
from app.review.asked import Asked

BY_CODE = {"state": Candidate.state, "kind": Candidate.kind, "band": Candidate.band}


def conditions(asked: Asked, *without: str) -> Iterator[ColumnElement[bool]]:
    """Those of the filters that are asked for, some left aside."""
    for name, column in BY_CODE.items():
        if name not in without and getattr(asked, name):
            yield column == getattr(asked, name)
    if asked.collection and "collection" not in without:
        yield or_(Candidate.left_source == asked.collection, Candidate.right_source == asked.collection)
    if asked.surname and "surname" not in without:
        name = asked.surname
        cased = sorted({name, name.lower(), name.upper(), name.capitalize()})
        yield or_(*(Candidate.surname.startswith(each, autoescape=True) for each in cased))


def for_judge(state: str, me: int) -> ColumnElement[bool]:
    """Of what waits none with a record that I submitted, and none that I have judged already. '': in any state."""
    if state == SETTLED:
        return true()
    mine_to_judge = and_(*not_of(me))
    return mine_to_judge if state else or_(Candidate.state == SETTLED, mine_to_judge)
