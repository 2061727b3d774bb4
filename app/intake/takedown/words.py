"""What requests are about, how they end, and the reasons for it, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.languages import DEFAULT
from app.messages import N_
from app.tables import rows

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "living": N_("The person is living, or may be living"),
        "relative": N_("A relative asks that it be removed, or parts of it hidden"),
        "wrong": N_("Something in it is wrong"),
        "other": N_("Something else"),
    }
)
STATES: Mapping[str, str] = MappingProxyType(
    {
        "open": N_("not yet decided"),
        "granted": N_("the record was removed"),
        "in_part": N_("granted in part"),
        "refused": N_("not granted"),
    }
)
GRANTED, IN_PART, REFUSED = "granted", "in_part", "refused"


def reasons(verdict: str, language: str = DEFAULT) -> dict[str, str]:
    """Code → sentence, of the reasons that a decision of that kind may have."""
    if verdict == GRANTED:
        found = rows("vocab/removals")
    else:
        found = tuple(row for row in rows("vocab/rulings") if row["verdict"] == verdict)
    return {row["code"]: row.get(f"label_{language}") or row["label_en"] for row in found}


def reason(verdict: str, code: str, language: str) -> str:
    """The sentence of that reason; '' where there is none."""
    return reasons(verdict, language).get(code, "")
