"""Find the relatives whom a body names, and the variants of the person's own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.intake.draft import DraftName, NameKind, Relative
from app.intake.readers.memorial.trim import trimmed
from app.tables import rows

_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
_FULL = rf"{_NAME}(?:\s+(?:{_INITIALS}|{_NAME})){{1,2}}"
# Whom the state held to be an enemy or a stranger: «как жена врага народа» tells of a husband without his name.
_STANDING = (
    r"(?:бывш\w+\s)?(?:изменник|враг|кулак|священ|торгов|осужд[её]н|репрессир|участник|помещик|офицер|белогвард|бандит|предател|дьякон"
    r"|шпион|троцкист|лишенц|полицейск|раскулач|расстрелян)\w*(?:\s(?:Родин\w|народа|ОУН|УПА|офицера|элемента))?"
)
_VARIANTS = re.compile(r"^[ \t]*\((?P<inner>[^\n]*?)\)?\)?[ \t]*$", re.MULTILINE)
_LABELLED = re.compile(r"варианты?\s+(фамилии|имени|отчества|ФИО)\s*:\s*([^;]+)")
_INVERSE = {
    "wife": "husband",
    "husband": "wife",
    "son": "parent",
    "daughter": "parent",
    "father": "child",
    "mother": "child",
}
_OF = {"parent": "father", "child": "son", "brother": "brother", "sister": "brother"}
_WHOSE = re.compile(r"(?:[кцгрв]а|ого|его|я)$")
_GENITIVE = re.compile(r"(?:ича|вны|ого|его|ой|[бвгдзклмнпрстфхцч]а|[аеиоуыяь]я|ия)$")


def relatives_in(text: str) -> tuple[Relative, ...]:
    """«отец, Гришков Дмитрий, выслан» → the father; «жена Гусева И.М.», «как жена врага народа» → the husband."""
    if not _any().search(text):
        return ()
    told = dict.fromkeys((*_named(text), *_standing(text)))
    return tuple(told)


def _named(text: str) -> Iterator[Relative]:
    for word, apart, name in _pattern().findall(text):
        relation = _relations()[word.casefold()]
        yield Relative(_told(relation, word, apart, name), trimmed(name))


def _told(relation: str, word: str, apart: str, name: str) -> str:
    """What the one named is to this person: «жена Гусева И.М.» names the husband, «отец, Гришков Д. В.» the father."""
    nominative = word.casefold() in ("отец", "мать", "муж", "жена", "сын", "дочь", "брат", "сестра")
    if apart.strip() or not nominative or not _in_genitive(name, relation):
        return relation
    inverse = _INVERSE.get(relation, relation)
    return _OF.get(inverse, inverse)


def _in_genitive(name: str, relation: str) -> bool:
    """«Гусева И.М.», «Андронова Павла Павловича»: whose wife, whose son; of a woman «-ова» alone tells nothing."""
    surname, *others = name.split()
    given = [each for each in others if "." not in each]
    if given:
        return all(_GENITIVE.search(each) for each in (surname, *given)) and bool(re.search(r"(?:ича|вны)$", given[-1]))
    return (
        bool(re.search(r"(?:ова|ева|ина|ына|ского|цкого|[бвгджзклмнпрстфхцчшщ]а)$", surname)) and relation != "sister"
    )


def _standing(text: str) -> Iterator[Relative]:
    """The relative of whom only the standing is told, where it is the reason that the papers give."""
    for word, standing in _by_standing().findall(text):
        if not _WHOSE.search(standing.split()[0]):
            continue
        relation = _relations()[word.casefold()]
        inverse = _INVERSE.get(relation, relation)
        yield Relative(_OF.get(inverse, inverse), trimmed(standing))


def variants_in(body: str) -> tuple[tuple[DraftName, ...], str]:
    """The variants that stand in brackets on lines of their own, and the body without those lines."""
    if "(" not in body:
        return (), body
    names = tuple(name for inner in _VARIANTS.findall(body) for name in _variants(inner.strip(" ()")))
    return names, _VARIANTS.sub("", body).lstrip("\n")


def variants_of(name: str) -> tuple[DraftName, ...]:
    """The other forms in the brackets of a name line: «Кольцов (Фридлянд) Михаил» → Фридлянд."""
    inner = re.findall(r"\(([^()]{2,80})\)", name) if "(" in name else ()
    return tuple(DraftName(form, NameKind.VARIANT) for each in inner if (form := each.strip()))


def _variants(inner: str) -> list[DraftName]:
    labelled = _LABELLED.findall(inner)
    if not labelled:
        return [DraftName(inner.strip(), NameKind.VARIANT)] if inner.strip() else []
    forms = ((field, form.strip(" ()")) for field, told in labelled for form in told.split(","))
    return [_variant(field, form) for field, form in forms if form]


def _variant(field: str, form: str) -> DraftName:
    return DraftName(
        form,
        NameKind.VARIANT,
        surname=form if field == "фамилии" else "",
        given_name=form if field == "имени" else "",
        patronymic=form if field == "отчества" else "",
    )


@lru_cache(maxsize=1)
def _relations() -> dict[str, str]:
    return {row["form"]: row["relation"] for row in rows("vocab/relation_words")}


@lru_cache(maxsize=1)
def _words() -> str:
    forms = sorted(_relations(), key=len, reverse=True)
    return "|".join(f"[{form[0]}{form[0].upper()}]{form[1:]}" for form in forms)


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    """Any of the words; each kind of first letter by itself, so that few places are looked at."""
    return re.compile(rf"[{''.join({form[0] + form[0].upper() for form in _relations()})}](?<!\w.){_tails()}(?!\w)")


def _tails() -> str:
    return "(?:" + "|".join(sorted({form[1:] for form in _relations()}, key=len, reverse=True)) + ")"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_words()})(\s*[,:(–-]\s*|\s+)({_FULL})")


@lru_cache(maxsize=1)
def _by_standing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_words()})\s+({_STANDING})", re.IGNORECASE)
