"""Chinese characters read aloud: Chinese names by pinyin and Palladius, Japanese ones as most people read them."""

from __future__ import annotations

from functools import lru_cache

from indexer.names.syllables import chinese, japanese
from indexer.names.tables import rows

_SOUNDS = {character: row["pinyin"] for row in rows("han") for character in row["characters"]}
_SURNAMES = {row["characters"]: row["pinyin"] for row in rows("han_surnames")}
_KANJI = {(row["kind"], row["kanji"]): row["hepburn"] for row in rows("kanji")}
COMPOUND_SURNAMES = frozenset(surname for surname in _SURNAMES if len(surname) > 1)


@lru_cache(maxsize=65536)
def read(word: str, surname: bool) -> str:
    """The folded Russian reading of a word of characters, Chinese syllables parted by hyphens; '' where none is known.

    Characters do not tell whose name they write: a word that is a common Japanese name reads as one.
    """
    hepburn = _KANJI.get(("surname" if surname else "given", word))
    if hepburn:
        return japanese(hepburn)
    if surname and word in _SURNAMES:
        return chinese(_SURNAMES[word])
    sounds = [_SOUNDS.get(character, "") for character in word]
    return "-".join(map(chinese, sounds)) if all(sounds) else ""
