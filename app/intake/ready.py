"""A row of a list made ready to be judged and taken in: all that can be done without the database, in any process."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, cast

from app.intake import values
from app.intake.draft import Draft, DraftEpisode, DraftName, DraftSource, Relative, Stay
from app.intake.flat import Flat, as_json, flat, heads
from app.intake.problems import Problem
from app.intake.readers import Row
from app.intake.values import Words

_NONE = Words({}, {})
_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_EXAMPLE = Draft(names=(DraftName(),), relatives=(Relative("", ""),))
RECORD = heads(values.of_record(_EXAMPLE, _NONE))
NAME = heads(values.of_names(_EXAMPLE)[0])
EPISODE = heads(values.of_episode(0, DraftEpisode()))
STAY = heads(values.of_stay(0, Stay(""), _NONE))
RELATIVE = (*heads(values.of_relatives(_EXAMPLE)[0]), "pages")
SOURCE = ("digest", *heads(values.of_source(DraftSource())))


class Told(NamedTuple):
    """A draft as rows of the tables, in the columns above, without numbers; ``others``: records of the relatives."""

    source: Flat
    record: Flat
    names: tuple[Flat, ...]
    episodes: tuple[tuple[Flat, tuple[Flat, ...]], ...]
    relatives: tuple[Flat, ...]
    others: tuple[int | None, ...]


class Ready(NamedTuple):
    """A row: ``line`` and ``position`` in the file, its cells as JSON (``said``), what is wrong, and its digest.

    ``ref`` is '' where nothing of it can be accepted; ``told`` is None then, and in a dry run. ``packed`` is the draft
    where a row that changed may replace what stands here.
    """

    line: int
    position: int
    said: str
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    ref: str = ""
    unread: bool = False
    told: Told | None = None
    packed: bytes = b""

    @property
    def draft(self) -> Draft:
        """The draft, where one was wanted: unpacked only then, for that takes longer than reading the row."""
        return cast(Draft, pickle.loads(self.packed))  # noqa: S301 (packed by us, a moment ago)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes rows ready: the ``form`` they were read in, the citation of those that bring none, what the words mean.

    ``words``: None where nothing is to be written. ``drafts``: whether drafts are wanted, too.
    """

    form: str
    citation: str = ""
    words: Words | None = None
    drafts: bool = False

    def ready(self, row: Row) -> Ready:
        """The row, made ready."""
        said, draft = as_json(row.raw), row.draft
        if draft is None:
            return Ready(row.line, row.position, said, row.problems)
        draft = _cited(draft, self.citation)
        return Ready(
            row.line, row.position, said, row.problems, digest(row, self.form), draft.source_ref, bool(draft.unread),
            told(draft, self.words) if self.words else None, pickle.dumps(draft, -1) if self.drafts else b"",
        )  # fmt: skip


def told(draft: Draft, words: Words) -> Told:
    """The draft as rows of the tables."""
    return Told(
        _source(draft.source),
        flat(values.of_record(draft, words)),
        tuple(map(flat, values.of_names(draft))),
        tuple(
            (
                flat(values.of_episode(at, episode)),
                tuple(flat(values.of_stay(place, stay, words)) for place, stay in enumerate(episode.stays)),
            )
            for at, episode in enumerate(draft.episodes)
        ),
        tuple((*flat(kin), "[]") for kin in values.of_relatives(draft)),
        tuple(kin.record_id for kin in draft.relatives),
    )


def digest(row: Row, form: str) -> str:
    """A row is the same if its cells are and it was read in the same way."""
    said = _sorted([form, row.raw])
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


@lru_cache(maxsize=4096)
def _source(source: DraftSource) -> Flat:
    return (values.source_digest(source), *flat(values.of_source(source)))


def _cited(draft: Draft, citation: str) -> Draft:
    if not citation or draft.source.citation:
        return draft
    return replace(draft, source=replace(draft.source, citation=citation))
