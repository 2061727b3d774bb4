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
_FULL = rf"(?:{_NAME}(?:[^\S\n]+(?:{_INITIALS}|{_NAME})){{1,2}}|{_INITIALS}[^\S\n]?{_NAME})"
# Whom the state held to be an enemy or a stranger: «как жена врага народа» tells of a husband without his name.
_STANDING = (
    r"(?:(?:бывш|немецк)\w+\s)?(?:изменник|враг|кулак|священ|торгов|осужд[её]н|репрессир|участник|помещик|офицер|белогвард|бандит|предател|дьякон"
    r"|шпион|троцкист|лишенц|полицейск|раскулач|расстрелян|репри[сc]|арестован|карател|белоэмигрант)\w*"
    r"(?:\s(?:Родин\w|народа|ОУН|УПА|офицера|элемента)|(?:\s[а-яё./-]+){1,2}\sорганизаци\w+)?"
)
# «жена секретаря обкома»: a post in the genitive, to the end of its phrase.
_POST = (
    r"(?!\w*л[аи]\b)[а-яё-]{2,}(?:[бвгджзклмнпрстфхцчшщ]а|[лнртдж]я|ого|его)\b"
    r"(?:[^\S\n](?:[^,.;:()\"»\n]|\(б\)){1,60})?"
)
_DONE = r"(?:раскулачен|расстрелян|репрессирован|осужд[её]н|арестован|выслан|сослан|выселен)а?(?!\w)"  # of the relative
_WORD_AFTER = re.compile(rf"({_FULL})\s?(?:\((\w+)\)|[-–—]\s?(\w+)(?=\s?[,.;)\n]|$))")  # «Иванов И.И. (отец)»
_OF_FAMILY = re.compile(r"(?<!\w)чл(?:ен|енов|ены|\.)\s?семьи\s+", re.IGNORECASE)
_BEFORE = r"(?:репрессированн|осужд[её]нн|арестованн|раскулаченн|высланн|расстрелянн)\w+"
_BORN_YEAR = r"(?:,?\s*\(?\d{4}\)?\s*г(?:ода|\.)?\s*р(?:ождения|\.)?)?"
_BORN_HIMSELF = re.compile(r"родил(?:ся|ась)\s+$")  # «родилась дочь - Иванова Анна» names the person of the text
_OF_NAME_BEFORE = re.compile(r"(?:[А-ЯЁ]\.|ич|на)\s?[-–(—]\s?$")  # «Иванова А.А. - мать, Иванов И.И. - брат»
_AND = re.compile(rf"\s+и\s+({_NAME}(?:[^\S\n]+(?:{_INITIALS}|{_NAME})){{1,2}})")
_PARENTS = re.compile(rf"родител\w+,?\s+({_NAME}\s+{_NAME}\s+{_NAME}){_BORN_YEAR}\s+и\s+({_NAME}\s+{_NAME})")
_CHILDREN = re.compile(rf"(?<!\w)детьми:\s+((?:{_NAME}{_BORN_YEAR}(?:,\s+|\s+и\s+)?)+)")
_LEADING = re.compile(rf"^{_INITIALS}\s?")
_INITIAL = re.compile(r"[А-ЯЁ]\.\s*$")
_GIVEN = re.compile(_NAME)
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
_GENITIVE = re.compile(r"(?:ича|вны|ого|его|ой|[бвгдзклмнпрстфхцч]а|[аеиоуыяь]я|ия|ы|и|ых)$")
_OF_WOMAN = re.compile(r"(?:ой|ы|и|ны)$")
_NOMINATIVE = frozenset({"отец", "мать", "муж", "жена", "сын", "дочь", "брат", "сестра", "вдова"})


def relatives_in(text: str) -> tuple[Relative, ...]:
    """«отец, Гришков Дмитрий, выслан» → the father; «жена Гусева И.М.», «как жена врага народа» → the husband."""
    listed = _listed(text) if "родител" in text or "детьми:" in text else ()
    told = (*_named(text), *_behind(text), *_standing(text)) if _any().search(text) else ()
    family = _of_family(text) if "семьи" in text and not told else ()
    return tuple(dict.fromkeys((*told, *listed, *family)))


def _of_family(text: str) -> Iterator[Relative]:
    """«член семьи изменника Родины»: some relative was held to be one."""
    for hit in _OF_FAMILY.finditer(text):
        standing = _alone().match(text, hit.end())
        if standing and _WHOSE.search(standing[0].split()[-1 if "." in standing[0] else 0].rstrip(".")):
            yield Relative("other", trimmed(standing[0]))


def _behind(text: str) -> Iterator[Relative]:
    """«Иванов И.И. (отец)», «Иванова А.А. - мать»: the word stands behind the name."""
    for name, inner, apart in _WORD_AFTER.findall(text):
        relation = _relations().get((inner or apart).casefold())
        if relation:
            yield Relative(relation, _name(name))


