"""Part an accusation into the articles it names and its words: «по ст. 58-10 ч.2 ("агитация")»."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 3_000  # letters that are searched for articles
_LETTER = r"(?:[абвгд](?![а-яё.])|\s?[«\"(][абвгд][»\")](?!\w))"
_POINT = rf"\d{{1,2}}(?!\d){_LETTER}?"
_FREE = r"(?<![\d.№/-])(?<!№\s)"
_AFTER = rf"(?!\d|%|/\d{{3}}|\.\d|-(?:лет|й|го|ти)|\s*(?:лет|год|г\.|мес|чел|руб)){_LETTER}?"
_FIRST = rf"\d{{2,3}}{_AFTER}"
_NEXT = (
    rf"[-/]\s?{_POINT}|-(?:[«\"]?[абвгд][»\"]?)(?![\w/])|ч(?:\.|асть|\b)\s?\d(?!\d)|пп?(?:\.|\b)\s?{_POINT}"
    rf"|пп?\.?\s?[«\"]?[а-з][»\"]?(?!\w)|и\s(?=\d|ст\b|[чп]\.)|через(?=\s\d)|ст(?:\.|атьи|атья|\b)(?:\s?ст\.?)?"
    r"|УК(?:\s(?:РСФСР|[А-Я]{3,8}|[А-Я][а-я]{1,4}ССР))?(?!\w)|РСФСР"
    rf"|(?<!\d){_POINT}(?!\.\d|\s*(?:лет|год|г\.|мес))|{_FIRST}"
)
_CITES = r"(?P<cited>(?<!\w)(?:по\s+)?ст(?:\.|атьям|атье|атья|\b)\.?\s*(?:ст\.?\s*)?)"
_ARTICLE = re.compile(rf"(?:{_CITES}\d{{1,3}}{_AFTER}|{_FREE}{_FIRST})(?:[\s,.;]*(?:{_NEXT}))*")
_TELLS = re.compile(r"УК|\d\s?-\s?\d|п\.|ч\.")
_LEADS = re.compile(
    r"^(?:(?:осужд[её]н[аы]?|приговор[её]н[аы]?|обвин(?:[её]н[аы]?|ял(?:ся|ась))|по\s+обвинен(?:ию|\.)|по\s+(?=ст|как\b)|ст\.?(?!\w)"
    r"|(?<=обвинению)\s+в|пост\.?\s?(?=\d))\b[\s.,:]*)+"
)
_ACCUSED = re.compile(r"^(?:по\s+)?обвин\w*\.?\s+(?:в|во|по|за)\s+", re.IGNORECASE)
_EMPTY = re.compile(r"(?:[\s\W\d_]|\b(?:по|и|в|ст|на|с|УК)\b)*", re.IGNORECASE)
_EDGES = " ,.;:#/–-"
_HOLLOW = re.compile(r"\(\s*\)|\[\w*:?\s*\]")
_QUOTED = (("(", ")"), ('"', '"'), ("«", "»"))


@lru_cache(maxsize=16384)
def read_charge(text: str) -> tuple[str, str]:
    """The articles as one string, from the first number on, and the words of the accusation; '' for neither."""
    head, tail = text[:LONGEST], text[LONGEST:]
    cited = [found for found in _ARTICLE.finditer(head) if _is_article(found, head)]
    rest, at = "", 0
    for found in cited:
        rest += head[at : found.start()]
        at = found.end()
    articles = (found[0][len(found["cited"] or "") :].strip(_EDGES).removesuffix(" и") for found in cited)
    return ", ".join(articles), _words(rest + head[at:] + tail)


def _is_article(found: re.Match[str], text: str) -> bool:
    """A number of a law: it stands after «ст.», has a point or a code, or is all that the accusation begins with."""
    return bool(found["cited"] or _TELLS.search(found[0]) or not text[: found.start()].strip(_EDGES))


def _words(text: str) -> str:
    bare = _HOLLOW.sub("", text).strip(_EDGES)
    while (shorter := _unquoted(_LEADS.sub("", _ACCUSED.sub("", bare))).strip(_EDGES)) != bare:
        bare = shorter
    return "" if _EMPTY.fullmatch(bare) else bare


def _unquoted(text: str) -> str:
    """Without the quotation marks or brackets that hold all of it."""
    for opens, closes in _QUOTED:
        inner = text[1:-1]
        if len(text) > 1 and text[0] == opens and text[-1] == closes and not set(inner) & {opens, closes}:
            return inner
    return text
