"""Find the relatives whom a body names, and the variants of the person's own name."""

from __future__ import annotations

import re
from functools import lru_cache

from app.intake.draft import DraftName, NameKind, Relative
from app.tables import rows

_STEMS = (
    "отец",
    "отц",
    "мать",
    "матер",
    "муж",
    "жен",
    "сын",
    "доч",
    "брат",
    "сест",
    "дед",
    "баб",
    "дяд",
    "тет",
    "плем",
    "отч",
    "мач",
)
_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_VARIANTS = re.compile(r"^[ \t]*\(([^()\n]*)\)[ \t]*$", re.MULTILINE)
_LABELLED = re.compile(r"варианты?\s+(фамилии|имени|отчества|ФИО)\s*:\s*([^;]+)")


def relatives_in(text: str) -> tuple[Relative, ...]:
    """«отец, Гришков Дмитрий Васильевич, выслан» → the father, the name as written."""
    lowered = text.lower()
    if not any(stem in lowered for stem in _STEMS):
        return ()
    return tuple(Relative(_relations()[word.casefold()], name) for word, name in _pattern().findall(text))


def variants_in(body: str) -> tuple[tuple[DraftName, ...], str]:
    """The variants that stand in brackets on lines of their own, and the body without those lines."""
    if "(" not in body:
        return (), body
    names = tuple(name for inner in _VARIANTS.findall(body) for name in _variants(inner))
    return names, _VARIANTS.sub("", body).lstrip("\n")


def _variants(inner: str) -> list[DraftName]:
    labelled = _LABELLED.findall(inner)
    if not labelled:
        return [DraftName(inner.strip(), NameKind.VARIANT)] if inner.strip() else []
    return [_variant(field, form.strip()) for field, forms in labelled for form in forms.split(",") if form.strip()]


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
def _pattern() -> re.Pattern[str]:
    forms = sorted(_relations(), key=len, reverse=True)
    words = "|".join(f"[{form[0]}{form[0].upper()}]{form[1:]}" for form in forms)
    return re.compile(rf"(?<!\w)({words})[\s,:–-]{{1,3}}({_NAME}(?:\s+{_NAME}){{1,2}})")
