"""Many very likely pairs at once: a list to look through, each of which can be left out, and one confirmation."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Candidate
from app.review.asked import Asked, Seat
from app.review.filters import conditions, for_judge
from app.review.queue import LIKELIEST, Pair, pairs
from app.review.tallies import Choice, collections
from app.review.verdict import read_note

MOST = 50  # pairs that one confirmation can hold: more than a person looks through is no judgement
GROUNDS = 5  # told of each pair
LEAST = MappingProxyType({"95": 0.95, "99": 0.99, "999": 0.999})  # as it stands in the address → probability
USUAL = "99"


@dataclass(frozen=True, slots=True)
class Many:
    """Which pairs: at least so probable, of one collection, of one beginning of surnames."""

    least: str = USUAL
    collection: str = ""
    surname: str = ""

    @property
    def typed(self) -> dict[str, Any]:
        """As it stands in an address."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in said.items() if value and (name, value) != ("least", USUAL)}

    @property
    def asked(self) -> Asked:
        """The part of the queue that it is."""
        return Asked(kind="same", collection=self.collection, surname=self.surname)


@dataclass(frozen=True, slots=True)
class BatchPage:
    """The list; ``left_out``: pairs not ticked; ``refused``: pair → why it was, in words."""

    many: Many
    rows: tuple[Pair, ...]
    total: int
    collections: tuple[Choice, ...]
    token: str
    note: str = ""
    left_out: frozenset[int] = frozenset()
    refused: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was confirmed: pair → digest of the evidence that was shown, in the order of the list."""

    seen: Mapping[int, str]
    shown: frozenset[int]
    note: str
    token: str


def read_many(query: Mapping[str, str]) -> Many:
    """What the address asks for; a value that is none is left aside."""
    least = query.get("least", "")
    return Many(
        least if least in LEAST else USUAL, query.get("collection", "")[:80], query.get("surname", "").strip()[:60]
    )


def batch_page(session: Session, many: Many, me: int) -> BatchPage:
    """The likeliest pairs that I may judge, no more than one confirmation holds."""
    those = (Candidate.value >= LEAST[many.least], *conditions(many.asked), for_judge(many.asked.state, me))
    total = session.scalar(select(func.count(Candidate.id)).where(*those)) or 0
    found = session.scalars(select(Candidate).where(*those).order_by(*LIKELIEST).limit(MOST)).all()
    offered = collections(session, Seat(me, many.asked))
    return BatchPage(many, pairs(session, found, GROUNDS), total, offered, secrets.token_urlsafe(16))


def read_ticked(form: Mapping[str, Sequence[str]]) -> Ticked:
    """What the form says: «number:digest» of each pair ticked, and the numbers of all that were shown."""
    said = [each.partition(":") for each in form.get("pair", ())[:MOST]]
    return Ticked(
        {int(number): digest for number, _, digest in said if _whole(number)},
        frozenset(int(number) for number in form.get("shown", ())[:MOST] if _whole(number)),
        read_note({"note": "".join(form.get("note", ())[:1])}),
        "".join(form.get("token", ())[:1])[:40],
    )


def as_ticked(page: BatchPage, ticked: Ticked, refused: Mapping[int, str]) -> BatchPage:
    """The same page as its form was sent, with what was refused."""
    return replace(page, note=ticked.note, refused=refused, left_out=(ticked.shown - set(ticked.seen)) | set(refused))


def _whole(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < 12
