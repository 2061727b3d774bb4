"""What of one name part takes part in a comparison: its spellings, the names it may stand for, its initial."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from indexer.names import lexicon, morphology
from indexer.names.name import NamePart, PartKind, Script
from indexer.names.normalize import fold, script
from indexer.names.translit import readings

SPELLINGS = 4  # of one part, at most
_MEMBER = 0.9  # trust in a match with one half of a double surname
_READING = 0.98  # trust in a reading from another script, for each one likelier
_INITIAL_LETTERS = 3  # «дж.», «жан.»
_SYLLABLES = frozenset("аеиоуэюяaeiouy")  # names by themselves: У, И, О, Ю
_OWN_LETTERS = (Script.LATIN, Script.CYRILLIC)


@dataclass(frozen=True, slots=True)
class Traits:
    """``form`` is folded; ``spellings`` are Latin or Cyrillic, without the endings that tell only gender or marriage,
    each with our trust in it (at most 1); ``concepts`` are the given names that the part, or the father in it, may be;
    ``initial`` is the folded letter or letters of an abbreviated part, else ''.
    """

    form: str
    kind: PartKind
    sure: bool
    spellings: tuple[tuple[str, float], ...]
    concepts: frozenset[str]
    initial: str

    @property
    def counts(self) -> bool:
        """Whether the part weighs anything: particles and clans do not."""
        return self.kind not in (PartKind.PARTICLE, PartKind.CLAN)


@lru_cache(maxsize=131072)
def traits(part: NamePart) -> Traits:
    """The traits of a part."""
    form = fold(part.form)
    initial = _initial(form)
    if initial:
        return Traits(form, part.kind, part.sure, (), frozenset(), initial)
    return Traits(form, part.kind, part.sure, _spellings(form, part.kind), _concepts(form, part.kind), "")


def _initial(form: str) -> str:
    """The letters of an initial: «а.», «а», «дж.»."""
    letters = form.rstrip(".")
    if not letters.isalpha() or script(letters) not in _OWN_LETTERS:
        return ""
    abbreviated = form.endswith(".") and len(letters) <= _INITIAL_LETTERS
    return letters if abbreviated or (len(letters) == 1 and letters not in _SYLLABLES) else ""


def _spellings(form: str, kind: PartKind) -> tuple[tuple[str, float], ...]:
    own = (form,) if script(form) in _OWN_LETTERS else readings(form)[:SPELLINGS]
    found: dict[str, float] = {}
    for rank, reading in enumerate(own):
        for spelling, trust in _bare(reading, kind):
            if spelling:
                found.setdefault(spelling, trust * _READING**rank)
    return tuple(found.items())[:SPELLINGS]


def _bare(spelling: str, kind: PartKind) -> tuple[tuple[str, float], ...]:
    """The spelling without endings that say nothing of the name itself."""
    if kind in (PartKind.SURNAME, PartKind.MAIDEN):
        return ((morphology.stem(spelling), 1.0), *_members(spelling))
    if kind is PartKind.PATRONYMIC:
        fathers = sorted(morphology.father(spelling), key=lambda name: (len(name), name))
        return tuple((name, 1.0) for name in fathers or (spelling,))
    return ((spelling, 1.0), (morphology.stem(spelling), 1.0)) if kind is PartKind.UNKNOWN else ((spelling, 1.0),)


def _members(spelling: str) -> tuple[tuple[str, float], ...]:
    """The surnames of a double surname, and both the other way round."""
    members = spelling.split("-")
    if len(members) != 2 or min(map(len, members)) <= 3:
        return ()
    turned = (morphology.stem("-".join(reversed(members))), 1.0)
    return (turned, *((morphology.stem(member), _MEMBER) for member in members))


def _concepts(form: str, kind: PartKind) -> frozenset[str]:
    if kind in (PartKind.SURNAME, PartKind.MAIDEN):
        return frozenset()
    if kind is PartKind.PATRONYMIC:
        return frozenset().union(*(lexicon.concepts(name) for name in morphology.father(form)))
    return lexicon.concepts(form)
