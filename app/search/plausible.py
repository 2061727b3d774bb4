"""The readings of a spelling as people are shown them: what its own writers meant first, nothing that nobody wrote."""

from __future__ import annotations

import re
from functools import cache
from math import sqrt

from app.tables import rows
from indexer.names import translit
from indexer.names.likelihood import likelihood
from indexer.names.name import Script
from indexer.names.normalize import fold, script
from indexer.names.traditions import weighed

LEAST = 0.2  # of the best: readings less worth are searched, but not shown


def plausible(form: str) -> tuple[str, ...]:
    """The readings of one part of a name that are worth showing, the likeliest first; the search tries more.

    How usual the spelling is weighs more here than how usual the name is: Müller is Мюллер before Миллер. Groups of
    letters that are one sound are not split: sz is not «сз» (``data/vocab/unsplit_letters.csv``).
    """
    read = translit.readings(form)
    if script(form) is not Script.LATIN or len(read) < 2:
        return read
    word = fold(form)
    by_spelling = weighed(word, Script.LATIN)
    worth = {reading: by_spelling.get(reading, 0.0) * sqrt(likelihood(reading)) for reading in read}
    whole = [reading for reading in read if not _splits(word, reading)] or list(read)
    best = max(worth[reading] for reading in whole)
    shown = sorted(
        (reading for reading in whole if worth[reading] >= LEAST * best), key=lambda reading: -worth[reading]
    )
    return tuple(shown)


def _splits(word: str, reading: str) -> bool:
    return any(letters in word and never.search(reading) for letters, never in _unsplit())


@cache
def _unsplit() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["letters"], re.compile(row["never"])) for row in rows("vocab/unsplit_letters"))
