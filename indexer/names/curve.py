"""From the cost of laying one spelling on another to a likeness in [0, 1]."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.names.correspondence import Writing
from indexer.names.tabulate import HUNDREDTHS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """Spellings of ``length`` letters (mean of both) are alike by one half at the cost ``base + slope * length``."""

    base: float
    slope: float
    bend: float = 1.5

    def likeness(self, costs: NDArray[np.int32], lengths: Floats) -> Floats:
        """1 at no cost, 0.5 at the half cost, towards 0 far beyond it."""
        half = (self.base + self.slope * lengths) * HUNDREDTHS
        found: Floats = 0.5 ** ((costs / half) ** self.bend)
        return found


_LATIN, _CYRILLIC = Writing.LATIN, Writing.CYRILLIC
_SYLLABLES = Writing.SYLLABLES
CURVES = {
    (_SYLLABLES, _SYLLABLES): Curve(0.5, 0.4, 0.8),
    (_SYLLABLES, _CYRILLIC): Curve(1.0, 0.6),
    (_CYRILLIC, _SYLLABLES): Curve(1.0, 0.6),
    (_SYLLABLES, _LATIN): Curve(4.0, 0.8),
    (_LATIN, _SYLLABLES): Curve(4.0, 0.8),
    (_LATIN, _CYRILLIC): Curve(4.0, 0.8),
    (_CYRILLIC, _LATIN): Curve(4.0, 0.8),
    (_LATIN, _LATIN): Curve(1.5, 0.7),
    (_CYRILLIC, _CYRILLIC): Curve(1.0, 0.6),
}
