"""What may be a syllable of a Chinese or Korean name, in Russian or Latin letters."""

from __future__ import annotations

import re

_SYLLABLE = re.compile(
    r"(?:чж|дж|цз|дз|чх|тх|пх|кх|хв|кв|гв|[бвгджзйклмнпрстфхцчшщ])?[аеиоуэюяы]{1,3}(?:нг|[бйклмнпрт]ь?)?"
    r"|(?:zh|ch|sh|ts|tz|dz|hs|kh|ph|th|ss|[ghk]w|[bcdfghjklmnpqrstwxyz])?'?[aeiouyü]{1,3}(?:ng|[nmklptrhbw])?"
)


_KOREAN = re.compile(r"([аеиоуэюя]|[влмнтхшчк][аеиоуэюя])(?:гай|gay|gai)|([aeiouy]|[vlmnthk][aeiouy])(?:gay|gai)")


def is_syllable(folded: str) -> bool:
    """Whether the folded form may be one syllable, or a Korean surname of one with the Russian ending -гай."""
    return _SYLLABLE.fullmatch(bare(folded)) is not None


def bare(folded: str) -> str:
    """The form without the -гай that Koreans of Russia bear after a vowel (Огай, Югай, Нигай)."""
    found = _KOREAN.fullmatch(folded)
    return (found[1] or found[2]) if found else folded
