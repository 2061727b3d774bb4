"""Endings of names: surname stems, the father in a patronymic, the sex that a name tells."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.names import lexicon
from indexer.names.name import Name, PartKind, Script
from indexer.names.normalize import fold, script
from indexer.names.tables import rows, split
from indexer.names.translit import readings

LEAST_BASE = 2  # letters of a father's name before the ending of the patronymic
_READINGS_TRIED = 3
# Endings of Slavic patronymics in Latin letters: -vich, -witsch, -wicz, -vna, -ichna, and those in -ich of a few names.
_LOOKS_SLAVIC = re.compile(
    r"[vw][iy](?:t?ch|č|ć|tsch|cz|cs|ci|c|tj|tš|ts|ç|ş)$|[vw]n[ae]$|(?:i|y)(?:t?ch|č|tsch|tš|cs)n[ae]$|ówna$"
    r"|(?:ill?|ily|ilj|lj|kuzm|kusm|kuźm|luk|fom|nikit|savv|savw|sav|sil|fok)[iy](?:t?ch|č|tsch|cz|tš|cs)$"
)


@dataclass(frozen=True, slots=True)
class PatronymicEnding:
    """``restores`` are the endings that the father's name may have had; ``after`` the letters that may stand before."""

    ending: str
    after: str
    restores: tuple[str, ...]
    sex: str
    known: bool  # only where the father's name is in the lexicon: Кузьмич, but not Гурвич

    def fits(self, word: str) -> bool:
        """Whether the word ends so, with enough left for a name."""
        rest = word.removesuffix(self.ending)
        if rest == word or len(rest) < LEAST_BASE or (self.after and rest[-1] not in self.after):
            return False
        return not self.known or any(lexicon.listed(name) for name in self.names(rest))

    def names(self, rest: str) -> tuple[str, ...]:
        """What the father may be called, by the rest of the word before the ending."""
        return _FATHERS.get(rest) or tuple(rest + restored for restored in self.restores)


def _surname_endings() -> dict[str, tuple[str, int]]:
    return {row["ending"]: (row["becomes"], int(row["least"])) for row in rows("surname_endings")}


def _patronymic_endings() -> dict[str, tuple[PatronymicEnding, ...]]:
    """By last letter, the longer ending first."""
    by_letter: defaultdict[str, list[PatronymicEnding]] = defaultdict(list)
    for row in rows("patronymic_endings"):
        restores = tuple(row["restores"].split("|"))
        ending = PatronymicEnding(row["ending"], row["after"], restores, row["sex"], row["known"] == "yes")
        by_letter[ending.ending[-1]].append(ending)
    for endings in by_letter.values():
        endings.sort(key=lambda ending: (-len(ending.ending), not ending.after))
    return {letter: tuple(endings) for letter, endings in by_letter.items()}


_SURNAMES = _surname_endings()
_LONGEST = max(map(len, _SURNAMES))
_PATRONYMICS = _patronymic_endings()
_FATHERS = {row["stem"]: split(row["names"]) for row in rows("father_stems")}
_SURNAME_SEX = {row["ending"]: row["sex"] for row in rows("sex_endings")}
_SURNAME_SEX_LONGEST = max(map(len, _SURNAME_SEX))


@lru_cache(maxsize=262144)
def stem(form: str) -> str:
    """The surname in its manly form without endings of gender, marriage or number: folded, in its own script.

    Иванова → иванов, Kazlauskienė → kazlausk, Байтұрсынұлы → байтұрсынов. One ending is taken, once: Иванцов stays
    apart from Иванов. A stem of a stem may be shorter still, so compare stems with stems.
    """
    folded = fold(form).strip(" -'.")
    if script(folded) is Script.GREEK:
        folded = "".join(letter for letter in unicodedata.normalize("NFD", folded) if not unicodedata.combining(letter))
    for length in range(min(_LONGEST, len(folded) - 1), 0, -1):
        becomes, least = _SURNAMES.get(folded[-length:], ("", 0))
        if least and len(folded) - length >= least:
            return folded[:-length] + becomes
    return folded


def _ending(folded: str) -> PatronymicEnding | None:
    return next((ending for ending in _PATRONYMICS.get(folded[-1:], ()) if ending.fits(folded)), None)


@lru_cache(maxsize=131072)
def patronymic_sex(form: str) -> str:
    """«m» or «f» when the form ends as a patronymic does (in any script that we read), else ''."""
    found = next((ending for word in _as_written_and_read(form) if (ending := _ending(word)) and ending.sex), None)
    return found.sex if found else ""


def _as_written_and_read(form: str) -> Iterator[str]:
    folded = fold(form).replace(" ", "").replace("-", "")
    yield folded
    if _LOOKS_SLAVIC.search(folded.replace("'", "")) or script(folded) is Script.ARABIC:
        yield from readings(folded)[:_READINGS_TRIED]


@lru_cache(maxsize=131072)
def father(patronymic: str) -> frozenset[str]:
    """The folded given names that the patronymic may be made of: Иванович → иван, Ivanovich → иван, Jono → jonas.

    Names that the lexicon knows come alone when there is one. A patronymic without an ending is the father's bare name
    and stands for itself; an initial tells nothing.
    """
    for word in _as_written_and_read(patronymic):
        ending = _ending(word)
        if ending is not None and (
            ending.sex or lexicon.is_given(word.removesuffix(ending.ending) + ending.restores[0])
        ):
            return _restored(word.removesuffix(ending.ending), ending)
    bare = fold(patronymic).strip(" .-")
    return frozenset({bare}) if len(bare) > LEAST_BASE else frozenset()


@lru_cache(maxsize=131072)
def is_genitive(form: str) -> bool:
    """Whether the form is a father's name in the genitive, as Lithuanian papers have it (Jono, Petro, Kazio)."""
    folded = fold(form)
    ending = _ending(folded)
    if ending is None or ending.sex:
        return False
    return any(lexicon.listed(folded.removesuffix(ending.ending) + restored) for restored in ending.restores)


def _restored(base: str, ending: PatronymicEnding) -> frozenset[str]:
    candidates = ending.names(base)
    known = [candidate for candidate in candidates if lexicon.is_given(candidate)]
    return frozenset(known or candidates[:1])


def sex(name: Name) -> str:
    """«m» or «f» where the patronymic, the given name or the surname tells it, in this order, else ''."""
    for part in name.of(PartKind.PATRONYMIC):
        if told := patronymic_sex(part.form):
            return told
    if any(fold(part.form) in _DAUGHTERS for part in name.of(PartKind.PARTICLE)):
        return "f"
    for part in name.of(PartKind.GIVEN):
        if told := lexicon.sex(part.form):
            return told
    return next((told for part in name.of(PartKind.SURNAME) if (told := surname_sex(part.form))), "")


_DAUGHTERS = frozenset({"кызы", "қызы", "гызы", "qızı", "qyzy", "kyzy", "kızı", "дочь"})


@lru_cache(maxsize=131072)
def surname_sex(form: str) -> str:
    """«m» or «f» when the ending of the surname tells it (Иванов, Ковальская, Kazlauskienė), else ''."""
    folded = fold(form)
    for length in range(min(_SURNAME_SEX_LONGEST, len(folded) - 2), 0, -1):
        if told := _SURNAME_SEX.get(folded[-length:]):
            return told
    return ""
