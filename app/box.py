"""Words that people type beside a name in the one box: «geb. 1905», «zesłany 1936», «из Караганды»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from app.tables import rows

YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20[0-2]\d)(?!\d)")
BIRTH, OTHER, ASIDE, FROM, PLACE = "birth", "other", "aside", "from", "place"
BEHIND = "behind"  # a word that stands behind its year only: «1905 жылы туған»
_EMPTY = re.compile(r"[(\[][\s.,;*†–—-]*[)\]]")
_COMMAS = re.compile(r"(?:\s*,)+")
_EDGES = ".,;:()[]*†\"'«»„“”"
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of the box that are no part of a name; ``place`` is the place they name, '' where they name none."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """What was typed, parted: the words of the name, the year of birth, and what is neither."""

    name: str
    year: int | None = None
    asides: tuple[Aside, ...] = ()


def read_box(words: str) -> Box:
    """Part the words. A year is one of birth unless a word beside it says otherwise; the first such year counts.

    Words that are names as well («g.», «z») are taken out only where they stand as a clerk or a reader would put
    them: beside a year, or in small letters before a word with a capital. Never is all taken out.
    """
    tokens = [_Token(text) for text in YEAR.sub(r" \1 ", words.replace(",", " , ")).split()]
    years = [place for place, token in enumerate(tokens) if token.year]
    for place in years:
        _dated(tokens, place)
    _events(tokens)
    _places(tokens)
    name = " ".join(token.text for token in tokens if not token.role)
    if not _LETTER.search(name):
        year = next((token.year for token in tokens if token.year), None)
        return Box(YEAR.sub(" ", words), year)
    born = next((token.year for token in tokens if token.year and token.role == BIRTH), None)
    whole = _COMMAS.sub(",", _EMPTY.sub(" ", name)).strip(" ,")
    return Box(whole, born, tuple(_asides(tokens)))


@dataclass(slots=True)
class _Token:
    """A word as typed; ``role``: what it is if no part of the name, ``phrase``: with which others it was taken out."""

    text: str
    role: str = ""
    phrase: int = -1

    @property
    def key(self) -> str:
        return self.text.casefold().strip(_EDGES).replace(".", "")

    @property
    def year(self) -> int | None:
        return int(self.text) if YEAR.fullmatch(self.text) else None

    def is_a(self, *kinds: str, surely: bool = False) -> bool:
        """Whether the word is of one of these kinds in the table."""
        known = _words().get(self.key, {})
        return not self._initial(known) and any(kind in known and (known[kind] or not surely) for kind in kinds)

    def _initial(self, known: dict[str, bool]) -> bool:
        """Whether one letter is a name's initial: «В.», «B.»; a preposition has no full stop."""
        return len(self.key) == 1 and (self.text.isupper() or (FROM in known and "." in self.text))

    @property
    def behind(self) -> bool:
        """Whether the word only ever stands behind its year."""
        return self.key in _behind_only()


def _dated(tokens: list[_Token], place: int) -> None:
    """The words about a year, and what they say that it is."""
    first = place
    while first and tokens[first - 1].is_a(ASIDE) and not tokens[first - 1].role:
        first -= 1
    if first and tokens[first - 1].is_a(BIRTH, OTHER) and not (tokens[first - 1].role or tokens[first - 1].behind):
        first -= 1
        kind = BIRTH if tokens[first].is_a(BIRTH) else OTHER
        last = _behind(tokens, place, ())
    else:
        last = _behind(tokens, place, (BIRTH, OTHER))
        kind = OTHER if tokens[last].is_a(OTHER) and not tokens[last].is_a(BIRTH) else BIRTH
    for token in tokens[first : last + 1]:
        token.role, token.phrase = kind, place


def _behind(tokens: list[_Token], place: int, kinds: tuple[str, ...]) -> int:
    """Where the words end that belong to the year at that place: «года рождения», but not «расстрелян 1938»."""
    last = place
    while last + 1 < len(tokens) and tokens[last + 1].is_a(ASIDE) and not _leads_on(tokens, last + 1):
        last += 1
    further = tokens[last + 1] if last + 1 < len(tokens) else None
    if further and further.is_a(*kinds) and (further.behind or not _leads_on(tokens, last + 1)):
        last += 1
    return last


def _leads_on(tokens: list[_Token], place: int) -> bool:
    """Whether the word at that place rather belongs to what follows: to a further year or to a place."""
    ahead = next((token for token in tokens[place + 1 :] if not token.is_a(ASIDE)), None)
    return (ahead is not None and ahead.year is not None) or _before_a_place(tokens, place)


def _events(tokens: list[_Token]) -> None:
    """Words that are never names, without a year: «расстрелян»; letterless signs beside what was taken out."""
    for place, token in enumerate(tokens):
        if not token.role and token.is_a(BIRTH, OTHER, surely=True):
            token.role, token.phrase = OTHER, place
        elif not token.role and not _LETTER.search(token.text) and not set(token.text) & set("()[],"):
            token.role, token.phrase = ASIDE, place


def _places(tokens: list[_Token]) -> None:
    for place in range(len(tokens) - 1):
        if tokens[place].role or not _before_a_place(tokens, place):
            continue
        end = _end_of_place(tokens, place + 1)
        for token in tokens[place:end]:
            token.role, token.phrase = FROM, place


def _before_a_place(tokens: list[_Token], place: int) -> bool:
    token, following = tokens[place], tokens[place + 1 : place + 2]
    if not following or following[0].role or not _LETTER.search(following[0].text):
        return False
    capital = following[0].text.strip(_EDGES)[:1].isupper() or _says_what_place(following[0])
    return token.is_a(FROM, surely=True) or (token.is_a(FROM) and token.text.islower() and capital)


def _end_of_place(tokens: list[_Token], start: int) -> int:
    """«г. Караганды», «Карагандинской обл.»: one telling word and those that say what kind of place it is."""
    end, told = start, False
    while end < len(tokens) and not tokens[end].role and (not told or _says_what_place(tokens[end])):
        told = told or not _says_what_place(tokens[end])
        end += 1
    return end


def _asides(tokens: list[_Token]) -> Iterator[Aside]:
    """What was taken out and is told nowhere else: all but the year of birth and mere signs."""
    born = next((token.phrase for token in tokens if token.year and token.role == BIRTH), None)
    for number, group in groupby(tokens, key=lambda token: token.phrase):
        phrase = [token for token in group if token.role]
        if not phrase or phrase[0].role == ASIDE or number == born:
            continue
        text = " ".join(token.text for token in phrase).strip(" ,;")
        place = " ".join(token.text for token in phrase[1:]) if phrase[0].role == FROM else ""
        yield Aside(text, place.strip(_EDGES))


def _says_what_place(token: _Token) -> bool:
    """«г.», «обл.», «район»: only what kind of place it is."""
    return PLACE in _words().get(token.key, {}) or token.key in _place_words()


@cache
def _words() -> dict[str, dict[str, bool]]:
    """Word → kind → whether it is one however it is typed."""
    found: dict[str, dict[str, bool]] = {}
    for row in rows("vocab/query_words"):
        found.setdefault(row["word"], {})[row["kind"]] = row["sure"] == "yes"
    return found


@cache
def _behind_only() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("vocab/query_words") if row["stands"] == BEHIND)


@cache
def _place_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("vocab/place_words"))
