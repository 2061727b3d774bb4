"""How well a table finds the Cyrillic form of a Latin word that it was not learned from, among all forms of a list."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from indexer.names.correspondence import Writing, alphabets, between
from indexer.names.lattice import lay
from indexer.names.pairs import Attested


def ranks(attested: Sequence[Attested], words: int) -> tuple[float, float]:
    """The shares of Latin words whose right form is the first, and among the first ten; ties count at mean rank.

    The words are a fixed choice of those kept from learning; the list is every Cyrillic form, implausible ones too.
    """
    forms = sorted({pair.cyrillic for pair in attested})
    places = {form: place for place, form in enumerate(forms)}
    right: defaultdict[str, list[int]] = defaultdict(list)
    for pair in attested:
        if pair.plausible and pair.held_out:
            right[pair.latin].append(places[pair.cyrillic])
    chosen = sorted(right, key=lambda word: hashlib.md5(word.encode(), usedforsecurity=False).hexdigest())[:words]
    packed = alphabets()[Writing.CYRILLIC].pack(forms)
    found = np.array([_rank(word, right[word], packed) for word in chosen])
    return float((found <= 1).mean()), float((found <= 10).mean())


def _rank(word: str, right: Sequence[int], packed: np.ndarray) -> float:
    costs = lay(word, packed, between(Writing.LATIN, Writing.CYRILLIC))
    best = costs[list(right)].min()
    costs[list(right)] = np.iinfo(costs.dtype).max
    return 1.0 + float((costs < best).sum()) + float((costs == best).sum()) / 2
