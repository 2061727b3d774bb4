"""What of the queue of pairs is asked for: filters as they stand in the address, anything else left aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.review.words import BANDS, KINDS, STATES

OPEN = "open"
_KNOWN = (("state", STATES), ("kind", KINDS), ("band", BANDS))


@dataclass(frozen=True, slots=True)
class Asked:
    """``collection``: the code of the source of either record; ``surname``: how that of a record begins."""

    state: str = OPEN
    kind: str = ""
    band: str = ""
    collection: str = ""
    surname: str = ""

    @property
    def typed(self) -> dict[str, Any]:
        """As it stands in an address; nothing of what every address means."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in said.items() if value and (name, value) != ("state", OPEN)}

    @property
    def narrowed(self) -> bool:
        """Whether anything but the state is asked for."""
        return bool(set(self.typed) - {"state"})

    def but(self, **changed: str) -> dict[str, Any]:
        """The address of the same with these changes."""
        return replace(self, **changed).typed


@dataclass(frozen=True, slots=True)
class Seat:
    """Who judges (the number of the account), and through which part of the queue they go."""

    me: int
    asked: Asked


def read_asked(query: Mapping[str, str]) -> Asked:
    """What the address asks for; a value that is none is left aside."""
    chosen = {name: query.get(name, "") for name, known in _KNOWN if query.get(name, "") in known}
    return Asked(**chosen, collection=query.get("collection", "")[:80], surname=query.get("surname", "").strip()[:60])
