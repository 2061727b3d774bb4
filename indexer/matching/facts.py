"""What is laid side by side of two records: the plain copy of a record that matching works on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indexer.entry import Years
from indexer.names.name import Name, PartKind


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is known: first and last day it may mean, as proleptic ordinals (0: that side is open).

    ``about``: the source itself is not sure («около 1905»). ``written``: as pages show it.
    """

    first: int
    last: int
    about: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """A place: the source's words, and the words of all names it has had, folded («verny», «almaty», «alma»).

    ``place`` is the id of a place of repression, '' of any other.
    """

    written: str = ""
    words: tuple[str, ...] = ()
    place: str = ""

    def __bool__(self) -> bool:
        return bool(self.written or self.place)


@dataclass(frozen=True, slots=True)
class Act:
    """An act of repression. ``body``, ``measure`` and ``kind`` are vocabulary codes, '' where unknown."""

    kind: str = ""
    arrested: Day | None = None
    decided: Day | None = None
    body: str = ""
    article: str = ""
    measure: str = ""
    charge: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """A stay at a place, from arrival to departure."""

    where: Where
    arrived: Day | None = None
    left: Day | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative whom the source names. ``relation``: what they are to the person; ``record_id`` where it is known."""

    relation: str
    name: Name
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A record as far as matching needs it, with nothing that its page would not show. Empty: the source is silent.

    ``names``: the main name first, then variants; a maiden name is a part of its name. ``source``: the collection.
    """

    record_id: int
    names: tuple[Name, ...]
    sex: str = ""
    nation: str = ""
    birth: Day | None = None
    birth_place: Where = Where()
    residence: Where = Where()
    occupation: str = ""
    acts: tuple[Act, ...] = ()
    times: tuple[Time, ...] = ()
    fate: str = ""
    death: Day | None = None
    death_place: Where = Where()
    burial: Where = Where()
    rehabilitated: Day | None = None
    relatives: tuple[Relative, ...] = ()
    source: str = ""

    @property
    def born(self) -> Years | None:
        """Earliest and latest year of birth, None where a side is open."""
        if self.birth is None or not (self.birth.first and self.birth.last):
            return None
        return date.fromordinal(self.birth.first).year, date.fromordinal(self.birth.last).year

    def parts(self, kind: PartKind) -> tuple[str, ...]:
        """The forms of that kind in all names, each once, the main name's first."""
        return tuple(dict.fromkeys(part.form for name in self.names for part in name.parts if part.kind is kind))
