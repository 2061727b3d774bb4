"""The people in the records of a place or a nation, by the index, and how many there are of each."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Person:
    """One record of the list and the life in a line."""

    record: PublicRecord
    life: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class People:
    """One page of people, by surname."""

    persons: tuple[Person, ...]
    pages: Pages


def people(finder: Finder, session: Session, query: SearchQuery) -> People:
    """The people that the query's filters leave, from its offset on. Raises NoIndex."""
    found = finder.find(query)
    shown = records.by_ids(session, [hit.record_id for hit in found.hits])
    listed = (shown[hit.record_id] for hit in found.hits if hit.record_id in shown)
    persons = tuple(Person(record, short_life(record)) for record in listed)
    return People(persons, Pages(query.offset, query.limit, found.total))


def asked(offset: int, *, camp: str = "", nation: str = "") -> SearchQuery:
    """The query for the people of one place or one nation, by surname."""
    return SearchQuery(camp=camp, nation=nation, sort=Sort.SURNAME, limit=PAGE, offset=max(0, offset))


def counts(finder: Finder, facet: str) -> dict[str, int]:
    """How many records each place («camp») or nation has; nothing while the index is being built."""
    try:
        return finder.find(SearchQuery(limit=0)).facets.get(facet, {})
    except NoIndex:
        return {}
