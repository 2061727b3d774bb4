"""The people in the records of a place or a nation, by the index, and how many there are of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app import records
from app.finder import Finder
from app.life import Clause, short_life
from app.paging import Pages
from app.privacy import PublicRecord
from indexer.index import NoIndex
from indexer.search import SearchQuery, Sort

PAGE = 50  # people a page
KINDS = {"decade": None, "nation": 12, "camp": 12, "fate": 12}  # by what they are told apart, and how many values of it


@dataclass(frozen=True, slots=True)
class Person:
    """One record of the list and the life in a line."""

    record: PublicRecord
    life: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How all these people divide: codes with their counts, the most frequent first, decades of birth in order.

    ``field``: the parameter of a search that asks for them: «decade», «nation», «camp» or «fate».
    """

    field: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class People:
    """One page of people, by surname, and how all of them divide; nobody while the index is being built."""

    persons: tuple[Person, ...]
    pages: Pages
    shares: tuple[Share, ...] = ()
    being_rebuilt: bool = False


def people(finder: Finder, session: Session, query: SearchQuery) -> People:
    """The people that the query's filters leave, from its offset on."""
    try:
        found = finder.find(query)
    except NoIndex:
        return People((), Pages(0, query.limit, 0), being_rebuilt=True)
    shown = records.by_ids(session, [hit.record_id for hit in found.hits])
    listed = (shown[hit.record_id] for hit in found.hits if hit.record_id in shown)
    persons = tuple(Person(record, short_life(record)) for record in listed)
    return People(persons, Pages(query.offset, query.limit, found.total), _shares(found.facets, query))


def asked(offset: int, *, camp: str = "", nation: str = "") -> SearchQuery:
    """The query for the people of one place or one nation, by surname."""
    return SearchQuery(camp=camp, nation=nation, sort=Sort.SURNAME, limit=PAGE, offset=max(0, offset))


def _shares(facets: Mapping[str, Mapping[str, int]], query: SearchQuery) -> tuple[Share, ...]:
    """The kinds by which they are not chosen already."""
    open_kinds = (field for field in KINDS if not getattr(query, field))
    shares = (Share(field, tuple(facets.get(field, {}).items())[: KINDS[field]]) for field in open_kinds)
    return tuple(share for share in shares if share.counts)


def counts(finder: Finder, facet: str) -> dict[str, int]:
    """How many records each place («camp») or nation has; nothing while the index is being built."""
    try:
        return finder.find(SearchQuery(limit=0)).facets.get(facet, {})
    except NoIndex:
        return {}
