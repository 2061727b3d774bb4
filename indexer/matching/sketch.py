"""What of many records is compared first: names, years, places and days as numbers, in columns.

A sketch is far smaller than the facts it is drawn from (some 600 bytes), so that those of a million records are held at
once; pairs that share nothing in it are never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, islice, product

import numpy as np
from numpy.typing import NDArray

from indexer.matching.facts import Day, Facts, Where
from indexer.names import lexicon, morphology
from indexer.names.keys import keys
from indexer.names.name import Name, NamePart, PartKind, Script
from indexer.names.normalize import fold, script
from indexer.names.outline import outlines
from indexer.names.skeleton import skeletons, slips

MOST = {  # values of a record that a column holds, at most
    "surname": 5, "slip": 10, "given": 3, "father": 3, "together": 8, "birth": 6, "residence": 6, "address": 1,
    "day": 5, "week": 5, "child": 4, "named": 4, "nation": 1, "list": 1,
}  # fmt: skip
COLUMNS = tuple(MOST)
UNKNOWN = -1
WEEK = 7
_READINGS = 2  # of a surname in Russian letters
_TOGETHER = ("x:", "z:")  # how keys of two parts of a name begin
_SEXES = {"": 0, "m": 1, "f": 2}
_SURNAMES = (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN)
_NO_LIST = ("", "unnamed")  # collections that are none
_DIGITS = re.compile(r"\d+")

Codes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """One record: the values of each of COLUMNS, the years of birth (UNKNOWN), sex, outlines of the three names."""

    record_id: int
    values: tuple[tuple[int, ...], ...]
    born: tuple[int, int]
    sex: int
    outlines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sketches:
    """Many records, an element of each array a record.

    ``codes[column]``: shape (records, MOST[column]), 0 where there is no more. ``outlines``: shape (records, 6), two
    words each of surname, given name and father, 0 where unknown.
    """

    record_ids: NDArray[np.int64]
    codes: dict[str, Codes]
    born_from: NDArray[np.int16]
    born_to: NDArray[np.int16]
    sex: NDArray[np.int8]
    outlines: Codes

    def __len__(self) -> int:
        return len(self.record_ids)

    def order(self) -> NDArray[np.int64]:
        """Positions so that those of one surname stand together, then in the order of records."""
        return np.lexsort((self.record_ids, self.codes["surname"][:, 0]))

    def take(self, positions: NDArray[np.int64]) -> Sketches:
        """Those records, in that order."""
        return Sketches(
            self.record_ids[positions],
            {column: held[positions] for column, held in self.codes.items()},
            self.born_from[positions],
            self.born_to[positions],
            self.sex[positions],
            self.outlines[positions],
        )


def sketches(drawn: Iterable[Sketch]) -> Sketches:
    """The sketches as columns, in their order."""
    rows = list(drawn)
    return Sketches(
        np.array([row.record_id for row in rows], np.int64),
        {column: _padded([row.values[place] for row in rows], MOST[column]) for place, column in enumerate(COLUMNS)},
        np.array([row.born[0] for row in rows], np.int16),
        np.array([row.born[1] for row in rows], np.int16),
        np.array([row.sex for row in rows], np.int8),
        np.array([row.outlines for row in rows], np.uint64).reshape(len(rows), 6),
    )


def joined(portions: Sequence[Sketches]) -> Sketches:
    """All portions as one, in their order."""
    if not portions:
        return sketches(())
    return Sketches(
        np.concatenate([part.record_ids for part in portions]),
        {column: np.concatenate([part.codes[column] for part in portions]) for column in COLUMNS},
        np.concatenate([part.born_from for part in portions]),
        np.concatenate([part.born_to for part in portions]),
        np.concatenate([part.sex for part in portions]),
        np.concatenate([part.outlines for part in portions]),
    )


def sketch(facts: Facts) -> Sketch:
    """What is compared first of that record."""
    surnames, given, fathers = _surnames(facts.names), _given(facts.names), _fathers(facts.names)
    found = {
        "surname": surnames,
        "slip": (slip for code in islice(surnames, 2) for slip in slips(code)),
        "given": given,
        "father": fathers,
        "together": (key for name in facts.names[:2] for key in sorted(keys(name)) if key.startswith(_TOGETHER)),
        "birth": _words(facts.birth_place),
        "residence": _words(facts.residence),
        "address": _address(facts.residence),
        "day": _days(facts),
        "week": _weeks(facts),
        "child": (f"{surname}+{name}" for surname in islice(surnames, 2) for name in islice(given, 2)),
        "named": _named(facts, surnames),
        "nation": (facts.nation,) if facts.nation else (),
        "list": (facts.source,) if facts.source not in _NO_LIST else (),
    }
    values = tuple(tuple(map(code, islice(dict.fromkeys(found[column]), MOST[column]))) for column in COLUMNS)
    return Sketch(facts.record_id, values, facts.born or (UNKNOWN, UNKNOWN), _SEXES.get(facts.sex, 0), _drawn(facts))


@lru_cache(maxsize=262144)
def code(text: str) -> int:
    """A number from 1 on that stands for the text in every process: the hash of names would differ from run to run."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) or 1


