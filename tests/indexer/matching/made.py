"""Tiny builders of facts with real names, for tests of matching."""

from __future__ import annotations

from datetime import date

from indexer.matching.facts import Day, Facts, Where
from indexer.names.parse import parse


def year(number: int, *, about: bool = False) -> Day:
    """All days of that year."""
    return Day(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal(), about, str(number))


def day(text: str) -> Day:
    """That day."""
    return Day(date.fromisoformat(text).toordinal(), date.fromisoformat(text).toordinal(), written=text)


def place(written: str, *words: str) -> Where:
    """A place by the beginnings of its words in Latin letters."""
    return Where(written, words)


def person(number: int, *names: str, **fields: object) -> Facts:
    """A record with these names and facts."""
    return Facts(number, tuple(map(parse, names)), **fields)  # type: ignore[arg-type]