def _named(text: str) -> Iterator[Relative]:
    for hit in _pattern().finditer(text):
        word, apart, name = hit.groups()
        before = max(0, hit.start() - 12)
        if _BORN_HIMSELF.search(text, before, hit.start()) or _OF_NAME_BEFORE.search(text, before, hit.start()):
            continue
        relation = _relations()[word.casefold()]
        told = _told(relation, word, apart, name)
        yield Relative(told, _name(name))
        second = _AND.match(text, hit.end()) if told != relation else None
        if second:
            yield Relative("mother" if _OF_WOMAN.search(second[1].split()[0]) else told, _name(second[1]))


def _name(words: str) -> str:
    """The name; the full stop of an initial is its own."""
    return words.strip() if _INITIAL.search(words) else trimmed(words)


def _listed(text: str) -> Iterator[Relative]:
    """«вместе с родителями, Груздевыми Ефимом Тимофеевичем и Клавдией Яковлевной», «с детьми: Иваном, Лидией»."""
    for father, mother in _PARENTS.findall(text):
        yield from (Relative("father", father), Relative("mother", mother))
    for children in _CHILDREN.findall(text):
        yield from (
            Relative("daughter" if name.endswith(("ой", "ей")) else "son", name) for name in _GIVEN.findall(children)
        )


def _told(relation: str, word: str, apart: str, name: str) -> str:
    """What the one named is to this person: «жена Гусева И.М.» names the husband, «отец, Гришков Д. В.» the father."""
    if apart.strip() or word.casefold() not in _NOMINATIVE or not _in_genitive(name, relation):
        return relation
    surname = _LEADING.sub("", name).split(maxsplit=1)[0]
    woman = _INVERSE.get(relation) == "parent" and _OF_WOMAN.search(surname)
    return "mother" if woman else _inverse(relation)


def _in_genitive(name: str, relation: str) -> bool:
    """«Гусева И.М.», «Ивана Андреевича Гущина»: whose wife, whose son; of a woman «-ова» alone tells nothing."""
    pieces = _LEADING.sub("", name).split()
    given = [each for each in pieces[1:] if "." not in each]
    if given:
        return all(_GENITIVE.search(each) for each in (pieces[0], *given)) and any(
            re.search(r"(?:ч[ая]|вны|чны)$", each) for each in given
        )
    surname = pieces[0]
    return bool(
        re.search(r"(?:ова|ева|ина|ына|ского|цкого|[бвгджзклмнпрстфхцчшщ]а)$", surname)
        or (relation in ("son", "daughter") and re.search(r"(?:[оеиы][вн]|ск|цк)ой$", surname))
    ) and (relation != "sister")


def _standing(text: str) -> Iterator[Relative]:
    """The relative of whom only the standing is told, where it is the reason that the papers give."""
    for word, apart, standing in _by_standing().findall(text):
        relation = _relations()[word.casefold()]
        if apart.strip():  # «муж - немецкий каратель», «отца, раскулаченного»
            yield Relative(relation, trimmed(standing))
        elif _WHOSE.search(standing.split()[0]):
            yield Relative(_inverse(relation), trimmed(standing))
    for word, post in _by_post().findall(text):  # «жена секретаря обкома»
        if not _alone().match(post):
            yield Relative(_inverse(_relations()[word.casefold()]), trimmed(post))
    for word, done in _by_done().findall(text):  # «отец раскулачен»
        yield Relative(_relations()[word.casefold()], done)
    for standing, word in _standing_before().findall(text):
        yield Relative(_relations()[word.casefold()], standing)


def _inverse(relation: str) -> str:
    """Whose wife is this person: the husband; whose daughter: the father."""
    inverse = _INVERSE.get(relation, relation)
    return _OF.get(inverse, inverse)


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
    return re.compile(rf"(?<!\w)({_words()})([^\S\n]*[,:(–—-]\s*|[^\S\n]+)({_FULL})")


@lru_cache(maxsize=1)
def _by_standing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_words()})(\s*[-–—]\s*|,\s+|\s+)({_STANDING})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _alone() -> re.Pattern[str]:
    return re.compile(_STANDING, re.IGNORECASE)


@lru_cache(maxsize=1)
def _by_post() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)((?i:жена|вдова|дочь|сын))[^\S\n]+({_POST})")


@lru_cache(maxsize=1)
def _by_done() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)((?i:{'|'.join(sorted(_NOMINATIVE))}))[^\S\n]+(?:был[аи]?[^\S\n]+)?({_DONE})")


@lru_cache(maxsize=1)
def _standing_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_BEFORE})\s+({_words()})(?!\w)", re.IGNORECASE)
