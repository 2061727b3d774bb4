"""Cut a verdict into its sentences: at full stops that end no abbreviation, and where a full stop is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORT = (
    *("обл", "губ", "окр", "мес", "посл", "пораж", "верх", "опред", "пост", "през", "конф", "лиш", "закл", "концл"),
    *("конц", "тюр", "спец", "воен", "гор", "вол", "адм", "чел", "сев", "вост", "юж", "зап", "нац", "нар", "респ"),
    *("презид", "исправ", "последующ", "перекв", "посел", "кр", "ст", "гг", "им", "св", "осв", "освоб", "ум", "пр"),
    *("чл", "уг", "сл", "пер", "дер", "пос", "наб", "хут", "труд", "авт"),
)


def _no_end() -> str:
    """No abbreviation stands before the full stop: one look back for all of a length."""
    lengths = sorted({len(short) for short in _SHORT})
    groups = ("|".join(short for short in _SHORT if len(short) == length) for length in lengths)
    return "".join(rf"(?<!\b(?i:{group})\.)" for group in groups) + r"(?<!\d[гГлЛ]\.)"


# Every branch begins with a letter, so that other places are passed over at once.
_NEXT = r"(?:[А-ЯЁ«\"]|\d{1,2}\.\d{2}\.|[а-яё]+ением\b|опред\.|пост\.|реш\.)"
_GLUED = r"\.(?:(?<=[а-яё]{4}\.)|(?<=п/п\.))(?=[А-ЯЁ][а-яё]{3})"
# Before these a full stop is missing more often than a sentence goes on.
_RUN_ON = r"(?:Определением|Постановлением|Решением|Освобожд[её]н[аы]?\s|Дело\sпрекр)"
_END = re.compile(
    rf"\.(?<=[^\s.]{{2}}\.){_no_end()}\s+(?={_NEXT})|\.\"\s+(?=[А-ЯЁ])|{_GLUED}|\n|\|\s|[ ](?<=[\w.][ ])(?={_RUN_ON})"
)
_BORN = re.compile(r"\W*[Рр]одил(?:ся|ась)\s(?:[^,]*спецпос|на\s+пос|в\s+ссыл)[^,]*(?=,)")


def ends(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Where sentences end, from a place on: what stands between one and the next."""
    return _END.finditer(text, start)


def sentences(text: str) -> list[str]:
    """The sentences in their order, without what parts them."""
    return _END.split(text)


def measure_words(wording: str) -> str:
    """The first sentence; «родилась на спецпоселении отца, в 1931 году отец выслан» tells of the father behind it."""
    born = _BORN.match(wording)
    return born[0] if born else first_sentence(wording)


def first_sentence(text: str) -> str:
    """The first of them: in a verdict the measure itself, without what became of it."""
    return _END.split(text, maxsplit=1)[0]
