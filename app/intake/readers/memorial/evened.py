"""Even a body out before it is cut: blanks, tags of a web page, labels that run on, a second person in the text."""

from __future__ import annotations

import html
import re

_TAG = re.compile(
    r"<(?P<breaks>br|/?p|/?div|/?li|/?tr)\b[^<>]{0,200}>|</?(?:b|i|u|em|strong|span|font|a|small)(?:\s[^<>]{0,500})?>",
    re.IGNORECASE,
)
# A label that only a missing full stop keeps from being one.
_RUN_ON = re.compile(
    r"[ПАМОР](?<= .)(?:(?<=П)р(?:иговор(?:[её]н[аы]?)?|оживал[аи]?):|(?<=А)дрес:|(?<=М)есто захоронения|(?<=О)бвинение:"
    r"|(?:(?<=А)рестован|(?<=Р)асстрелян|(?<=Р)еабилитирован)[аы]? {1,2}(?:в )?\d)"
)
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)  # marks of direction too
_BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_EMPTY_LINES = re.compile(r"\n[ \n]+| \n[ \n]*")
_BORN = re.compile(r"\n(?=[^\n]{0,100}?\bРодил(?:ся|ась)\s+(?:в\s+)?\d)")


def evened(body: str) -> str:
    """One blank where there are several, no empty lines, no tags of layout, nothing unseen; a strong label begins a
    line.
    """
    if "<" in body or "&" in body:
        body = html.unescape(_TAG.sub(lambda tag: "\n" if tag["breaks"] else "", body))
    plain = body.replace("\n", "").isprintable()  # then a space is the only blank, and nothing is unseen
    body = body if plain else _UNSEEN.sub("", body)
    text = body if plain and "  " not in body else _BLANKS.sub(" ", body)
    if "\n\n" in text or "\n " in text or " \n" in text:
        text = _EMPTY_LINES.sub("\n", text)
    text = text.strip()
    return _RUN_ON.sub(r"\n\g<0>", text)


def first_person(text: str) -> tuple[str, str]:
    """The text of the first person, and what tells of the next: a line that tells a second birth begins it."""
    if text.count("Родил") < 2:
        return text, ""
    births = [hit.start() for hit in _BORN.finditer(f"\n{text}")]
    told = [at for at in births if "Приговор" not in text[at : text.find("Родил", at)]]
    return (text[: told[1]].rstrip(), text[told[1] :].strip()) if len(told) > 1 else (text, "")
