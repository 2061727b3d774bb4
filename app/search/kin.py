"""The pages of relatives: of a record, and «Search for kin» by what a family knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext
from sqlalchemy.orm import Session

from app.families.asked import FIELDS, KinAsked, read_kin
from app.families.belonging import references
from app.families.drawing import Drawing, draw
from app.families.known import Relative, kin_of, member_of, relatives
from app.families.possible import of_asked, of_records
from app.families.shown import together
from app.families.tree import Family, family
from app.finder import Finder
from app.kin import Kin
from app.life import Clause, short_life
from app.paging import Pages, read_offset
from app.privacy import PublicRecord
from app.query import BadQuery
from app.renamed import Gazetteer
from indexer.evidence import Band
from indexer.index import NoIndex
from indexer.matching.kin import Hypothesis

A_PAGE = 20
FEW = 10  # possible relatives told on the page of a record or a person
NONE = Pages(0, A_PAGE, 0)


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody who may be kin, as the page tells of them."""

    record: PublicRecord
    hypothesis: Hypothesis
    life: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """A page of a ranked list: those near, and those for whom little speaks."""

    near: tuple[Card, ...] = ()
    far: tuple[Card, ...] = ()
    pages: Pages = NONE


@dataclass(frozen=True, slots=True)
class KinPage:
    """Known relatives of a record, their family drawn where there is one, and possible relatives."""

    record: PublicRecord
    known: tuple[Relative, ...]
    family: Family
    drawing: Drawing | None
    possible: Possible


@dataclass(frozen=True, slots=True)
class SearchForKin:
    """What was typed, what is wrong with it field by field, how it was read, who was found."""

    typed: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)
    asked: KinAsked | None = None
    possible: Possible = field(default_factory=Possible)

    @property
    def question(self) -> dict[str, str]:
        """The parameters of the question without its page."""
        return {key: self.typed[key] for key in FIELDS if key in self.typed}

    @property
    def named(self) -> str:
        """The name as the one field of the form shows it, also where it came in several."""
        parts = (self.typed.get(key, "") for key in ("surname", "given_name", "patronymic"))
        return self.typed.get("q") or " ".join(filter(None, parts))


def kin_page(session: Session, finder: Finder, record_id: int, arguments: Mapping[str, str]) -> KinPage | None:
    """The relatives of that record; None where there is none."""
    held = together(session, record_id)
    if not held:
        return None
    known = relatives(session, held)
    reference = references(session, [record_id]).get(record_id, "")
    near = family(member_of(held, reference), lambda member: kin_of(session, member))
    found = of_records(session, finder, held, known)
    drawing = draw(near) if len(near.members) > 1 else None
    return KinPage(held[0], known, near, drawing, possible(found, read_offset(arguments.get("offset", ""))))


def search_for_kin(session: Session, finder: Finder, arguments: Mapping[str, str]) -> SearchForKin:
    """The form, and who may be kin of the person described in it."""
    typed = {key: value.strip() for key, value in arguments.items() if value.strip()}
    if not typed:
        return SearchForKin(typed)
    try:
        asked = read_kin(typed, Gazetteer.read(session))
    except BadQuery as error:
        return SearchForKin(typed, {fault.field: gettext(fault.message, **fault.params) for fault in error.wrong})
    return SearchForKin(typed, {}, asked, possible(of_asked(session, finder, asked), asked.offset))


def possible(found: Iterable[Kin], offset: int = 0, size: int = A_PAGE) -> Possible:
    """A page of them."""
    ranked = tuple(found)
    cards = [Card(kin.record, kin.hypothesis, short_life(kin.record)) for kin in ranked[offset : offset + size]]
    return Possible(
        tuple(card for card in cards if card.hypothesis.band is not Band.UNLIKELY),
        tuple(card for card in cards if card.hypothesis.band is Band.UNLIKELY),
        Pages(offset, size, len(ranked)),
    )


def nearest(session: Session, finder: Finder, records: Sequence[PublicRecord], known: Sequence[Relative]) -> Possible:
    """The few that are told on the page of a record or a person: none for whom little speaks, nobody without index."""
    try:
        found = of_records(session, finder, records, known, FEW)
    except NoIndex:
        return Possible()
    return possible(kin for kin in found if kin.hypothesis.band is not Band.UNLIKELY)
