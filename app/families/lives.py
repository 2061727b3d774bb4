"""A person of several records: all names with who writes them so, a life in sentences with who says each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.life import Clause, chapters
from app.models import WrittenName
from app.privacy import PublicRecord
from indexer.names.normalize import fold

Places = tuple[int, ...]  # of records in their order on the page, from 1


@dataclass(frozen=True, slots=True)
class NameHeld:
    """A name, and the records that write it so."""

    name: WrittenName
    records: Places


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the life, and the records that say so."""

    clause: Clause
    records: Places


def names(records: Sequence[PublicRecord], preferred: WrittenName) -> tuple[NameHeld, ...]:
    """Every spelling once, the preferred one first."""
    found: dict[str, tuple[WrittenName, list[int]]] = {fold(preferred.written): (preferred, [])}
    for place, record in enumerate(records, start=1):
        for name in record.names:
            held = found.setdefault(fold(name.written), (name, []))[1]
            if place not in held:
                held.append(place)
    return tuple(NameHeld(name, tuple(held)) for name, held in found.values())


def life(records: Sequence[PublicRecord]) -> tuple[Sentence, ...]:
    """Every sentence once, in the order of a life; where records say different things, both stand."""
    told = [chapters(record) for record in records]
    return tuple(sentence for chapter in zip(*told, strict=True) for sentence in _chapter(chapter))


def _chapter(by_record: Iterable[Sequence[Clause]]) -> Iterable[Sentence]:
    found: dict[Clause, list[int]] = {}
    for place, clauses in enumerate(by_record, start=1):
        for clause in clauses:
            found.setdefault(clause, []).append(place)
    return (Sentence(clause, tuple(places)) for clause, places in found.items())
