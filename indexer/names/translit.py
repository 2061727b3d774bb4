"""From one script to another: named schemes, and what an unknown spelling may stand for in Russian papers."""

from __future__ import annotations

from functools import lru_cache

from indexer.names.normalize import fold
from indexer.names.rules import Rules, rule
from indexer.names.tables import rows

_LATIN = Rules(rule(row) for row in rows("readings/english"))
_BGN = Rules(rule(row) for row in rows("schemes/bgn"))


@lru_cache(maxsize=131072)
def readings(form: str) -> tuple[str, ...]:
    """What one part of a name may be in Russian papers, folded Cyrillic, the likeliest first, at most 8."""
    folded = fold(form)
    return _LATIN.variants(folded, 8) if folded else ()


def schemes() -> tuple[str, ...]:
    """The ids of the named schemes."""
    return ("bgn",)


def apply(scheme: str, text: str) -> str:
    """The text by a named scheme."""
    return _BGN.rewrite(text.lower())


def romanize(text: str, scheme: str = "bgn") -> str:
    """The text in Latin letters by a named scheme."""
    return apply(scheme, text)
