"""Countries that tables name in English, in the reader's language by CLDR."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale


def country_name(english: str, language: str) -> str:
    """«Kazakhstan» as the language says it; the English where CLDR does not know it («Kazakhstan and Russia»)."""
    code = _codes().get(english, "")
    return str(_locale(language).territories.get(code, english))


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    return Locale(language)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {str(name): str(code) for code, name in Locale("en").territories.items()}
