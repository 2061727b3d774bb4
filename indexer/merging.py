"""Which segments are written together anew, so that they stay few and nobody waits for it long."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

SEGMENTS = 8  # more of them are merged: ten segments cost a search four times what one costs
AT_ONCE = 40_000  # documents that are merged while somebody waits, at most: below a second

AT_LEISURE = 1_000_000  # documents that are merged while nobody waits, at most: half a minute, two gigabytes


def light(weights: Sequence[int]) -> list[int]:
    """Which of the segments, told by their documents, are merged now: none while they are few.

    Light is all up to the last that does not outweigh those before it, and two at least: so an entry is written again
    little more often than the index doubles, and an update of a few does not wait for a merge of all. Of those as many
    as AT_ONCE documents allow, the lightest first.
    """
    if len(weights) < SEGMENTS:
        return []
    rising = sorted(range(len(weights)), key=weights.__getitem__)
    before = list(accumulate((weights[at] for at in rising), initial=0))
    last = max((at for at, segment in enumerate(rising) if weights[segment] <= before[at]), default=0)
    end = max(1 + last, 2)
    while end > 1 and before[end] > AT_ONCE:
        end -= 1
    return rising[:end] if end > 1 else []


def heavy(weights: Sequence[int]) -> list[int]:
    """Which of the segments are merged at leisure: where ``light`` left more than SEGMENTS, all but the heaviest one.

    Those too that ``light`` may merge away at any moment: the work would be lost. Of the others as many as AT_LEISURE
    allows, the lightest first.
    """
    if len(weights) <= SEGMENTS:
        return []
    rising = sorted(range(len(weights)), key=weights.__getitem__)[:-1]
    rising = [at for at in rising if weights[at] > AT_ONCE * 3 // 4]
    ends = accumulate(weights[at] for at in rising)
    chosen = [at for at, end in zip(rising, ends, strict=True) if end <= AT_LEISURE]
    return chosen if len(chosen) > 1 else []
