"""How a place named in a table may stand in Russian papers: cases of towns, «Читинской обл.», «Алма Ата»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

KINDS = {  # the last word of a region's name → how papers write it
    "обл.": r"обл(?:аст[а-я]{1,3}|\b\.?)", "область": r"обл(?:аст[а-я]{1,3}|\b\.?)",
    "губ.": r"губ(?:ерни[а-я]{1,2}|\b\.?)", "край": r"кра[йяюе]м?|кр\b\.?", "уезд": r"уезд[а-я]{0,2}|у\.",
    "р-н": r"р-н[ае]?|район[а-я]{0,2}", "асср": "асср", "сср": "сср",
}  # fmt: skip
ADJECTIVE = {
    "ая": r"(?:ая|ой|ую|\.)", "ий": r"(?:ий|ого|ому|ом|им|\.)", "ый": r"(?:ый|ого|ому|ом|ым|\.)",
}  # fmt: skip
CASES = {"а": "[аыуе]|ой", "я": "[яиюе]", "ь": "[ьиюе]", "о": "[оае]", "ый": "ый|ого|ому|ом", "ий": "ий|ого|ому|ом"}
OTHER_PLACE = ("Казахстан", "Урал")  # in brackets behind a name: where that one lies, no name of its own
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_BEFORE_CASES = re.compile(r"(?:\bг\.|\bгор\.|\bгорода|\bгороде|\bв|\bиз)\s*$")
_NO_TOWN = re.compile(  # Karl Marx Street is in no town of Marx
    r"(?:\b(?:ул|улиц[аеы]|пр|просп\w*|пер|пл|площадь|наб|бул\w*|ш|шоссе|им|имени|завод[а-я]*|з-д|фабрик[а-я]*|колхоз[а-я]*"
    r"|к-з|совхоз[а-я]*|с-з|трест[а-я]*|шахт[а-я]*|оз|озер[а-я]*|р|рек[аи]|театр[а-я]*|дома?)\b)[.\s«\"]*$"
)

_WORKS = re.compile(r"\"?\s*(?:колхоз|к-з|совхоз|с-з|ул\b|пер\b|пр\b|завод|фабрика)")


def fold(text: str) -> str:
    """The text in comparison form, letter for letter as long as it was: lower case, ё as е."""
    low = text.lower().replace("ё", "е")
    return low if len(low) == len(text) else text


def variants(written: str) -> Iterator[str]:
    """The names in a cell: «Юрьев (Дерпт)» and «Сталино, Юзовка» are two each."""
    for part in written.split(","):
        yield _BRACKETS.sub("", part).strip()
        yield from (name for name in _BRACKETS.findall(part) if name not in OTHER_PLACE)


@lru_cache(maxsize=2048)
def form(name: str) -> re.Pattern[str]:
    """The pattern of one name in folded text, from where it begins."""
    words = fold(name).split()
    kind = KINDS.get(words[-1])
    if kind and len(words) > 1:
        return re.compile(r"\s+".join((*map(_adjective, words[:-1]), f"(?:{kind})")) + r"(?!\w)")
    return re.compile(r"\s+".join((*map(_flexible, words[:-1]), _town(words[-1]))) + r"(?![\w])(?!-[а-я])")


def names_a_place(text: str, start: int, end: int, name: str) -> bool:
    """Whether the words found there speak of the place: no street or works named after it; cases behind «в», «г.»."""
    before = text[max(0, start - 16) : start]
    if _NO_TOWN.search(before) or _WORKS.match(text, end):
        return False
    plain = text[start:end].replace("-", "").replace(" ", "") == fold(name).replace("-", "").replace(" ", "")
    is_region = fold(name).split()[-1] in KINDS
    if is_region or (plain and len(name) > 3):
        return True
    return bool(_BEFORE_CASES.search(before))


def _adjective(word: str) -> str:
    ending = ADJECTIVE.get(word[-2:])
    return _flexible(word[:-2]) + ending if ending else _flexible(word)


def _town(word: str) -> str:
    for ending, cases in sorted(CASES.items(), key=lambda pair: -len(pair[0])):
        if word.endswith(ending):
            return f"{_flexible(word.removesuffix(ending))}(?:{cases})"
    return f"{_flexible(word)}(?:[ауе]|ом)?"


def _flexible(word: str) -> str:
    return re.escape(word).replace(r"\-", "[- ]?")
