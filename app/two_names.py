"""Two names typed to be laid on each other: read from a request, compared, put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.query import LONGEST, BadQuery, Wrong, has_letters
from app.why import why_not_higher
from indexer.evidence import Band, Evidence, band, grounds
from indexer.names.compare import compare
from indexer.names.name import Name, NameComparison
from indexer.names.parse import parse

SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class TwoNames:
    """Two names and how they lie on each other."""

    left: Name
    right: Name
    comparison: NameComparison

    @property
    def band(self) -> Band:
        """The step that their likeness stands on."""
        return band(self.comparison.score)

    @property
    def grounds(self) -> tuple[Evidence, ...]:
        """Part by part, how they lie on each other."""
        return grounds(self.comparison)

    @property
    def why_not_higher(self) -> list[str]:
        """What keeps the likeness from being greater, in the reader's language."""
        return why_not_higher(self.grounds)


def laid(left: str, right: str) -> TwoNames:
    """The two names, read and compared."""
    ours, theirs = parse(left), parse(right)
    return TwoNames(ours, theirs, compare(ours, theirs))


def read_two(asked: Mapping[str, str]) -> TwoNames:
    """The names in ``left`` and ``right``, compared. Raises BadQuery for what is too long or has no letter."""
    wrong = [fault for side in SIDES if (fault := _fault(side, asked.get(side, "")))]
    if wrong:
        raise BadQuery(*wrong)
    return laid(*(asked[side].strip() for side in SIDES))


def _fault(side: str, value: str) -> Wrong | None:
    if len(value) > LONGEST:
        return Wrong(side, "long", {"most": str(LONGEST)})
    return None if has_letters(value) else Wrong(side, "letters", {"value": value.strip()[:40]})
