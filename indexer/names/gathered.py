"""All that somebody typed as one name: what stands in brackets is one more part of it, to be met by any record."""

from __future__ import annotations

from dataclasses import replace

from indexer.names.name import Name, NamePart, PartKind
from indexer.names.normalize import fold
from indexer.names.parse import parse, variants

_AGAIN = {PartKind.SURNAME: PartKind.MAIDEN}  # a second surname is of another time of life


def gather(text: str) -> Name:
    """The main reading of a name, and the parts that only its other readings have.

    «Olena Sirenko (Hryhoryshyn)» → Sirenko, Olena, and Hryhoryshyn as the name before or after marriage.
    """
    whole, *others = variants(text) or (parse(text),)
    parts = list(whole.parts)
    for other in others:
        parts.extend(_again(part) for part in other.parts if not _held(part, parts))
    return replace(whole, parts=tuple(parts))


def _again(part: NamePart) -> NamePart:
    return replace(part, kind=_AGAIN.get(part.kind, part.kind), sure=False)


def _held(part: NamePart, parts: list[NamePart]) -> bool:
    return any(fold(part.form) == fold(other.form) for other in parts)
