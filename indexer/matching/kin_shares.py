"""How many people of a collection share what by chance: the yardstick that every sign of kinship is held against.

It reads the ``Chances`` of the collection. Where those know more, that is used: ``STEM`` (people with that very
surname, not only one that sounds so), ``GIVEN`` and ``FATHER`` with a nation (of Greeks, one in twenty is a Georgios),
``SOURCE``, ``STAY``.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.matching.chances import KEY, NATION, PLACE, SEX, YEAR, Chances
from indexer.names import morphology
from indexer.names.keys import own_key
from indexer.names.name import NamePart, PartKind

STEM, GIVEN, FATHER, SOURCE, STAY = (
    "stem",
    "given",
    "father",
    "source",
    "stay",
)  # kinds of counts beside those of Chances
_UNSEEN = 0.5  # what nobody has counts as half a person
_OF_ALL = 40  # people of all nations who are reckoned to each: a few Greeks tell little of Greek names
_SMOOTHED = 3  # years on each side over which the years of birth are smoothed
_UNKNOWN = {SEX: 0.5, NATION: 0.3, SOURCE: 1.0, STAY: 0.1, YEAR: 0.025}  # where the collection tells nothing


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of people in (0, 1], each told of those of whom such a thing is known."""

    chances: Chances

    @property
    def size(self) -> int:
        """How many people the collection holds."""
        return max(self.chances.known.get(KEY, 0), 1)

    def surname(self, form: str) -> float:
        """Of people with that surname, endings of gender apart."""
        return self._share(STEM, form) if STEM in self.chances.known else self.chances.surname(form)

    def given(self, form: str, nation: str = "") -> float:
        """Of people of that nation with that given name, in any language."""
        found = self._of_nation(GIVEN, own_key(NamePart(form, PartKind.GIVEN)), nation)
        return self.chances.given(form) if found is None else found

    def father(self, form: str, nation: str = "") -> float:
        """Of people of that nation whose patronymic names that father, by a given name in any language."""
        found = self._of_nation(FATHER, own_key(NamePart(form, PartKind.PATRONYMIC)), nation)
        return self.chances.patronymic(form) if found is None else found

    def word(self, word: str) -> float:
        """Of people one of whose places has that word."""
        return self._share(PLACE, word) if self.chances.known.get(PLACE) else self.chances.place(word)

    def of(self, kind: str, value: str) -> float:
        """Of people with that NATION, SEX, SOURCE or STAY."""
        return self._share(kind, value) if self.chances.known.get(kind) else _UNKNOWN[kind]

    def nation(self, nation: str, source: str = "") -> float:
        """Of people of that nation, in that collection alone where it is named: lists are of towns, camps, peoples."""
        everywhere = self.of(NATION, nation)
        within = f"{NATION} {source}"
        if not source or within not in self.chances.known:
            return everywhere
        here, total = self.chances.counts[within].get(nation, 0), self.chances.known[within]
        return (here + _OF_ALL * everywhere) / (total + _OF_ALL)

    def year(self, first: int, last: int) -> float:
        """Of people born in a year like these: the mean of a year."""
        known = self.chances.known.get(YEAR, 0)
        if not known:
            return _UNKNOWN[YEAR]
        around = range(first - _SMOOTHED, last + _SMOOTHED + 1)
        counted = sum(self.chances.counts[YEAR].get(str(year), 0) for year in around)
        return (counted + _UNSEEN) / (len(around) * (known + 1))

    def _share(self, kind: str, value: str) -> float:
        return (self.chances.counts[kind].get(value, 0) + _UNSEEN) / (self.chances.known[kind] + 1)

    def _of_nation(self, kind: str, key: str, nation: str) -> float | None:
        if kind not in self.chances.known or not key:
            return None
        everywhere = self._share(kind, key)
        within = f"{kind} {nation}"
        if not nation or within not in self.chances.known:
            return everywhere
        here, total = self.chances.counts[within].get(key, 0), self.chances.known[within]
        return (here + _OF_ALL * everywhere) / (total + _OF_ALL)


def fathers(patronymic: str) -> tuple[str, ...]:
    """The names that the father in a patronymic may have, the shortest first."""
    return tuple(sorted(morphology.father(patronymic), key=lambda form: (len(form), form)))
