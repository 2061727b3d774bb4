"""Small things that every page says: the language of a text, the short name of an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale

from app.models import Source

LONGEST = 60  # letters of an address that are shown; the link holds the whole
_KAZAKH = re.compile(r"[ӘәҒғҚқҢңӨөҰұҮүҺһ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_BOTH_ENDINGS = (  # as labels have them, then for a woman, then for a man
    (re.compile(r"ён\(а\)"), "ена", "ён"),  # освобождён(а)
    (re.compile(r"(?<=\w)\((а|ла|a)\)"), r"\1", ""),  # расстрелян(а), умер(ла), zmarł(a)
    (re.compile(r"им\(-ей\)"), "ей", "им"),  # пострадавшим(-ей)
    (re.compile(r"(y|as)\(-a\)"), "a", r"\1"),  # rozstrzelany(-a), sušaudytas(-a)
    (re.compile(r"ego\(-ą\)"), "ą", "ego"),  # poszkodowanego(-ą)
    (re.compile(r"(?<=\w)\(r\)"), "", "r"),  # Geschädigte(r)
)
_SITE = re.compile(r"https?://(?:www\.)?([^/:?#\s]+)", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z]{3}")


def language_of(text: str) -> str:
    """The language tag that a voice should read a source's words in, by their letters; '' where they do not tell."""
    if _KAZAKH.search(text):
        return "kk"
    if _CYRILLIC.search(text):
        return "ru"
    return "ko" if _HANGUL.search(text) else ""


def language_of_prose(text: str) -> str:
    """The same for longer texts; those in Latin letters are our own, in English."""
    return language_of(text) if not _LATIN.search(text) or _mostly_cyrillic(text) else "en"


def of_sex(label: str, sex: str) -> str:
    """A label with both endings, «расстрелян(а)», as it is for a man or a woman; as it is for the unknown."""
    if sex not in ("f", "m"):
        return label
    for both, woman, man in _BOTH_ENDINGS:
        label = both.sub(woman if sex == "f" else man, label)
    return label


def as_heading(text: str) -> str:
    """The text with a capital at its head and all other letters as they are: «Verhaftung und Urteil», «Organ GPU»."""
    return text[:1].upper() + text[1:]


def is_address(text: str) -> bool:
    """Whether a page of a source is an address on the web, not a title."""
    return text.startswith(("https://", "http://"))


def address_name(url: str) -> str:
    """An address as people read it: no scheme, letters instead of per cent signs, cut where it is long."""
    parts = urlsplit(url)
    name = f"{parts.hostname or ''}{unquote(parts.path).rstrip('/')}".removeprefix("www.")
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def language_called(tag: str) -> str:
    """What a language is called in the reader's language, by CLDR; the tag itself where CLDR has no such language."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(get_locale()) or tag
    except (ValueError, UnknownLocaleError):
        return tag


def host_of(url: str) -> str:
    """The site that an address stands on («mos.memo.ru»), or '' where it is no address."""
    found = _SITE.match(url)
    return found[1].lower() if found else ""


def site_of(urls: Sequence[str]) -> str:
    """The site that the first of these pages with an address stands on, or ''."""
    return next(filter(None, map(host_of, urls)), "")


def source_name(source: Source) -> str:
    """What a source is called: its citation, else its archive, else the site of its page, else ''."""
    return source.citation or source.repository or site_of(source.urls)


def _mostly_cyrillic(text: str) -> bool:
    return len(_CYRILLIC.findall(text)) * 2 > sum(map(str.isalpha, text))


def in_language(tag: str, path: str, query: bytes) -> str:
    """The address of the same page in another language; the first page where the address bears no language."""
    _, _, rest = path.partition("/")
    first, _, rest = rest.partition("/")
    if len(first) != len(tag):
        return f"/{tag}/"
    asked = query.decode("utf-8", "replace")
    return f"/{tag}/{quote(rest)}" + (f"?{asked}" if asked else "")
