"""What a personal name is to the matcher: a written form and our reading of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What a part of a name is. UNKNOWN: the reading is unsure (a query of one word, say)."""

    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    MAIDEN = "maiden"
    CLAN = "clan"  # a Kazakh ру or жүз: kept, never matched as a surname
    PARTICLE = "particle"  # фон, де, оглы, заде, тегі: carried along, weighs nothing by itself
    UNKNOWN = "unknown"


class Script(StrEnum):
    """The writing system of most letters of a name."""

    CYRILLIC = "Cyrl"
    LATIN = "Latn"
    HANGUL = "Hang"
    HAN = "Hani"
    KANA = "Kana"
    HEBREW = "Hebr"
    ARABIC = "Arab"
    GEORGIAN = "Geor"
    ARMENIAN = "Armn"
    GREEK = "Grek"
    OTHER = "Zyyy"


class Relation(StrEnum):
    """How two parts of two names lie on each other, from the strongest to the opposite."""

    IDENTICAL = "identical"
    TRANSLITERATION = "transliteration"
    GENDERED_ENDING = "gendered_ending"
    SHORT_FORM = "short_form"
    TRANSLATION = "translation"
    INITIAL = "initial"
    NEAR_SPELLING = "near_spelling"
    ABSENT = "absent"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class NamePart:
    """One part as written (case kept), the kind we read it as, and whether we are sure of that kind."""

    form: str
    kind: PartKind
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written and its parts in the order surname, given names, patronymic, maiden name, others.

    Invariant: ``written`` is never altered; parts repeat nothing that the writing does not hold.
    """

    written: str
    parts: tuple[NamePart, ...]
    script: Script

    def of(self, *kinds: PartKind) -> tuple[NamePart, ...]:
        """The parts of the given kinds, in order."""
        return tuple(part for part in self.parts if part.kind in kinds)

    def first(self, kind: PartKind) -> str:
        """The first form of that kind, or ''."""
        return next((part.form for part in self.parts if part.kind is kind), "")


@dataclass(frozen=True, slots=True)
class Alignment:
    """One part of the left name beside one of the right, or beside nothing (ABSENT).

    ``score`` is the likeness of the two parts in [0, 1] (0 for ABSENT); ``letters`` pairs the letter groups that were
    aligned, ``(("sch", "ш"), ("m", "м"), …)``, where the relation rests on spelling, else it is empty.
    """

    left: NamePart | None
    right: NamePart | None
    relation: Relation
    score: float
    letters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How two names lie on each other.

    ``score`` in [0, 1] is the similarity of the parts that both names have (1 the same spelling, ≥ 0.85 the same name
    by a known treatment, < 0.5 a different name); parts that one lacks cost nothing but lower ``coverage``, the share
    of the parts of both names that are aligned. Every part of both names appears in exactly one alignment.
    """

    score: float
    coverage: float
    alignments: tuple[Alignment, ...]
