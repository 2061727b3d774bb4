"""Other forms of a given name: short ones, and those of another language, by the table of given names."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from indexer.names import lexicon
from indexer.names.tables import rows, split

FULL, SHORT = "full", "short"


def forms(given: str, language: str, kind: str) -> tuple[str, ...]:
    """The forms of that language and kind of the name, where it is beyond doubt which name it is."""
    return tuple(form for concept in sorted(lexicon.sure_concepts(given)) for form in _table(language, kind)[concept])


@lru_cache(maxsize=8)
def _table(language: str, kind: str) -> defaultdict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in rows("given"):
        if (row["language"], row["kind"], row["sure"]) == (language, kind, "yes"):
            found[row["concept"]] += split(row["forms"])
    return found
