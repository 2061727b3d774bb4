"""Small words that tie the parts of a name together: фон, оглы, сын, заде."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from indexer.names.evidence import is_east_asian_surname
from indexer.names.normalize import fold
from indexer.names.tables import rows
from indexer.names.tokens import Word


class Use(StrEnum):
    """What a particle says of its neighbours."""

    BEFORE = "before"  # the next word is a surname: фон, de
    FATHER = "father"  # the word before is the father's name: оглы, кызы
    OF = "of"  # the next word is the father's name, or the one before where none comes: сын, syn, s.
    SON = "son"  # as OF in small letters, else as BEFORE: Залман бен Хаим, Давид Бен-Гурион
    PLAIN = "plain"  # an honour or ending set apart: бей, заде


_USES = {fold(row["form"]): Use(row["use"]) for row in rows("particles")}
_SHORT = 2  # letters of a particle that could as well be a word of another kind


def use(words: Sequence[Word], place: int) -> Use | None:
    """How the word at that place is a particle, or None. A name's only word is none, nor a capitalised look-alike."""
    word = words[place]
    found = _USES.get(fold(word.form)) or _USES.get(fold(word.form) + "." * word.dotted)
    if found is None or len(words) == 1:
        return None
    if found is Use.SON:
        found = Use.OF if place and word.form.islower() else Use.BEFORE
    if found is Use.FATHER:
        return found if place else None
    if found is Use.OF:
        return found if place and (word.form.islower() or word.dotted) else None
    if found is Use.BEFORE and not word.form.islower() and (len(words) == 2 or place == len(words) - 1):
        return None
    ambiguous = len(word.form) <= _SHORT or is_east_asian_surname(word.form)
    mixed_case = any(not other.form.islower() for other in words)
    lower = word.form.islower() and mixed_case
    return found if lower or not ambiguous else None
