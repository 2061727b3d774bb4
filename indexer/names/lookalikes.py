"""Contests for learning: each right spelling beside the look-alikes that it may be mistaken for."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from indexer.names.lattice import Table, lay
from indexer.names.multigram import Groups, Pair, Shape, keyed, numbered
from indexer.names.pairs import Attested
from indexer.names.reweigh import Contest
from indexer.names.skeleton import skeleton, slips

_CONTESTS = 6000  # of familiar names, and as many of others
_RIVALS = 12
_FAMILIAR = 2.0  # what a contest over a name of our lists counts beside another
_SHORTEST, _LONGEST = 3, 14  # letters of words in contests
_MOST = 2000  # rivals that are laid before the nearest are chosen


def contest(
    pairs: Sequence[Attested], familiar: frozenset[str], by: Table, groups: Groups, shapes: Sequence[Shape]
) -> Contest:
    """A contest for each of a fixed choice of pairs; ``familiar`` are Cyrillic names like those sought."""
    words = sorted({pair.cyrillic for pair in pairs if len(pair.cyrillic) <= _LONGEST})
    blocks = _blocks(words)
    right: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        right[pair.latin].add(pair.cyrillic)
    spelt: list[Pair] = []
    of: list[int] = []
    for number, pair in enumerate(chosen := _chosen(pairs, familiar)):
        rivals = _rivals(pair, words, blocks, by, right[pair.latin])
        spelt.extend((pair.latin, word) for word in [pair.cyrillic, *rivals])
        of.extend([number] * (1 + len(rivals)))
    firsts = np.array([place == 0 or of[place - 1] != number for place, number in enumerate(of)])
    weights = np.array([_FAMILIAR if pair.cyrillic in familiar else 1.0 for pair in chosen])
    return Contest(numbered(keyed(spelt, shapes, groups), groups), np.array(of), firsts, weights)


def _chosen(pairs: Sequence[Attested], familiar: frozenset[str]) -> list[Attested]:
    """The pairs that are contested: always the same of the same pairs."""
    fitting = [
        pair
        for pair in pairs
        if len(pair.cyrillic) >= _SHORTEST and max(len(pair.latin), len(pair.cyrillic)) <= _LONGEST
    ]
    ordered = sorted(fitting, key=lambda pair: hashlib.md5(pair.latin.encode(), usedforsecurity=False).hexdigest())
    known = [pair for pair in ordered if pair.cyrillic in familiar][:_CONTESTS]
    return [*known, *[pair for pair in ordered if pair.cyrillic not in familiar][:_CONTESTS]]


def _blocks(words: Sequence[str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        code = skeleton(word)
        for key in (code, *slips(code)):
            found[key].append(number)
    return dict(found)


def _rivals(
    pair: Attested, words: Sequence[str], blocks: dict[str, list[int]], by: Table, right: set[str]
) -> list[str]:
    """The words that share the sound of the right one but for a slip, the most alike first."""
    code = skeleton(pair.cyrillic)
    near = sorted({number for key in (code, *slips(code)) for number in blocks.get(key, [])})[:_MOST]
    rivals = [words[number] for number in near if words[number] not in right]
    if not rivals:
        return []
    costs = lay(pair.latin, by.right.pack(rivals), by)
    return [rivals[place] for place in np.argsort(costs, kind="stable")[:_RIVALS]]
