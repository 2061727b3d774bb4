"""What differs between two versions of a record, field by field, in the order of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from app.intake.draft import Draft, DraftEpisode
from app.intake.fields import CAMPS, END, EPISODE, PERSON, RELATIVES, Kind, numbered, value

SOURCE = ("repository", "fonds", "inventory", "file", "folio", "citation", "urls", "licence")
NOTHING = DraftEpisode()


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that says something else than before; ``episode`` counts from 1 and is 0 for the person.

    ``kind``: text, date, coded, bare (a code), or what the values are tuples of: names, stays, relatives, texts.
    ``field`` is the column without the number of the episode.
    """

    field: str
    episode: int
    kind: str
    vocabulary: str
    before: Any
    after: Any

    @property
    def several(self) -> bool:
        """Whether the values are tuples: then it matters what was added and what was left out."""
        return isinstance(self.after, tuple) or isinstance(self.before, tuple)

    @property
    def added(self) -> tuple[Any, ...]:
        """Of several values those that were not there before."""
        return tuple(each for each in self.after if each not in self.before)

    @property
    def left_out(self) -> tuple[Any, ...]:
        """Of several values those that are there no longer."""
        return tuple(each for each in self.before if each not in self.after)

    @property
    def column(self) -> str:
        """The column of the contract: «sentence.2»."""
        return numbered(self.field, max(0, self.episode - 1))


def changes(before: Draft, after: Draft) -> tuple[Changed, ...]:
    """The fields that differ; none where the two say the same."""
    return tuple(each for each in _pairs(before, after) if each.before != each.after)


def _pairs(before: Draft, after: Draft) -> Iterator[Changed]:
    yield Changed("names", 0, "names", "", before.names, after.names)
    for field in PERSON:
        yield Changed(field.column, 0, field.kind, field.vocabulary, value(before, field), value(after, field))
    for at, (old, new) in enumerate(zip_longest(before.episodes, after.episodes, fillvalue=NOTHING), start=1):
        yield from _of_episode(at, old, new)
    for field in END:
        yield Changed(field.column, 0, field.kind, field.vocabulary, value(before, field), value(after, field))
    yield Changed(RELATIVES, 0, "relatives", "", before.relatives, after.relatives)
    yield from _of_source(before, after)


def _of_episode(at: int, old: DraftEpisode, new: DraftEpisode) -> Iterator[Changed]:
    for field in EPISODE:
        yield Changed(field.column, at, field.kind, field.vocabulary, value(old, field), value(new, field))
    yield Changed("measures", at, "codes", "measure", old.measures[1:], new.measures[1:])  # the first stands above
    yield Changed(CAMPS, at, "stays", "place", old.stays, new.stays)


def _of_source(before: Draft, after: Draft) -> Iterator[Changed]:
    for name in SOURCE:
        kind = "texts" if name == "urls" else Kind.TEXT
        yield Changed(name, 0, kind, "", getattr(before.source, name), getattr(after.source, name))
    yield Changed("source_ref", 0, Kind.TEXT, "", before.source_ref, after.source_ref)
    yield Changed("text", 0, Kind.TEXT, "", before.wording, after.wording)
    yield Changed("unread", 0, "texts", "", before.unread, after.unread)
    said = (dict(before.extra), dict(after.extra))
    for column in said[0] | said[1]:
        yield Changed(f"extra:{column}", 0, Kind.TEXT, "", said[0].get(column, ""), said[1].get(column, ""))
