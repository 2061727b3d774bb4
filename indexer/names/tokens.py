"""Take a written name apart into words, brackets and remarks, before any word is read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.names.compound import compound
from indexer.names.name import Script
from indexer.names.normalize import clean, fold, script
from indexer.names.tables import rows
from indexer.names.translit import readings

MOST_WORDS = 12  # of one name; further words are no name
_MOST_BRACKETS = 8
_FULL_NAME = 3  # words
_MOST_TOGETHER = 3  # words that make one name: Абд уль Рахман

_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"  # written on letters; they end no word
_TOKEN = re.compile(rf"[^\W\d_][\w'’ʼ`´ʹ{_MARKS}-]*\.?|[,;—]")
_INITIALS = re.compile(r"(?<![^\W\d_])((?:Дж|Ю|[^\W\d_])\.)(?=[^\W\d_])")
_SPACED_HYPHEN = re.compile(r"(?<=[^\W\d_]) -\s?(?=[^\W\d_])|(?<=[^\W\d_])- (?=[^\W\d_])")
_INNERMOST = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_BRACKET = re.compile(r"[()\[\]{}]")
_PLAIN = re.compile(r"[А-ЯЁ][а-яё]{2,30}(?: [А-ЯЁ][а-яё]{2,30}){0,2}")  # as most names stand; nothing to take apart
_QUOTES = re.compile(r"[«»„“”\"‹›]")
_DIGITS = re.compile(r"\d+")


def _wordings() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("markers"):
        found[row["kind"]].append(fold(row["wording"]))
    return {kind: tuple(sorted(wordings, key=len, reverse=True)) for kind, wordings in found.items()}


_WORDINGS = _wordings()
_TITLES = frozenset(_WORDINGS["title"])
_SERVANTS, _ARTICLES = frozenset(_WORDINGS["servant"]), frozenset(_WORDINGS["article"])
_CHILDREN = frozenset(fold(row["form"]) for row in rows("particles") if row["use"] == "father")
_INITIAL = 2  # letters of a title, with its full stop, that is an initial anywhere but before a name: «г.», «т.»
_SAYING = _SERVANTS | {
    word.rstrip(".") for wordings in _WORDINGS.values() for wording in wordings for word in wording.split()
}
_BRIEF_TITLES = frozenset(title for title in _TITLES if len(title) <= _INITIAL)


def _pattern(kind: str) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(wording).replace(r"\.", r"\.?") for wording in _WORDINGS[kind])
    alternatives = alternatives.replace("е", "[её]")
    return re.compile(rf"(?<![\w])(?:{alternatives})(?![\w])[:\s]*", re.IGNORECASE)


_REMARK = {kind: _pattern(kind) for kind in ("maiden", "alias", "clan")}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name. ``dotted``: written with a full stop after it; ``segment`` counts the commas before it."""

    form: str
    dotted: bool
    segment: int


@dataclass(slots=True)
class Written:
    """What a writing holds: its words, the asides in brackets (each with the number of words before it) and remarks."""

    words: list[Word] = field(default_factory=list)
    asides: list[tuple[int, str]] = field(default_factory=list)
    maiden: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    clans: list[str] = field(default_factory=list)


def take_apart(text: str) -> Written:
    """The writing in pieces. Digits, titles and forms of address are left out; at most 12 words are kept.

    Where all stands in brackets, as archivists mark what they are not sure of («[Иванов]»), that is the name.
    """
    if _PLAIN.fullmatch(text) and _SAYING.isdisjoint(map(fold, text.split())):
        return Written([Word(form, dotted=False, segment=0) for form in text.split()])
    written = Written()
    plain = _mended(text)
    for _ in range(_MOST_BRACKETS):
        bracket = _INNERMOST.search(plain)
        if bracket is None:
            break
        before, inside, after = plain[: bracket.start()], bracket.group(1), plain[bracket.end() :]
        _set_aside(written, inside, len(list(_words(_without_remarks(before)))))
        plain = f"{before} {after}"
    plain = _take_remarks(written, _BRACKET.sub(" ", plain))
    words = list(_words(plain))
    if not words and written.asides:
        words = list(_words(written.asides.pop(0)[1]))
    written.words = words[:MOST_WORDS]
    return written


