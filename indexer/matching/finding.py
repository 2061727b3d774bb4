"""What was found in one field of two records, before it is weighed."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.matching.levels import Level
from indexer.names.name import Relation


@dataclass(frozen=True, slots=True)
class Finding:
    """How two records lie on each other in a field.

    ``row`` is the level in the table of weights; it differs from ``level`` where the table knows finer steps than the
    reader needs. ``chance``: how likely two random people agree so by this very value, None where values do not count.
    """

    field: str
    level: Relation | Level
    left: str
    right: str
    chance: float | None = None
    row: str = ""
    letters: tuple[tuple[str, str], ...] = ()

    @property
    def weighed_as(self) -> str:
        """The level by which the table of weights knows it."""
        return self.row or self.level.value
