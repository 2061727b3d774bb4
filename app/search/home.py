"""The first page: what is in here, and an example of how a name is found under another spelling."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.holdings import Holdings, HoldingsBook
from indexer.names.compare import compare
from indexer.names.name import Relation

# As the article «Day of remembrance of victims of political repressions marked in Kazakhstan» spells them.
REMEMBERED = (
    "A. Baitursynov", "A. Bokeikhanov", "M. Dulatov", "M. Tynyshbayev", "S. Seifulin", "I. Zhansugurov", "B. Mailin",
    "S. Asfendiyarov",
)  # fmt: skip
EXAMPLE = ("Bokeikhanov", "Букейханов")


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the first page tells. ``letters``: the example, letter group by letter group, as the search aligns it."""

    holdings: Holdings
    remembered: tuple[str, ...]
    letters: tuple[tuple[str, str], ...]


def home_page(session: Session, book: HoldingsBook) -> HomePage:
    """The first page of the service."""
    alignment = compare(*EXAMPLE).alignments[0]
    letters = alignment.letters if alignment.relation is not Relation.IDENTICAL else ()
    return HomePage(book.read(session), REMEMBERED, letters)
