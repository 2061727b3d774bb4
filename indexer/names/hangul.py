"""Korean names: Hangul read as Russian papers write it, by Kontsevich and as the Koryo-saram spell their surnames."""

from __future__ import annotations

import re

from indexer.names.normalize import fold
from indexer.names.tables import rows, split

_FIRST, _LAST = 0xAC00, 0xD7A3
_VOWELS, _FINALS = 21, 28
_SILENT, _NG = 11, 21  # numbers of the initial that is not sounded and of the final ng, which never moves over
_HEARD_VOICED = (3, 7)  # by number of the initial: ㄷ and ㅂ
_LABIALS = (6, 7)  # behind which the vowel stays what it is: Бом for 범
_HEARD = {4: "е", 6: "е"}  # by number of the vowel: ㅓ and ㅕ behind a consonant
_ASPIRATED = re.compile("([чткп])х")
_FINAL_L = re.compile("ль?$")
_OWN_SYLLABLES = 2  # of a Korean given name, at most
_OTHER_READING = 0.7  # each further spelling of a surname is that much less likely


def _column(kind: str, column: str) -> tuple[str, ...]:
    return tuple(row[column] for row in rows("hangul") if row["kind"] == kind)


_INITIAL, _INITIAL_VOICED = _column("initial", "russian"), _column("initial", "voiced")
_MEDIAL = _column("medial", "russian")
_FINAL, _FINAL_VOICED = _column("final", "russian"), _column("final", "voiced")
_VOICING = frozenset("мнлрйаеиоуыэюяь")


def _surnames() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Folded Russian spellings of surnames: by Hangul, and by each folded Latin spelling."""
    hangul: dict[str, tuple[str, ...]] = {}
    latin: dict[str, tuple[str, ...]] = {}
    for row in rows("korean_surnames"):
        spellings = tuple(fold(form) for form in split(row["russian"]))
        hangul[row["hangul"]] = spellings
        for form in split(row["latin"]):
            latin[fold(form)] = latin.get(fold(form), ()) + spellings
    return hangul, latin


_BY_HANGUL, _BY_LATIN = _surnames()


def read(word: str) -> str:
    """The Hangul word by Kontsevich's system: stops voiced between vowels and sonorants. Other letters are dropped."""
    reading, final = "", 0
    for letter in word:
        if not _FIRST <= ord(letter) <= _LAST:
            continue
        number = ord(letter) - _FIRST
        initial = number // (_VOWELS * _FINALS)
        moves_over = initial == _SILENT and final not in {0, _NG}
        reading += (_FINAL_VOICED if moves_over else _FINAL)[final]
        voiced = reading[-1:] in _VOICING if reading else False
        reading += (_INITIAL_VOICED if voiced else _INITIAL)[initial] + _MEDIAL[number // _FINALS % _VOWELS]
        final = number % _FINALS
    return reading + _FINAL[final]


def aloud(word: str, surname: bool) -> str:
    """A surname as the Koryo-saram write it first, a given name syllable by syllable; '' for a longer, foreign word."""
    if (surname or len(word) == 1) and word in _BY_HANGUL:
        return _BY_HANGUL[word][0]
    return "-".join(map(_as_spoken, word)) if len(word) <= _OWN_SYLLABLES else ""


def _as_spoken(syllable: str) -> str:
    """The syllable as Soviet clerks heard it: Чер for 철, Бом for 범, Дон for 동, Ир for 일."""
    reading = read(syllable)
    initial = (ord(syllable) - _FIRST) // (_VOWELS * _FINALS) if reading else 0
    if initial in _HEARD_VOICED:
        reading = _INITIAL_VOICED[initial] + reading.removeprefix(_INITIAL[initial])
    vowel = (ord(syllable) - _FIRST) // _FINALS % _VOWELS if reading else 0
    if vowel in _HEARD and initial not in _LABIALS:
        spelt = _MEDIAL[vowel]
        reading = reading.replace(spelt, _HEARD[vowel]) if not reading.startswith(spelt) else reading
    return _ASPIRATED.sub(r"\1", _FINAL_L.sub("р", reading))


def is_surname(word: str) -> bool:
    """Whether the Hangul word is a Korean surname that we know."""
    return word in _BY_HANGUL


def weighed(word: str) -> dict[str, float]:
    """Readings of a Hangul word with their weights: by the system, and as a surname of the Koryo-saram if it is one."""
    found = {form: _OTHER_READING**place for place, form in enumerate(_BY_HANGUL.get(word, ()))}
    by_system = read(word)
    if by_system:
        found.setdefault(by_system, 0.5)
    return found


def surname_spellings(latin: str) -> tuple[str, ...]:
    """Russian spellings of a Korean surname in Latin letters (choi → цой, чой …), () when it is none that we know."""
    return _BY_LATIN.get(latin, ())
