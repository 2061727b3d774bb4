"""The way on where nobody was found: what was tried, what to ask for instead, where else to ask, what to send."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.advice import Advice, Wish, advice, case_of_fate
from app.holdings import Holdings
from app.nation_guess import suggested
from app.search.loosened import Loosening
from app.search.spellings import Tried, in_russian_letters, spellings
from indexer.search import SearchQuery

ASKED_FIRST = 5  # archives that are told of on the page; all stand on a page of their own


@dataclass(frozen=True, slots=True)
class Unfound:
    """What the page tells. ``reading``: the name in Russian letters, as we would write it to an archive, or ''."""

    tried: tuple[Tried, ...]
    loosenings: tuple[Loosening, ...]
    holdings: Holdings
    archives: tuple[Advice, ...]
    wish: Wish
    reading: str = ""


def unfound(query: SearchQuery, lesser: tuple[Loosening, ...], held: Holdings, session: Session) -> Unfound:
    """The way on from that query, for which nothing was found."""
    guessed = suggested(query.name) if query.name and not query.nation else frozenset()
    wish = Wish(query.nation, query.camp, case_of_fate(query.fate), guessed)
    tried = spellings(query.name) if query.name else ()
    reading = in_russian_letters(query.name) if query.name else ""
    return Unfound(tried, lesser, held, advice(session, wish)[:ASKED_FIRST], wish, reading)
