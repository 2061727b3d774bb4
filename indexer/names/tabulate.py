"""Make a table of costs out of listed pairs of letter groups and prices for what is not listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from indexer.names.alphabet import EMPTY, NO_GROUP, Alphabet
from indexer.names.lattice import FORBIDDEN, Table

HUNDREDTHS = 100  # costs are whole hundredths of a nat, so that sums are exact in any order
TWO_VOWELS, TWO_CONSONANTS, ONE_OF_EACH, ALONE = range(4)  # places of the prices of single letters that no row lists
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûāēīōūąęėįųůőűøåæœıаеиоуыэюяіїєәөүұ")


def price(left: str, right: str) -> int:
    """Which price holds for two single letters, or for one and nothing."""
    if not left or not right:
        return ALONE
    vowels = (left in _VOWELS) + (right in _VOWELS)
    return (TWO_CONSONANTS, ONE_OF_EACH, TWO_VOWELS)[vowels]


def tabulate(left: Alphabet, right: Alphabet, listed: Mapping[tuple[str, str], int], prices: Sequence[int]) -> Table:
    """The table of the listed costs and the prices, in hundredths of a nat.

    Within one writing the table is symmetric and a letter costs nothing beside itself.
    """
    costs = np.full((len(left.groups), len(right.groups)), FORBIDDEN, dtype=np.int32)
    for ours in left.groups[EMPTY : left.letters]:
        for theirs in right.groups[EMPTY : right.letters]:
            costs[left.numbers[ours], right.numbers[theirs]] = prices[price(ours, theirs)]
    for (ours, theirs), cost in listed.items():
        costs[left.numbers[ours], right.numbers[theirs]] = cost
        if left is right:
            costs[left.numbers[theirs], right.numbers[ours]] = cost
    if left is right:
        costs[range(EMPTY + 1, left.letters), range(EMPTY + 1, left.letters)] = 0
    costs[NO_GROUP, :] = costs[:, NO_GROUP] = costs[EMPTY, EMPTY] = FORBIDDEN
    return Table(left, right, costs)
