"""What the same question would find with less of it: without a filter, or with a part of the name alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext

from app.finder import Finder
from app.query import BadQuery, read_query
from app.search.asked import NAME, Asked
from app.search.narrowed import Narrowing
from indexer.names.name import Name, PartKind

_FAMILY = (PartKind.PARTICLE, PartKind.SURNAME)


@dataclass(frozen=True, slots=True)
class Loosening:
    """A question that asks for less, in words, and how many records would answer it."""

    said: str
    count: int
    asked: Mapping[str, str]


def loosenings(asked: Asked, name: Name | None, narrowed: Iterable[Narrowing], finder: Finder) -> tuple[Loosening, ...]:
    """The questions that would find something, the one that keeps most of the question first."""
    found = (Loosening(said, _count(finder, less), less) for said, less in _lesser(asked, name, tuple(narrowed)))
    return tuple(one for one in found if one.count)


def _lesser(
    asked: Asked, name: Name | None, narrowed: tuple[Narrowing, ...]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    for one in narrowed:
        yield gettext("Without “%(filter)s: %(value)s”", filter=one.title, value=one.value), one.asked
    if name and len(narrowed) > 1:
        yield gettext("Without any filter"), asked.name
    if name is None:
        return
    for said, fields in _parts(name):
        if any(fields.values()) and len(name.parts) > len(" ".join(fields.values()).split()):
            yield said, asked.without(*NAME) | {key: value for key, value in fields.items() if value}


def _parts(name: Name) -> Iterator[tuple[str, dict[str, str]]]:
    family = " ".join(part.form for part in name.of(*_FAMILY))
    given = " ".join(part.form for part in name.of(PartKind.GIVEN))
    patronymic = name.first(PartKind.PATRONYMIC)
    if family:
        yield gettext("Only the surname “%(surname)s”", surname=family), {"surname": family}
    if family and given and patronymic:
        yield gettext("Only “%(name)s”", name=f"{family} {given}"), {"surname": family, "given_name": given}
    if given and patronymic:
        yield gettext("Only “%(name)s”", name=f"{given} {patronymic}"), {"given_name": given, "patronymic": patronymic}


def _count(finder: Finder, asked: Mapping[str, str]) -> int:
    """How many records bear the name or one like it; without a name, how many there are. 0 where it makes no sense."""
    try:
        query = read_query(asked).query
    except BadQuery:
        return 0
    found = finder.find(replace(query, limit=1, offset=0))
    return found.near if query.name else found.total
