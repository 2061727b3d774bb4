"""The fields of a draft as columns of the CSV contract: where each stands, what kind of value it is.

A correction renews records by this table, and the history tells by it what changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from app.dates import HistoricalDate
from app.intake.draft import Coded, Draft, DraftEpisode

Value = str | HistoricalDate | Coded | None
Holder = TypeVar("Holder", Draft, DraftEpisode)


class Kind(StrEnum):
    """What a field holds: words, a date or a code beside its wording, or a bare code."""

    TEXT = "text"
    DATE = "date"
    CODED = "coded"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Field:
    """A column, the path of its attribute in the Draft or DraftEpisode, its kind, and the vocabulary of its codes."""

    column: str
    path: tuple[str, ...]
    kind: Kind = Kind.TEXT
    vocabulary: str = ""


PERSON = (
    Field("sex", ("sex",), Kind.BARE, "sex"),
    Field("nation", ("nation",), Kind.CODED, "nation"),
    Field("citizenship", ("citizenship",)),
    Field("birth_date", ("birth_date",), Kind.DATE),
    Field("birth_place", ("birth_place",)),
    Field("residence", ("residence",)),
    Field("occupation", ("occupation",)),
    Field("education", ("education",)),
    Field("party", ("party",)),
)
EPISODE = (
    Field("episode_kind", ("kind",), Kind.CODED, "episode"),
    Field("arrest_date", ("arrest_date",), Kind.DATE),
    Field("arrested_by", ("arrested_by",)),
    Field("sentenced_by", ("decided_by",), Kind.CODED, "body"),
    Field("sentence_date", ("decision_date",), Kind.DATE),
    Field("article", ("article",)),
    Field("charge", ("charge",)),
    Field("sentence", ("measure",), Kind.CODED, "measure"),
    Field("term", ("term",), Kind.CODED, "term"),
    Field("commutation", ("commutation",)),
)
END = (
    Field("fate", ("fate",), Kind.CODED, "fate"),
    Field("death_date", ("death_date",), Kind.DATE),
    Field("death_place", ("death_place",)),
    Field("burial_place", ("burial_place",)),
    Field("rehabilitation", ("rehabilitation", "status"), Kind.CODED, "rehabilitation"),
    Field("rehabilitation_date", ("rehabilitation", "date"), Kind.DATE),
    Field("rehabilitation_body", ("rehabilitation", "body")),
    Field("rehabilitation_ground", ("rehabilitation", "ground", "wording")),
    Field("notes", ("notes",)),
    Field("confidence", ("confidence",), Kind.BARE, "confidence"),
)
CAMPS, RELATIVES, VARIANTS = "camps", "relatives", "name_variants"


def value(holder: Draft | DraftEpisode, field: Field) -> Value:
    """What the draft, or one of its episodes, says in that field."""
    found: Any = holder
    for name in field.path:
        found = getattr(found, name)
    said: Value = found
    return said


def with_values(holder: Holder, values: Mapping[Field, Value]) -> Holder:
    """The same with these fields put in place of its own."""
    for field, said in values.items():
        holder = _put(holder, field.path, said)
    return holder


def numbered(column: str, episode: int) -> str:
    """The column of the episode at that place, counted from 0: «sentence», «sentence.2»."""
    return column if episode == 0 else f"{column}.{episode + 1}"


def _put(holder: Any, path: tuple[str, ...], said: Value) -> Any:
    first, *rest = path
    return replace(holder, **{first: _put(getattr(holder, first), tuple(rest), said) if rest else said})
