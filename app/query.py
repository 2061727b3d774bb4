"""What a request asks for, read into a search query; what makes no sense in it, said field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.box import Box, read_box
from app.messages import N_
from app.place_words import place_words
from indexer.names.gathered import gather
from indexer.names.name import Name
from indexer.names.normalize import clean
from indexer.names.parse import build
from indexer.search import Match, SearchQuery, Sort

EARLIEST, LATEST = 1800, 2030  # years that can be asked for
MOST_LIMIT = 100
LONGEST = 300  # letters of a name that are read
NOTHING_TYPED = Box("")
_LETTER = re.compile(r"[^\W\d_]")
_E = TypeVar("_E", bound=StrEnum)


REASONS = {
    "number": N_("“%(value)s” is not a whole number."),
    "year": N_("A year from %(least)s to %(most)s is needed, not “%(value)s”."),
    "range": N_("A number from %(least)s to %(most)s is needed, not “%(value)s”."),
    "choice": N_("“%(value)s” is none of the choices: %(choices)s."),
    "long": N_("This is longer than %(most)s characters."),
    "letters": N_("There is no letter in “%(value)s”: a name is needed."),
    "place": N_("There is no word of two letters or more in “%(value)s”: the name of a place is needed."),
    "nothing": N_("Type a name, or choose a nation, a place or a fate."),
    "kin_name": N_("Type the name of the person whose relatives you look for."),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that makes no sense in a request; ``reason`` is a key of REASONS."""

    field: str
    reason: str
    params: Mapping[str, str]

    @property
    def message(self) -> str:
        """The English message id, with ``%(name)s`` placeholders."""
        return REASONS[self.reason]


class BadQuery(ValueError):
    """The request cannot be answered; ``wrong`` says why, field by field."""

    def __init__(self, *wrong: Wrong) -> None:
        super().__init__("; ".join(f"{w.field}: {w.message % dict(w.params)}" for w in wrong))
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Reading:
    """How a request was read: the query, the words that were typed, and what of them is no part of the name."""

    query: SearchQuery
    typed: Mapping[str, str]
    box: Box = NOTHING_TYPED


def read_query(asked: Mapping[str, str]) -> Reading:
    """The search that these parameters (DESIGN: HTTP contract) ask for. Raises BadQuery with every fault at once."""
    typed = {key: value.strip() for key, value in asked.items() if value.strip()}
    reader = _Reader(typed)
    name, box = reader.name()
    query = SearchQuery(
        name=name,
        year=box.year,
        born=reader.number("born", EARLIEST, LATEST, "year"),
        decade=reader.decade("decade"),
        born_within=reader.number("born_within", 0, 50) if "born_within" in typed else 2,  # type: ignore[arg-type]
        sex=reader.choice("sex", ("", "m", "f")),
        nation=typed.get("nation", ""),
        camp=typed.get("camp", ""),
        fate=typed.get("fate", ""),
        source=typed.get("source", ""),
        words=reader.words("place"),
        match=reader.member("match", Match, Match.ALL),
        sort=reader.member("sort", Sort, Sort.RELEVANCE),
        limit=reader.limit(),
        offset=reader.offset(),
    )
    reader.finish(query)
    return Reading(query, typed, box)


def read_page(asked: Mapping[str, str]) -> tuple[int, int]:
    """How many results are wanted and from which on, where nothing else is asked. Raises BadQuery."""
    reader = _Reader({key: value.strip() for key, value in asked.items() if value.strip()})
    page = reader.limit(), reader.offset()
    if reader.wrong:
        raise BadQuery(*reader.wrong)
    return page


def has_letters(value: str) -> bool:
    """Whether the words hold any letter: digits and signs are no name."""
    return bool(_LETTER.search(clean(value)))


class _Reader:
    """Takes the parameters one by one and remembers what was wrong with them."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.wrong: list[Wrong] = []

    def name(self) -> tuple[Name | None, Box]:
        """The name asked for, by words or by fields, and what stands among the words beside it."""
        words = self._letters("q")
        fields = {key: self._letters(key) for key in ("surname", "given_name", "patronymic")}
        if any(fields.values()):
            named = build(surname=fields["surname"], given=fields["given_name"], patronymic=fields["patronymic"])
            return named, Box(named.written)
        box = read_box(words)
        name = clean(box.name)
        return (gather(name) if name else None), box

    def number(self, field: str, least: int, most: int, reason: str = "range") -> int | None:
        """A whole number in those bounds, None where none was given."""
        value = self.typed.get(field)
        if value is None:
            return None
        bounds = {"value": value[:40], "least": str(least), "most": str(most)}
        if not re.fullmatch(r"-?\d{1,9}", value, re.ASCII):
            self._complain(field, "year" if reason == "year" else "number", bounds)
            return None
        if not least <= int(value) <= most:
            self._complain(field, reason, bounds)
            return None
        return int(value)

    def limit(self) -> int:
        """How many results at a time."""
        return self.number("limit", 1, MOST_LIMIT) or 20

    def offset(self) -> int:
        """How many are left out before them."""
        return self.number("offset", 0, 1_000_000) or 0

    def decade(self, field: str) -> int | None:
        """The first of the ten years that a year of them names: 1890 for 1893."""
        year = self.number(field, EARLIEST, LATEST, "year")
        return None if year is None else year // 10 * 10

    def choice(self, field: str, choices: tuple[str, ...]) -> str:
        """One of those words, '' where none was given."""
        value = self.typed.get(field, "")
        if value not in choices:
            self._complain(field, "choice", {"value": value[:40], "choices": ", ".join(filter(None, choices))})
            return ""
        return value

    def member(self, field: str, kind: type[_E], default: _E) -> _E:
        """One of the members of an enumeration."""
        value = self.choice(field, ("", *(member.value for member in kind)))
        return kind(value) if value else default

    def words(self, field: str) -> tuple[str, ...]:
        """The words of a place; a filter that none came of would not be in force."""
        value = self.typed.get(field, "")
        found = place_words(value)
        if value and not found:
            self._complain(field, "place", {"value": value[:40]})
        return found

    def finish(self, query: SearchQuery) -> None:
        """Raise what was found wrong, or that nothing was asked for."""
        filters = (
            query.name,
            query.born,
            query.decade,
            query.sex,
            query.nation,
            query.camp,
            query.fate,
            query.source,
            query.words,
        )
        if not self.wrong and not any(filters):
            self._complain("q", "nothing", {})
        if self.wrong:
            raise BadQuery(*self.wrong)

    def _letters(self, field: str) -> str:
        value = self.typed.get(field, "")
        if len(value) > LONGEST:
            self._complain(field, "long", {"most": str(LONGEST)})
            return ""
        if value and not has_letters(value):
            self._complain(field, "letters", {"value": value[:40]})
            return ""
        return value

    def _complain(self, field: str, reason: str, params: dict[str, str]) -> None:
        self.wrong.append(Wrong(field, reason, params))
