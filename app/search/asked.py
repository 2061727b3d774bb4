"""What the reader has asked so far, and the same question with one thing changed: every link of the results page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NAME = ("q", "surname", "given_name", "patronymic")
FILTERS = ("born", "born_within", "decade", "sex", "nation", "camp", "fate", "source", "place", "match")
ORDER = ("sort", "limit")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a search as they were typed, nothing else of the address."""

    typed: Mapping[str, str]

    def but(self, **changes: str | int) -> dict[str, str]:
        """The same question with those changes, from its first page; an empty value takes a parameter out."""
        merged = {key: self.typed[key] for key in (*NAME, *FILTERS, *ORDER) if key in self.typed}
        merged |= {key: str(value) for key, value in changes.items()}
        return {key: value for key, value in merged.items() if value}

    def without(self, *fields: str) -> dict[str, str]:
        """The same question without those parameters."""
        return self.but(**dict.fromkeys(fields, ""))

    @property
    def name(self) -> dict[str, str]:
        """Only the name asked for: what a record page needs to say why it was found."""
        return {key: self.typed[key] for key in NAME if key in self.typed}

    @property
    def filters(self) -> dict[str, str]:
        """Only what narrows and orders the search: kept when another name is typed."""
        return {key: self.typed[key] for key in (*FILTERS, *ORDER) if key in self.typed}

    @property
    def anything(self) -> bool:
        """Whether the address asked for anything."""
        return any(key in self.typed for key in (*NAME, *FILTERS))