def _padded(rows: Sequence[tuple[int, ...]], width: int) -> Codes:
    return np.array([(*row, *[0] * (width - len(row))) for row in rows], np.uint64).reshape(len(rows), width)


def _surnames(names: Iterable[Name]) -> tuple[str, ...]:
    """By sound; where a name has none, the father's name stands for it: Байтұрсынұлы, Байтурсынов."""
    forms = [part.form for name in names for part in _standing(name)]
    return tuple(dict.fromkeys(chain.from_iterable(map(_sounds, forms))))


@lru_cache(maxsize=131072)
def _sounds(form: str) -> tuple[str, ...]:
    """Spellings in Russian letters are read in few ways, others in more."""
    return skeletons(morphology.stem(form), _READINGS if script(form) is Script.CYRILLIC else 2 * _READINGS)


def _standing(name: Name) -> Sequence[NamePart]:
    return [part for part in name.parts if part.kind in _SURNAMES] or name.of(PartKind.PATRONYMIC)


def _given(names: Iterable[Name]) -> tuple[str, ...]:
    forms = [part.form for name in names for part in name.of(PartKind.GIVEN) if not part.form.endswith(".")]
    return tuple(dict.fromkeys(chain.from_iterable(map(_meant, forms))))


def _fathers(names: Iterable[Name]) -> tuple[str, ...]:
    """The fathers as given names are written here, so that a father is met by his own name."""
    forms = [part.form for name in names for part in name.of(PartKind.PATRONYMIC) if not part.form.endswith(".")]
    return tuple(dict.fromkeys(chain.from_iterable(map(_meant, map(_father, forms)))))


def _father(form: str) -> str:
    return min(morphology.father(form), key=lambda name: (len(name), name), default=form)


@lru_cache(maxsize=65536)
def _meant(form: str) -> tuple[str, ...]:
    """A given name by meaning where that is known, else by sound."""
    known = lexicon.sure_concepts(form) or lexicon.concepts(form)
    return tuple(sorted(known))[:2] or skeletons(fold(form), 1)


def _words(where: Where) -> tuple[str, ...]:
    return (where.place, *where.words) if where.place else where.words


def _address(where: Where) -> tuple[str, ...]:
    """Street, house and flat, however they are set apart; a street alone is no address."""
    numbers = _DIGITS.findall(where.written)
    return (" ".join((*sorted(where.words), *numbers)),) if numbers and where.words else ()


def _days(facts: Facts) -> Iterator[str]:
    """The days that stand in the paper of one person: arrest, decision, death, birth."""
    told = chain(
        ((kind, day) for act in facts.acts for kind, day in (("a", act.arrested), ("d", act.decided))),
        (("x", facts.death), ("b", facts.birth)),
    )
    return (f"{kind}{day.first}" for kind, day in told if day is not None and _exact(day))


def _weeks(facts: Facts) -> Iterator[str]:
    """The weeks in which something befell the person, and the weeks after them: those of kin may lie astride."""
    days = [facts.death, *(day for act in facts.acts for day in (act.arrested, act.decided))]
    for day in (day for day in days if day is not None and _exact(day)):
        yield from (f"w{day.first // WEEK}", f"w{(day.first + WEEK // 2) // WEEK + 0.5}")


def _exact(day: Day) -> bool:
    return day.first == day.last != 0


def _named(facts: Facts, own: Sequence[str]) -> Iterator[str]:
    """The relatives whom the source names, each as «child» has it; one without a surname bears the person's."""
    for relative in facts.relatives:
        surnames = skeletons_of([relative.name]) or own
        yield from (f"{surname}+{name}" for surname, name in product(surnames[:2], _given([relative.name])[:1]))


def skeletons_of(names: Iterable[Name]) -> tuple[str, ...]:
    """The surnames of these names by sound."""
    return _surnames(names)


def _drawn(facts: Facts) -> tuple[int, ...]:
    """The outlines of surname, given name and father of the main name."""
    main = facts.names[0] if facts.names else None
    found: list[int] = []
    for parts in (_standing(main), main.of(PartKind.GIVEN), main.of(PartKind.PATRONYMIC)) if main else ((), (), ()):
        found.extend(next((drawn for part in parts[:1] for drawn in outlines(part, 1)), (0, 0)))
    return tuple(found)
