"""Take the full stop that ends a clause off its value, but not the one that ends an abbreviation."""

from __future__ import annotations

import re

_ABBREVIATED = re.compile(
    r"(?:^|[\s.,(-])(?:обл|кр|окр|губ|вол|г|гг|р|с|д|п|пос|ст|м|ул|пер|пл|кв|корп|ж|отд|уч|др|им|л|мес|тюр|закл|св|ф|н|э)$",
    re.IGNORECASE,
)
_LONGEST = 7  # letters that the longest abbreviation takes, with the mark before it
_EDGES = " \t\n,;:"


def trimmed(text: str) -> str:
    """«Омской обл..» → «Омской обл.», «г. Казань.» → «г. Казань»."""
    bare = text.strip(_EDGES)
    ended = bare.rstrip(". ")
    return f"{ended}." if ended != bare and _ABBREVIATED.search(ended[-_LONGEST:]) else ended