def _mended(text: str) -> str:
    """The text without quotation marks and digits, initials set apart («А.Н.»), hyphens closed up."""
    plain = _DIGITS.sub(" ", _QUOTES.sub(" ", clean(text)))
    return _SPACED_HYPHEN.sub("-", _INITIALS.sub(r"\1 ", plain)).replace("–", " ")


def _set_aside(written: Written, inside: str, place: int) -> None:
    """File what stands in brackets: a maiden name, an alias, a clan, or another reading of the words before it."""
    rest = _take_remarks(written, inside)
    for reading in re.split(r"[,;/]", rest):
        if any(True for _ in _words(reading)):
            written.asides.append((place, reading.strip()))


def _take_remarks(written: Written, text: str) -> str:
    """The text up to its first remark; the remarks are filed."""
    kept: list[str] = []
    for segment in text.split(","):
        if _REMARK["clan"].search(segment) and (kept or len(segment.split()) > 1):
            kept.append(_take_clan(written, segment, bool(kept)))
        else:
            kept.append(segment)
    plain = ",".join(kept)
    alias = _REMARK["alias"].search(plain)
    if alias:
        plain, other = plain[: alias.start()], plain[alias.end() :]
        written.aliases.extend(part.strip() for part in _REMARK["alias"].split(other) if part.strip(" ,"))
    maiden = _REMARK["maiden"].search(plain)
    words = list(_words(plain[maiden.end() :])) if maiden else []
    own = [word for word in words if word.segment == 0]
    if maiden and own:  # a marker with no name behind it is a name itself: Pyotr Born
        written.maiden.extend(word.form for word in own[:1])
        plain = f"{plain[: maiden.start()]} {' '.join(word.form for word in own[1:])}"
    return plain


def _take_clan(written: Written, segment: str, whole: bool) -> str:
    """The segment without its clan: nothing of it when it is a remark by itself, else what stands before the marker."""
    marker = _REMARK["clan"].search(segment)
    if marker is None or whole or not segment[: marker.start()].strip():
        written.clans.append(segment.strip())
        return ""
    written.clans.append(segment[marker.start() :].strip())
    return segment[: marker.start()]


def _without_remarks(text: str) -> str:
    return _take_remarks(Written(), text)


def _is_title(token: str, tokens: int) -> bool:
    """Whether the token is a title or form of address; one with a capital may be the surname of a short name: Майор."""
    if len(token) <= _INITIAL:
        return False
    return fold(token) in _TITLES and (token.islower() or token.endswith(".") or tokens > _FULL_NAME)


def _words(text: str) -> list[Word]:
    """The words of a text in order, with titles and forms of address left out."""
    words: list[Word] = []
    segment = 0
    tokens = _TOKEN.findall(text)
    for token in tokens:
        if token in {",", ";", "—"}:
            segment += bool(words)
        elif not _is_title(token, len(tokens)) and not (token == tokens[0] and token in _BRIEF_TITLES):
            form = token.rstrip(".").strip("-'’`")
            if form:
                words.append(Word(form, token.endswith("."), segment))
    return list(_put_together(words))


def _put_together(words: list[Word]) -> Iterator[Word]:
    """The words, those that make one name of a Muslim as one: «Абд уль Рахман», «Абдул Гамид», «Ахмет жан»."""
    place = 0
    while place < len(words):
        length = _of_one_name(words[place : place + _MOST_TOGETHER + 1])
        form = " ".join(word.form for word in words[place : place + length])
        yield Word(form, words[place + length - 1].dotted, words[place].segment)
        place += length


def _of_one_name(words: list[Word]) -> int:
    """How many of the words, from the first on, are one name: 1 but for those of Muslims that are made of two."""
    first = fold(words[0].form)
    length = 2
    if first in _SERVANTS:
        length += len(words) > length and fold(words[1].form) in _ARTICLES
    elif len(words) < length or not words[1].form.islower() or words[0].form.islower():
        return 1
    together = words[:length]
    after = fold(words[length].form) if len(words) > length else ""
    if len(together) < length or after in _CHILDREN or any(word.segment != words[0].segment for word in together):
        return 1
    return length if _is_compound(" ".join(word.form for word in together)) else 1


def _is_compound(form: str) -> bool:
    words = (fold(form),) if script(form) is Script.CYRILLIC else readings(form.replace(" ", "").replace("-", ""))
    return any(compound(word) for word in words)
