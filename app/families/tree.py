"""A family around one person: who belongs to it, how they are tied, and in which generation each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from app.privacy import PublicRecord

MOST = 40  # members of a family that are drawn; the rest are told on their own pages
FAR = 2  # ties from the person in the middle
STEPS = {"parent": -1, "child": 1, "sibling": 0, "spouse": 0}  # generations from the person to the relative
BACK = {"parent": "child", "child": "parent"}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a family: a person with records, or a relative who is only named (no records).

    ``reference`` leads to the page of the person, '' where the only record is all there is.
    """

    key: str
    name: str
    language: str = ""
    sex: str = ""
    records: tuple[PublicRecord, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """``relation``: what the right one is to the left one, who stands nearer to the middle."""

    left: str
    right: str
    relation: str


@dataclass(frozen=True, slots=True)
class Family:
    """``middle``: key of the person asked about; ``generations``: key → how many after theirs (before: below 0)."""

    middle: str
    members: dict[str, Member]
    ties: tuple[Tie, ...]
    generations: dict[str, int]

    def of(self, key: str) -> tuple[Tie, ...]:
        """The ties that were found from that person on."""
        return tuple(tie for tie in self.ties if tie.left == key)

    def parents(self, key: str) -> frozenset[str]:
        """Those of the members who are a parent of that one."""
        return frozenset(
            tie.left if tie.right == key else tie.right
            for tie in self.ties
            if (tie.relation, key) in (("child", tie.right), ("parent", tie.left))
        )

    def beside(self, key: str, relation: str) -> tuple[str, ...]:
        """The spouses or siblings of that one, in the order they were found."""
        ties = (tie for tie in self.ties if tie.relation == relation and key in (tie.left, tie.right))
        return tuple(tie.right if tie.left == key else tie.left for tie in ties)


Kin = tuple[str, Member]  # what the member is to the one asked about
Known = Callable[[Member], Iterable[Kin]]


def family(middle: Member, known: Known) -> Family:
    """The members up to FAR ties away, the nearest first; of two ways to tie a pair the first counts."""
    growing = _Growing(middle)
    reached = [middle]
    for _ in range(FAR):
        reached = [found for one in reached for found in growing.take(one, known(one))]
    return Family(middle.key, growing.members, tuple(growing.ties.values()), growing.generations)


@dataclass(slots=True)
class _Growing:
    middle: Member
    members: dict[str, Member] = field(default_factory=dict)
    ties: dict[frozenset[str], Tie] = field(default_factory=dict)
    generations: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.members[self.middle.key], self.generations[self.middle.key] = self.middle, 0

    def take(self, one: Member, kin: Iterable[Kin]) -> Iterator[Member]:
        """Tie these to that member; those who are new."""
        for relation, other in kin:
            if relation not in STEPS or other.key == one.key:
                continue
            generation = self.generations[one.key] + STEPS[relation]
            if other.key not in self.members:
                if len(self.members) == MOST:
                    continue
                self.members[other.key], self.generations[other.key] = other, generation
                yield other
            if self.generations[other.key] == generation:
                self.ties.setdefault(frozenset({one.key, other.key}), Tie(one.key, other.key, relation))
