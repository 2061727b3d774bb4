"""The page of results: how the question was read, what was found, and the ways on from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask_babel import gettext
from sqlalchemy.orm import Session

from app import records
from app.box import Aside, Box
from app.families.belonging import Belonging, belongings
from app.finder import Finder
from app.holdings import HoldingsBook
from app.life import Clause, short_life
from app.models import WrittenName
from app.paging import Pages
from app.privacy import PublicRecord
from app.query import BadQuery, Reading, read_query
from app.reasons import gathered, in_part, other_spelling
from app.search.asked import Asked
from app.search.facets import Facet, Label, facets
from app.search.loosened import loosenings
from app.search.narrowed import Narrowing, narrowings
from app.search.reading import fields_of
from app.search.unfound import Unfound, unfound
from app.why import why_not_higher
from indexer.evidence import Band, Evidence
from indexer.search import Hit, Result, SearchQuery, Sort

NONE = Pages(0, 20, 0)
NEAREST = 5  # names shown where the filters leave none


_IN_SIGHT = -0.2  # weight of a ground; names less alike are shown to nobody as the nearest


@dataclass(frozen=True, slots=True)
class Card:
    """One record found, as the page shows it.

    ``in_part``: a part of the name asked for is not in it; ``found_by``: where that is not the name at its head;
    ``why_not_higher``: in words, where the name does not agree outright. ``person``: to whom archivists have brought it
    together with others, of whose records those ``beside`` it were found as well.
    """

    record: PublicRecord
    band: Band
    life: tuple[Clause, ...]
    grounds: tuple[Evidence, ...] = ()
    in_part: bool = False
    found_by: WrittenName | None = None
    why_not_higher: tuple[str, ...] = ()
    person: Belonging | None = None
    beside: tuple[Card, ...] = ()

    @property
    def near_in_part(self) -> bool:
        """Whether any part of the name comes at least into sight of the one asked for."""
        return any(ground.weight > _IN_SIGHT for ground in self.grounds if ground.left and ground.right)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words typed that are no part of the name; ``asked`` is the question with them as a place, {} if they are none."""

    text: str
    asked: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything the template needs. ``wrong``: field → what makes no sense in it; ``query`` is None then.

    ``alike`` of the ``total`` bear the name asked for or one like it; ``unfound`` is the way on where none does. Both
    are at least so many where not ``exact_total``: the name is so common that not all that bear it were looked at.
    """

    asked: Asked
    query: SearchQuery | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    near: tuple[Card, ...] = ()
    far: tuple[Card, ...] = ()
    total: int = 0
    alike: int = 0
    exact_total: bool = True
    facets: tuple[Facet, ...] = ()
    narrowings: tuple[Narrowing, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    pages: Pages = NONE
    unfound: Unfound | None = None

    @property
    def nearest_first(self) -> bool:
        """Whether each page is less similar than the one before."""
        return self.query is not None and self.query.name is not None and self.query.sort is Sort.RELEVANCE

    @property
    def exact_alike(self) -> bool:
        """Whether no more than ``alike`` bear such a name: all were compared, or not all that were listed do."""
        return self.exact_total and (not self.cut_short or self.alike < self.pages.total)

    @property
    def cut_short(self) -> bool:
        """Whether only the nearest are listed."""
        return self.query is not None and self.query.name is not None and self.total > self.pages.total

    @property
    def by_surname(self) -> bool:
        """Whether the list is alphabetical."""
        query = self.query
        return query is not None and (
            query.sort is Sort.SURNAME or (query.name is None and query.sort is not Sort.YEAR)
        )

    @property
    def others(self) -> int:
        """How many records only share a key with the name: sounds or letters."""
        return max(self.total - self.alike, 0)

    @property
    def nothing_near(self) -> bool:
        """Whether no record at all comes near to the name, in whatever order they stand."""
        return self.query is not None and self.query.name is not None and not self.alike and not self.pages.offset


@dataclass(frozen=True, slots=True)
class House:
    """What a page is made with."""

    finder: Finder
    session: Session
    holdings: HoldingsBook
    label: Label


def results_page(arguments: Mapping[str, str], house: House) -> ResultsPage:
    """Read the address, search, and lay the page out; faults of the address stand on it field by field."""
    asked = Asked({key: value.strip() for key, value in arguments.items() if value.strip()})
    try:
        reading = read_query(arguments)
    except BadQuery as error:
        wrong = {fault.field: gettext(fault.message, **fault.params) for fault in error.wrong}
        return ResultsPage(asked, fields=_fields_typed(asked), wrong=wrong if asked.typed else {})
    page = _laid_out(asked, reading, house.finder.find(reading.query), house)
    nobody = page.nothing_near or not page.total
    if not nobody:
        return page
    far = page.far if page.nearest_first else ()
    nearest = tuple(card for card in far or _nearest(page, house) if card.near_in_part)
    return replace(page, far=nearest, unfound=_unfound(page, house))


def _fields_typed(asked: Asked) -> dict[str, str]:
    """What was typed, the words of the one box laid into the fields, so that a fault can be mended in any of them."""
    try:
        name = read_query(asked.name).query.name
    except BadQuery:
        name = None
    return {**asked.typed, **fields_of(name, dict(asked.typed))}


def _laid_out(asked: Asked, reading: Reading, found: Result, house: House) -> ResultsPage:
    query = reading.query
    cards = _by_person(_cards(found, house.session), house.session)
    return ResultsPage(
        asked,
        query,
        fields={**asked.typed, **fields_of(query.name, dict(reading.typed))},
        near=tuple(card for card in cards if card.band is not Band.UNLIKELY),
        far=tuple(card for card in cards if card.band is Band.UNLIKELY),
        total=found.total,
        alike=found.near,
        exact_total=found.exact_total,
        facets=facets(found.facets, asked, house.label),
        narrowings=narrowings(query, asked, house.label),
        left_out=tuple(_left_out(aside, asked, reading.box) for aside in reading.box.asides),
        pages=Pages(query.offset, query.limit, found.listed),
    )


def _left_out(aside: Aside, asked: Asked, box: Box) -> LeftOut:
    words = f"{box.name} {box.year or ''}".strip()
    return LeftOut(aside.text, asked.but(q=words, place=aside.place) if aside.place else {})


def _unfound(page: ResultsPage, house: House) -> Unfound:
    query = page.query or SearchQuery()
    lesser = loosenings(page.asked, query.name, page.narrowings, house.finder)
    return unfound(query, lesser, house.holdings.read(house.session), house.session)


def _nearest(page: ResultsPage, house: House) -> tuple[Card, ...]:
    """The nearest of the less similar names, whatever the filters; names like the one asked for are told by number."""
    if page.query is None or page.query.name is None:
        return ()
    found = house.finder.find(SearchQuery(page.query.name, page.query.year, limit=NEAREST))
    return tuple(card for card in _cards(found, house.session) if card.band is Band.UNLIKELY)


def _cards(found: Result, session: Session) -> list[Card]:
    """The hits with their records; one that was taken out since the index was renewed is left out."""
    shown = records.by_ids(session, [hit.record_id for hit in found.hits])
    return [_card(shown[hit.record_id], hit) for hit in found.hits if hit.record_id in shown]


def _by_person(cards: list[Card], session: Session) -> list[Card]:
    """The cards in their order, but those of one person beneath the first of them."""
    homes = belongings(session, [card.record.id for card in cards])
    found: dict[str, Card] = {}
    for card in cards:
        home = homes.get(card.record.id)
        key = f"person {home.reference}" if home else f"record {card.record.id}"
        first = found.get(key)
        found[key] = replace(first, beside=(*first.beside, card)) if first else replace(card, person=home)
    return list(found.values())


def _card(record: PublicRecord, hit: Hit) -> Card:
    life = short_life(record)
    if hit.comparison is None:
        return Card(record, hit.band, life)
    found = gathered(hit.evidence)
    lowered = tuple(why_not_higher(found)) if hit.band is Band.POSSIBLE else ()
    return Card(record, hit.band, life, found, in_part(found), other_spelling(record, hit.comparison), lowered)
