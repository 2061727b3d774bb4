"""The orders in which the parts of a name are written, with how usual each is."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby, product

from indexer.names.name import PartKind

S, G, P = PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC

MOST = 6  # words that are put in order; the rest of a longer name stays unread
_IMPOSSIBLE = -9.0
_USUAL: dict[tuple[PartKind, ...], float] = {
    (S, G, P): 0.5,
    (G, P, S): 0.2,
    (S, G): 0.0,
    (G, S): -0.1,
    (G, P): -0.6,
    (S, P, G): -2.5,
    (G, S, P): -2.5,
    (P, G, S): -1.5,
    (S, P): -2.5,
    (P, S): -3.5,
    (P, G): -4.5,
    (P, S, G): -4.0,
    (S,): 0.0,
    (G,): 0.0,
    (P,): -1.0,
}
_EXTRA = {S: -2.2, G: -0.5, P: -1.6}  # a second word of one kind
_ALONE = {S: -1.5, G: -4.2, P: -6.0}  # several words, all of one kind
_NO_SURNAME = -4.0  # three words and more, and no surname among them


@lru_cache(maxsize=16)
def patterns(words: int) -> tuple[tuple[tuple[PartKind, ...], float], ...]:
    """All orders of so many words (1 to 6), each with its weight: how usual it is, in the points of evidence."""
    found = []
    for kinds in product((S, G, P), repeat=words):
        runs = tuple(kind for kind, _ in groupby(kinds))
        weight = _USUAL.get(runs, _IMPOSSIBLE)
        if weight > _IMPOSSIBLE:
            extra = sum(_EXTRA[kind] * (len(list(run)) - 1) for kind, run in groupby(kinds))
            alone = _ALONE[runs[0]] if len(runs) == 1 and words > 1 else 0.0
            lacking = _NO_SURNAME if S not in kinds and words > 2 else 0.0
            found.append((kinds, weight + extra + alone + lacking))
    return tuple(found)
