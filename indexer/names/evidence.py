"""What a single word of a name looks like: how much speaks for surname, given name or patronymic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.names import lexicon, morphology
from indexer.names.hangul import surname_spellings
from indexer.names.normalize import fold
from indexer.names.syllables import chinese
from indexer.names.tables import rows, split

INITIAL_LONGEST = 4  # letters of a name cut short with a full stop: «Мих.», «Алекс.»
WORDS_KEPT = 1 << 18
_GIVEN_KNOWN, _GIVEN_SHORT, _GIVEN_READ, _GIVEN_RESEMBLED = 3.0, 2.0, 1.8, 1.2
_GIVEN_HARDLY = 0.0  # Ким: a name made of an abbreviation, and a surname a hundred times sooner
_PATRONYMIC, _FATHER_IN_GENITIVE, _BARE_FATHER, _NO_PATRONYMIC = 4.0, 2.0, -0.5, -2.5
_SURNAME_TOO = -0.5  # a given name that is a surname as well
_HARDLY_SURNAME = -1.0  # a given name that is not known as one
EAST_ASIAN = 2.0  # points of a Chinese or Korean surname
_PATRONYMIC_AS_SURNAME = 0.7  # Абрамович, Мицкевич

_BEFORE_ENDING = 2  # letters that a surname has before its ending
_LONGEST_SYLLABLE = 5  # letters: Чжуан
_WORD_BY_ITSELF = 4  # letters of an ending that is a surname by itself: Штерн, Берг

_MARKS = {row["ending"]: float(row["weight"]) for row in rows("surname_marks")}
_LONGEST_MARK = max(map(len, _MARKS))
_SURNAMES_TOO = frozenset(fold(row["form"]) for row in rows("given_as_surname"))
_CHINESE = frozenset(fold(row["russian"]) for row in rows("chinese_surnames"))
_KOREAN = frozenset(fold(form) for row in rows("korean_surnames") for form in split(row["russian"]))
# One syllable of a Chinese or Korean name, by Palladius, Kontsevich or the ear of a clerk.
_SYLLABLE = re.compile(r"(?:дж|дз|цз|чж|кх|пх|тх|чх|[бвгджзйклмнпрстфхцчшщ])?[аеиоуыэюя]{1,2}й?(?:нь?|м|к|т|п|ль?|р)?")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for each kind; differences of 1.5 and more are telling."""

    surname: float
    given: float
    patronymic: float


@lru_cache(maxsize=WORDS_KEPT)
def of_word(form: str) -> Evidence:
    """The evidence of a whole word, wherever it stands."""
    folded = fold(form)
    given = _given(folded)
    patronymic = _patronymic(folded, given)
    return Evidence(
        _surname(folded, given, patronymic), given if patronymic < _FATHER_IN_GENITIVE else -1.0, patronymic
    )


def _given(folded: str) -> float:
    meanings = lexicon.meanings(folded)
    if not meanings and "-" in folded:
        return min((_given(member) for member in folded.split("-") if member), default=0.0)
    if not meanings:
        return _GIVEN_RESEMBLED if lexicon.resembles(folded) else 0.0
    if not lexicon.listed(folded):
        return _GIVEN_READ
    if is_east_asian_surname(folded) and not any(meaning.sure for meaning in meanings):
        return _GIVEN_HARDLY
    return _GIVEN_SHORT if all(meaning.short for meaning in meanings) else _GIVEN_KNOWN


def _patronymic(folded: str, given: float) -> float:
    if morphology.patronymic_sex(folded):
        return _PATRONYMIC
    if given <= 0 and morphology.is_genitive(folded):
        return _FATHER_IN_GENITIVE
    return _BARE_FATHER if given > 0 else _NO_PATRONYMIC


def _surname(folded: str, given: float, patronymic: float) -> float:
    members = folded.split("-")
    syllables = len(members) > 1 or len(folded) <= _LONGEST_SYLLABLE
    mark = 0.0 if syllables and all(map(is_syllable, members)) else _mark(folded)
    if patronymic >= _PATRONYMIC:
        return min(mark, _PATRONYMIC_AS_SURNAME)
    if is_east_asian_surname(folded):
        return EAST_ASIAN
    if given <= 0:
        return mark
    if folded in _SURNAMES_TOO:
        return max(mark, 0.0) + _SURNAME_TOO
    return _HARDLY_SURNAME + mark / 10


def _mark(folded: str) -> float:
    for length in range(min(_LONGEST_MARK, len(folded)), 0, -1):
        weight = _MARKS.get(folded[-length:])
        if weight is not None and (len(folded) - length >= _BEFORE_ENDING or length >= _WORD_BY_ITSELF):
            return weight
    return 0.0


@lru_cache(maxsize=WORDS_KEPT)
def is_east_asian_surname(form: str) -> bool:
    """Whether the form is a Chinese or Korean surname as papers write them (Ким, Ван, Choi)."""
    folded = fold(form)
    return folded in _CHINESE or folded in _KOREAN or bool(surname_spellings(folded)) or chinese(folded) in _CHINESE


@lru_cache(maxsize=WORDS_KEPT)
def is_syllable(form: str) -> bool:
    """Whether the word is one syllable of a Chinese or Korean name in Russian letters (Шань, Хван)."""
    folded = fold(form)
    return bool(_SYLLABLE.fullmatch(folded)) or bool(chinese(folded))
