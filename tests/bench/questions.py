"""What is asked of a collection of made people, each with the record that is meant.

A record answers a question if it bears the very name that was meant, as far as the question tells it: in millions many
bear one name, and none of them is less right than another.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.bench.collection import Told
from tests.bench.slips import latin, slip

SEED = 7
OTHERS = SEED + 1  # of questions that are asked before the clock runs
COMMON = 40  # of the most frequent names that are asked for
NAMED = ("slip", "two slips", "latin", "latin, slip", "initials", "turned", "no patronymic", "full", "common", "rare")
"""The kinds of questions by name alone; peers are asked the same."""


@dataclass(frozen=True, slots=True)
class Question:
    """The words typed, which kind of question they are, the name meant, and the parameters beside the words."""

    kind: str
    text: str
    meant: Told
    beside: dict[str, str] = field(default_factory=dict)

    def answered(self, name: Told) -> bool:
        """Whether a record with that name is right. Initials ask for no more than they tell."""
        if self.kind == "initials":
            return self._initials(self.meant) == self._initials(name)
        same = (name.surname, name.given) == (self.meant.surname, self.meant.given)
        return same and self.meant.father in ("", name.father)

    @staticmethod
    def _initials(name: Told) -> tuple[str, ...]:
        return name.surname, name.given[:1], name.father[:1]


def questions(names: Sequence[Told], each: int, seed: int = SEED) -> tuple[Question, ...]:
    """So many of each kind, in a mixed order, always the same for the same names and seed."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    found = [question for kind in _KINDS for question in _of_kind(kind, names, each, chance)]
    chance.shuffle(found)
    return tuple(found)


def _of_kind(kind: str, names: Sequence[Told], each: int, chance: random.Random) -> Iterator[Question]:
    drawn, ask = _KINDS[kind]
    for told in drawn(names, each, chance):
        text, meant, beside = ask(told, chance)
        yield Question(kind, text, meant, beside)


Asked = tuple[str, Told, dict[str, str]]
Ask = Callable[[Told, random.Random], Asked]
Draw = Callable[[Sequence[Told], int, random.Random], list[Told]]


def _any(names: Sequence[Told], each: int, chance: random.Random) -> list[Told]:
    """Any records with a Cyrillic name of two parts: what stands in Latin letters already is asked for as it is."""
    found: list[Told] = []
    while len(found) < each:
        told = chance.choice(names)
        if len(told.surname) > 3 and told.given and not told.surname.isascii():
            found.append(told)
    return found


def _fathered(names: Sequence[Told], each: int, chance: random.Random) -> list[Told]:
    return [told for told in _any(names, 4 * each, chance) if told.father][:each]


def _common(names: Sequence[Told], each: int, chance: random.Random) -> list[Told]:
    """Bearers of the most frequent surnames with the most frequent given names: «Иванов Иван»."""
    sample = chance.choices(names, k=min(len(names), 200_000))
    pairs = Counter((told.surname, told.given) for told in sample if told.father)
    return [Told(*pair, "") for pair, _ in (pairs.most_common(COMMON) * each)[:each]]


def _rare(names: Sequence[Told], each: int, chance: random.Random) -> list[Told]:
    """Bearers of surnames that a great sample holds once."""
    sample = chance.choices(names, k=min(len(names), 200_000))
    counted = Counter(told.surname for told in sample)
    return [told for told in _any(sample, 40 * each, chance) if counted[told.surname] == 1][:each]


def _short(names: Sequence[Told], each: int, chance: random.Random) -> list[Told]:
    """Surnames of two or three letters: «Ли», «Ким»."""
    counted = Counter(told.surname for told in chance.choices(names, k=min(len(names), 200_000)))
    found = [surname for surname, _ in counted.most_common(4_000) if 2 <= len(surname) <= 3]
    return [Told(surname, "", "") for surname in (found * each)[:each]]


def _brief(told: Told) -> Told:
    return Told(told.surname, told.given, "")


def _slipped(told: Told, chance: random.Random) -> Asked:
    return f"{slip(told.surname, chance)} {told.given}", _brief(told), {}


def _slipped_twice(told: Told, chance: random.Random) -> Asked:
    one = slip(told.surname, chance)
    if chance.random() < 0.5:
        return f"{slip(one, chance)} {told.given}", _brief(told), {}
    return f"{one} {slip(told.given, chance)}", _brief(told), {}


def _latin(told: Told, chance: random.Random) -> Asked:
    return latin(f"{told.given} {told.surname}", chance), _brief(told), {}


def _latin_slipped(told: Told, chance: random.Random) -> Asked:
    return latin(f"{told.given} {slip(told.surname, chance)}", chance), _brief(told), {}


def _initials(told: Told, _chance: random.Random) -> Asked:
    return f"{told.surname} {told.given[0]}. {told.father[0]}.", told, {}


def _turned(told: Told, chance: random.Random) -> Asked:
    return f"{told.given} {told.father} {slip(told.surname, chance)}", told, {}


def _written(told: Told, _chance: random.Random) -> Asked:
    return told.written, told, {}


def _plain(told: Told, _chance: random.Random) -> Asked:
    return f"{told.surname} {told.given}".strip(), _brief(told), {}


def _beside(beside: Callable[[random.Random], dict[str, str]]) -> Ask:
    def ask(told: Told, chance: random.Random) -> Asked:
        return f"{slip(told.surname, chance)} {told.given}", _brief(told), beside(chance)

    return ask


def _filters(chance: random.Random) -> dict[str, str]:
    one = {"camp": chance.choice(("karlag", "alzhir", "steplag"))} if chance.random() < 0.5 else {"fate": "shot"}
    return {"nation": chance.choice(("russian", "russian", "ukrainian"))} | one


_KINDS: dict[str, tuple[Draw, Ask]] = {
    "slip": (_any, _slipped),
    "two slips": (_any, _slipped_twice),
    "latin": (_any, _latin),
    "latin, slip": (_any, _latin_slipped),
    "initials": (_fathered, _initials),
    "turned": (_fathered, _turned),
    "no patronymic": (_any, _plain),
    "full": (_fathered, _written),
    "common": (_common, _plain),
    "rare": (_rare, _slipped),
    "year": (_any, _beside(lambda chance: {"year": str(chance.randint(1885, 1905))})),
    "filters": (_any, _beside(_filters)),
    "common, filters": (_common, lambda told, chance: (_plain(told, chance)[0], told, _filters(chance))),
    "deep page": (_common, lambda told, chance: (_plain(told, chance)[0], told, {"offset": "980"})),
    "short word": (_short, _plain),
    "surname alone": (_common, lambda told, _: (told.surname, Told(told.surname, "", ""), {})),
    "by surname": (_common, lambda told, chance: (_plain(told, chance)[0], told, {"sort": "surname"})),
}
KINDS = tuple(_KINDS)
