"""The surnames of a segment in alphabetical order of their letters, each with the documents that bear it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.names.name import Script
from indexer.names.normalize import fold, script
from indexer.names.translit import readings

KEY_BYTES, TEXT_BYTES = 32, 64  # UTF-8; of a longer key the beginning counts, a longer surname is not offered
_READ = (Script.CYRILLIC, Script.LATIN)  # the writing of other names is told by their sound
_BASES = str.maketrans("әғқңөұүһіїєґўӱӧҳҷљњђћџѣѳэ", "агкноуухииегууохчлндччефе") | str.maketrans(
    dict.fromkeys("ьъ'’ʼ`. ")
)
_LATIN_BASES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Forms:
    """Distinct surnames, sorted by ``keys``, then ``texts`` (folded forms in UTF-8).

    Those who bear number f are ``documents[starts[f]:starts[f + 1]]``, ascending, dead ones among them.
    """

    keys: NDArray[np.bytes_]
    texts: NDArray[np.bytes_]
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]


def forms(
    owners: NDArray[np.integer], rows: NDArray[np.int32], surnames: NDArray[np.bool_], text: Callable[[int], str]
) -> Forms:
    """The surnames that stand in the names of a segment.

    ``rows``: the part numbers of each name, shape (names, any), -1 where none; ``owners``: the document of each name,
    shape (names,); ``surnames``: which parts are surnames, maiden names or unknown; ``text``: the form of a part.
    """
    chosen = np.append(surnames, False)[rows]  # -1 is no surname
    parts = rows[chosen]
    bearers = np.repeat(np.asarray(owners, np.int64), chosen.sum(axis=1))
    numbers, places = np.unique(parts, return_inverse=True)
    folded = [fold(text(number)) for number in numbers.tolist()]
    sorted_ = sorted((key(form), form) for form in set(folded) if _fits(form))
    at = {form: place for place, (_, form) in enumerate(sorted_)}
    of_part = np.array([at.get(form, -1) for form in folded], np.int64)[places]
    pairs = np.unique((of_part << 32 | bearers)[of_part >= 0])
    starts = np.searchsorted(pairs >> 32, np.arange(len(sorted_) + 1)).astype(np.int64)
    return Forms(
        np.array([of.encode()[:KEY_BYTES] for of, _ in sorted_], f"S{KEY_BYTES}"),
        np.array([form.encode() for _, form in sorted_], f"S{TEXT_BYTES}"),
        starts,
        (pairs & 0xFFFFFFFF).astype(np.int32),
    )


def _fits(form: str) -> bool:
    return len(form) > 1 and len(form.encode()) <= TEXT_BYTES and not form.endswith(".") and bool(key(form))


@lru_cache(maxsize=65536)
def key(form: str) -> str:
    """The letters by which a name is looked up from its beginning: folded, without marks; Бәйт and Байт are one.

    A script other than Cyrillic and Latin is told by its likeliest reading.
    """
    folded = fold(form)
    if script(folded) not in _READ:
        folded = next(iter(readings(folded)), folded)
    bare = "".join(letter for letter in unicodedata.normalize("NFD", folded) if not unicodedata.combining(letter))
    return bare.translate(_LATIN_BASES).translate(_BASES)
