"""What of the queue is asked for: filters as they stand in the address, anything else left aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.intake.accepting.words import AGES, KINDS, LIVING, SCANS, STATES

PENDING = "pending"
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """``batch`` a reference, ``nation`` an id, ``submitter`` the number of an account, ``age`` days of waiting."""

    state: str = PENDING
    kind: str = ""
    living: str = ""
    age: str = ""
    scans: str = ""
    nation: str = ""
    batch: str = ""
    submitter: int = 0

    @property
    def typed(self) -> dict[str, Any]:
        """As it stands in an address; nothing of what every address means."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in said.items() if value and (name, value) != ("state", PENDING)}

    @property
    def narrowed(self) -> bool:
        """Whether anything but the state is asked for."""
        return bool(set(self.typed) - {"state"})

    def waiting(self) -> Asked:
        """The same of those that wait."""
        return replace(self, state=PENDING)


def read_asked(query: Mapping[str, str]) -> Asked:
    """What the address asks for; a value that is none is left aside."""
    known = {"kind": KINDS, "living": LIVING, "age": AGES, "scans": SCANS}
    chosen = {name: query.get(name, "") for name in known if query.get(name, "") in known[name]}
    state, number = query.get("state", ""), query.get("submitter", "")
    return Asked(
        state=state if state in STATES else PENDING,
        nation=query.get("nation", "")[:60],
        batch=query.get("batch", "")[:20],
        submitter=min(int(number), _LARGEST) if number.isascii() and number.isdecimal() and len(number) < 12 else 0,
        **chosen,
    )
