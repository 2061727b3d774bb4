"""How alike two spellings are, and distinct spellings by number, so that one is laid on many at once."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from indexer.names.alphabet import LONGEST
from indexer.names.correspondence import Writing, cost, writing
from indexer.names.curve import CURVES
from indexer.names.lattice import room
from indexer.names.outline import held, sounds
from indexer.names.packed import (
    NOTHING,
    RUSSIAN,
    WORD,
    Packed,
    appended,
    hashed,
    made_rows,
    rows,
    starts_of,
    utf16,
    word_row,
)
from indexer.names.spellings import (
    BRIEF,
    BY_RULE,
    DERIVED,
    DOUBTFUL,
    FAR,
    SLIPPED,
    TRANSPOSED,
    all_tables,
    spell,
    spelt,
)
from indexer.names.suffix import split

_FAR = FAR

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]


class Words:
    """Folded spellings in Latin or Cyrillic letters."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._packed = NOTHING

    def number(self, word: str) -> int:
        """The number of a word, which is added if new."""
        return self._numbers.setdefault(word, len(self._numbers))

    def __len__(self) -> int:
        return len(self._numbers)

    def packed(self) -> Packed:
        """The rows of the words, and of no parts; those added since the last time are worked out."""
        known = len(self._packed.word)
        if known < len(self):
            new = list(islice(self._numbers, known, None))
            texts = [utf16(word) for word in new]
            rows_ = made_rows([word_row(word) for word in new], WORD)
            rows_["text"] = len(self._packed.texts) + starts_of([len(text) for text in texts])[:-1]
            self._packed = self._packed._replace(
                word=appended(self._packed.word, rows_), texts=appended(self._packed.texts, np.concatenate(texts))
            )
        return self._packed

    def hashes(self) -> list[int]:
        """The stable hashes of the words."""
        return [hashed(word) for word in self._numbers]

    def likeness(self, word: str, numbers: Numbers) -> Floats:
        """How alike ``word`` is to each of the words, in [0, 1]."""
        found, wanted = np.zeros(len(numbers)), np.ones(len(numbers), np.bool_)
        mine, by = Words(), all_tables()
        mine.number(word)
        ours, theirs = (spelt(rows(one.packed()), at) for one, at in ((mine, np.zeros(1, np.int32)), (self, numbers)))
        spell(ours, 0, theirs, wanted, _FAR, by, room(by), found)
        return found


def likeness(left: str, right: str) -> float:
    """How alike two words are, in [0, 1]: the same as ``Words.likeness`` for one of them."""
    if apart(left, right):
        return 0.0
    lengths = np.array([(min(len(left), LONGEST) + min(len(right), LONGEST)) / 2])
    total = min(cost(left, right), TRANSPOSED) if transposed(left, right) else cost(left, right)
    found = float(CURVES[writing(left), writing(right)].likeness(np.array([total], dtype=np.int32), lengths)[0])
    if total > BY_RULE and writing(left) is writing(right) is Writing.LATIN:
        found *= SLIPPED
    if total > 0 and _is_russian(left) and _is_russian(right):
        found *= SLIPPED
        if found > DOUBTFUL and _derived(left, right):
            found *= DERIVED
    return found


def apart(left: str, right: str) -> bool:
    """Whether two words share so few sounds that they need not be laid on each other; never of short words."""
    if Writing.SYLLABLES in (writing(left), writing(right)) or min(len(left), len(right)) <= BRIEF:
        return False
    return bool(held(np.array([sounds(right)], dtype=np.uint64), sounds(left))[0] < _FAR)


def transposed(left: str, right: str) -> bool:
    """Whether two words differ by one pair of neighbouring letters in the other order."""
    apart = [place for place, (ours, theirs) in enumerate(zip(left, right, strict=False)) if ours != theirs]
    return (
        len(left) == len(right)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and left[apart[0]] == right[apart[1]]
        and left[apart[1]] == right[apart[0]]
    )


def _derived(left: str, right: str) -> bool:
    """Whether two Russian surnames have one root and suffixes of different families, however they are cut."""
    ours, theirs = dict(split(left)), dict(split(right))
    return any(theirs.get(root, family) != family for root, family in ours.items()) and not any(
        theirs.get(root) == family for root, family in ours.items()
    )


@lru_cache(maxsize=131072)
def _is_russian(word: str) -> bool:
    return RUSSIAN.issuperset(word)
