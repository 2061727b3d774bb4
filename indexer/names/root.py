"""What is left of a Turkic name without an ending or beginning that is often dropped: Букейханов, Букейхан."""

from __future__ import annotations

from functools import lru_cache

from indexer.names.name import PartKind
from indexer.names.tables import rows

_LEAST = 3  # letters that must be left
_ENDINGS = {row["letters"]: row["becomes"] for row in rows("name_roots") if row["place"] == "end"}
_BEGINNINGS = tuple(row["letters"] for row in rows("name_roots") if row["place"] == "start")


@lru_cache(maxsize=131072)
def root(folded: str, kind: PartKind) -> str:
    """The folded form without it; '' where there is nothing to leave out."""
    if kind in (PartKind.SURNAME, PartKind.MAIDEN):
        for ending, becomes in _ENDINGS.items():
            if folded.endswith(ending) and len(folded) - len(ending) + len(becomes) > _LEAST + len(becomes):
                return folded.removesuffix(ending) + becomes
    elif kind in (PartKind.GIVEN, PartKind.PATRONYMIC):
        for beginning in _BEGINNINGS:
            if folded.startswith(beginning) and len(folded) - len(beginning) > _LEAST:
                return folded.removeprefix(beginning)
    return ""
