"""Places of repression and nations by the words of the papers, for who reads lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Nation, Place

_SPACES = re.compile(r"\s+")
_EDGES = " .,;:\"'«»„“”()"


def fold_place(written: str) -> str:
    """A name of a place or nation in comparison form: lower case, ё as е, one kind of space, no marks at the edges."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", written).casefold().replace("ё", "е")).strip(_EDGES)


def place_ids(session: Session) -> dict[str, str]:
    """Folded id, name or alias of a place → its id. What may mean two places is left out: it stays to be judged."""
    places = session.scalars(select(Place).options(selectinload(Place.aliases)))
    return _unambiguous(
        (word, place.id)
        for place in places
        for word in (place.id, *place.names.values(), *(alias.written for alias in place.aliases))
    )


def nation_ids(session: Session) -> dict[str, str]:
    """Folded id, word of the papers or name in any language → the id of the nation; what may mean two is left out."""
    return _unambiguous(
        (word, nation.id)
        for nation in session.scalars(select(Nation))
        for word in (nation.id, *nation.forms, *nation.names.values())
    )


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Folded word → id. An id itself always means its own row."""
    meanings: dict[str, set[str]] = {}
    for word, identity in pairs:
        meanings.setdefault(fold_place(word), set()).add(identity)
    single = {word: next(iter(found)) for word, found in meanings.items() if len(found) == 1}
    return single | {identity: identity for found in meanings.values() for identity in found}
