"""Find the dates that stand inside a longer text."""

from __future__ import annotations

import re
from functools import lru_cache

from app.tables import rows

_YEAR = r"\d{4}(?!\d)"
_SUFFIX = r"(?:\s*(?:г\.\s?р\b\.?|гг\.|г\.|года\b|году\b|г\b))?"
_ASIDE = r"(?:,?\s*\((?:по\s+др|или|ок)[^()]{1,60}\)|\s*\(\d{4}\)|,\s*\d{4}(?=\s*(?:,|$)))?"


_LANGUAGES = frozenset({"ru", "uk", "kk", ""})
_QUALIFIERS = frozenset({"about", "uncertain", "before", "after", "begin", "middle", "end", "season"})


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """One date in words or figures, with what qualifies it: «в декабре 1899 г.», «1904/05», «14.01.1895»."""
    month, before = _alternatives(frozenset({"month"})), _alternatives(_QUALIFIERS)
    core = (
        rf"\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}})(?!\d)|\d{{1,2}}\.[IVXХІ]{{1,4}}\.{_YEAR}"
        rf"|\d{{1,2}}\s+(?:{month})\b\.?(?:\s*\([^()]{{1,40}}\))?\s+{_YEAR}|(?:{month})\b\.?\s+{_YEAR}"
        rf"|\d{{4}}-е\b(?:\s+гг?\.)?|{_YEAR}(?:\s?[/–-]\s?\d{{2,4}}(?!\d))?"
    )
    return re.compile(
        rf"(?<![\w-])(?:во?\s+)?(?:(?:{before})\b\.?\s+)?(?:{core}){_SUFFIX}{_ASIDE}{_SUFFIX}", re.IGNORECASE
    )


def _alternatives(meanings: frozenset[str]) -> str:
    """The words of those meanings, longest first, as a pattern; single letters only where they qualify a date."""
    forms = (
        row["form"]
        for row in rows("vocab/date_words")
        if row["meaning"] in meanings
        and _LANGUAGES & set(row["language"].split("|"))
        and (row["meaning"] != "month" or len(row["form"]) > 2)
    )
    return "|".join(r"\.?\s+".join(map(re.escape, form.split())) for form in sorted(forms, key=len, reverse=True))


def leading(text: str) -> tuple[str, str]:
    """The date at the beginning of a text and what follows it; ('', text) where there is none."""
    text = text.lstrip(" ,;:-–")
    found = pattern().match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def last(text: str) -> tuple[str, str, str]:
    """What stands before the last date of a text, the date, and what follows; ('text', '', '') where there is none."""
    found = None
    for found in pattern().finditer(text):  # noqa: B007 - the last one is wanted
        pass
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")
