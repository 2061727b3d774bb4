"""What may be a syllable of a Chinese or Korean name, in Russian or Latin letters."""

from __future__ import annotations

import re

_SYLLABLE = re.compile(
    r"(?:чж|дж|цз|дз|тх|пх|кх|хв|кв|гв|[бвгджзйклмнпрстфхцчшщ])?[аеиоуэюяы]{1,3}(?:нг|[бйклмнпрт]ь?)?"
    r"|(?:zh|ch|sh|ts|tz|dz|hs|kh|ph|th|ss|[bcdfghjklmnpqrstwxyz])?'?[aeiouyü]{1,3}(?:ng|[nmklptrhbw])?"
)


def is_syllable(folded: str) -> bool:
    """Whether the folded form may be one syllable."""
    return _SYLLABLE.fullmatch(folded) is not None
