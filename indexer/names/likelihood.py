"""How much a Cyrillic word looks like a name in Russian papers, letter pair by letter pair."""

from __future__ import annotations

import math
from itertools import pairwise

from indexer.names.tables import rows

UNSEEN = 9.0  # surprise, in nats, at a pair of letters that no name has
USUAL = 2.4  # surprise of a usual pair: a word is neither better nor worse for being long
TRUST = 0.5  # the pairs overlap, so their surprise counts only in part

_SURPRISE = {(row["letter"], row["next"]): float(row["surprise"]) for row in rows("letter_pairs")}


def likelihood(word: str) -> float:
    """The likeness of a folded Cyrillic word to names: above 1 where its letter pairs are usual, else below."""
    surprise = sum(_SURPRISE.get(pair, UNSEEN) - USUAL for pair in pairwise(f"^{word}^"))
    return math.exp(-TRUST * surprise)
