"""How alike two records look at first sight, for millions of pairs: in bits, by what they share and how rare it is.

What two records share speaks as much as it is rare among all (a match of a value that one record in 1,000 has is worth
ten bits); what contradicts takes away. The full comparison decides; here only what has no hope is left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.matching.sketch import UNKNOWN, Sketches

FIRST_SIGHT = {"same": -4.0, "kin": -4.0}  # bits below an even chance from which on a pair has no hope
RAREST = 13.0  # bits that one value is worth, at most
_NEAR = 0.5  # share of an outline from which on two names may be one
_ONE_LIST = -5.0  # bits of two records of one list, which tells of most people once
_OPPOSED = -6.0  # bits of a given name or a father that is another
_SEXES = 2  # the product of the numbers of both
_TRUST = {"birth": 0.7, "residence": 0.5, "address": 1.0, "day": 0.9, "week": 0.5, "nation": 0.8, "named": 1.0}

Bits = NDArray[np.float32]
Positions = NDArray[np.int64]


class Rough:
    """A look at pairs of the records of one collection."""

    def __init__(self, held: Sketches) -> None:
        self._held = held
        self._bits = {column: _rarity(codes, len(held)) for column, codes in held.codes.items()}
        self._prior = -float(np.log2(max(len(held), 2)))

    def worth(self, kind: str, left: Positions, right: Positions) -> Bits:
        """How alike the records at these positions look, in bits above an even chance."""
        found = self._same(left, right) if kind == "same" else self._kin(left, right)
        found += np.float32(self._prior)
        return found

    def _same(self, left: Positions, right: Positions) -> Bits:
        found = self._part("surname", 0, left, right) + self._part("given", 2, left, right)
        found += self._part("father", 4, left, right) + self._years(left, right)
        found += np.where(self._sexes_differ(left, right), -8, 0).astype(np.float32)
        for column in ("day", "address", "nation"):
            found += self._shared(column, column, left, right)
        found += self._places(left, right) + np.where(self._of_one_list(left, right), np.float32(_ONE_LIST), 0)
        return found

    def _kin(self, left: Positions, right: Positions) -> Bits:
        family = np.maximum(
            self._shared("surname", "surname", left, right),
            self._shared("named", "child", left, right) + self._shared("child", "named", left, right),
        )
        around = self._places(left, right) + self._shared("week", "week", left, right)
        around += self._shared("address", "address", left, right)
        first, last = self._held.born_from.astype(np.int32), self._held.born_to.astype(np.int32)
        known = (first[left] != UNKNOWN) & (first[right] != UNKNOWN)
        older = np.where(known, last[right] - first[left], 0)  # years that the left one may be older, at most
        least = np.where(known, first[right] - last[left], 0)
        sibling = self._lineage("father", "father", left, right) + _allowed(known, np.abs(least) <= 25)
        parent = self._lineage("given", "father", left, right) + _allowed(known, (older >= 14) & (least <= 60))
        child = self._lineage("father", "given", left, right) + _allowed(known, (-least >= 14) & (-older <= 60))
        spouse = self._marriage(left, right) + _allowed(known, np.abs(least) <= 25)
        best = np.maximum(np.maximum(sibling, parent), np.maximum(child, spouse))
        found: Bits = (family + around + best).astype(np.float32)
        return found

    def _lineage(self, mine: str, yours: str, left: Positions, right: Positions) -> Bits:
        """What it is worth that the one's father is the other's, or the other; against, where he is somebody else."""
        shared = self._shared(mine, yours, left, right)
        both = (self._held.codes[mine][left, 0] != 0) & (self._held.codes[yours][right, 0] != 0)
        return np.where(shared > 0, shared, np.where(both, np.float32(_OPPOSED), np.float32(-1)))

    def _marriage(self, left: Positions, right: Positions) -> Bits:
        sexes = self._held.sex[left] * self._held.sex[right]
        return np.select([sexes == 0, sexes == _SEXES], [0, 1], -8).astype(np.float32)

    def _part(self, column: str, place: int, left: Positions, right: Positions) -> Bits:
        """What a part of the name is worth: shared by sound or meaning, spelt alike, absent, or another."""
        shared = self._shared(column, column, left, right)
        near = self._nearness(place, left, right)
        bits = np.minimum(self._bits[column][left, 0], self._bits[column][right, 0])
        spelt = np.where(near >= _NEAR, bits * (near - _NEAR) / (1 - _NEAR), _OPPOSED)
        absent = (self._held.codes[column][left, 0] == 0) | (self._held.codes[column][right, 0] == 0)
        return np.where(shared > 0, shared, np.where(absent, 0, spelt)).astype(np.float32)

    def _nearness(self, place: int, left: Positions, right: Positions) -> Bits:
        """The share of sounds that two names have in common, in [0, 1]."""
        total = np.zeros(len(left), np.float32)
        for word in (place, place + 1):
            ours, theirs = self._held.outlines[left, word], self._held.outlines[right, word]
            both, either = np.bitwise_count(ours & theirs), np.bitwise_count(ours | theirs)
            total += both.astype(np.float32) / np.maximum(either, 1) / 2
        return total

    def _years(self, left: Positions, right: Positions) -> Bits:
        held = self._held
        off = np.maximum(held.born_from[left] - held.born_to[right], held.born_from[right] - held.born_to[left])
        unknown = (held.born_from[left] == UNKNOWN) | (held.born_from[right] == UNKNOWN)
        steps = np.select([unknown, off <= 0, off <= 1, off <= 2, off <= 5], [0, 4, 3, 1.5, -2], -6)
        return steps.astype(np.float32)

    def _sexes_differ(self, left: Positions, right: Positions) -> NDArray[np.bool_]:
        differ: NDArray[np.bool_] = self._held.sex[left] * self._held.sex[right] == _SEXES
        return differ

    def _of_one_list(self, left: Positions, right: Positions) -> NDArray[np.bool_]:
        lists = self._held.codes["list"][:, 0]
        same: NDArray[np.bool_] = (lists[left] == lists[right]) & (lists[left] != 0)
        return same

    def _places(self, left: Positions, right: Positions) -> Bits:
        """The better of birth place and residence: the one is often told by the other."""
        return np.maximum(
            self._shared("birth", "birth", left, right), self._shared("residence", "residence", left, right)
        )

    def _shared(self, mine: str, yours: str, left: Positions, right: Positions) -> Bits:
        """The bits of the rarest value that both have, 0 where there is none."""
        ours, theirs, bits = self._held.codes[mine], self._held.codes[yours], self._bits[yours]
        best = np.zeros(len(left), np.float32)
        mine_left = np.arange(len(left))
        for here in range(ours.shape[1]):
            mine_left = mine_left[ours[left[mine_left], here] != 0]  # values stand in front: who has none has no more
            value, rights = ours[left[mine_left], here], right[mine_left]
            for there in range(theirs.shape[1] if len(value) else 0):
                other = theirs[rights, there]
                met = np.flatnonzero(value == other)
                best[mine_left[met]] = np.maximum(best[mine_left[met]], bits[rights[met], there])
                if not other.any():
                    break
        return best * np.float32(_TRUST.get(mine, 1.0))


def _allowed(known: NDArray[np.bool_], fits: NDArray[np.bool_]) -> Bits:
    return np.where(known & ~fits, np.float32(-8), np.float32(0))


def _rarity(codes: NDArray[np.uint64], count: int) -> Bits:
    """How many bits a match of each value is worth: by the share of records that have it."""
    _, places, counts = np.unique(codes, return_inverse=True, return_counts=True)
    bits = np.minimum(np.log2(max(count, 1) / np.maximum(counts, 1)), RAREST).astype(np.float32)
    found: Bits = np.where(codes != 0, np.maximum(bits, 0.01)[places.reshape(codes.shape)], 0).astype(np.float32)
    return found
