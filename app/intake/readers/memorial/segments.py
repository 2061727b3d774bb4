"""Tell what a segment of a birth clause is: nation, party, education, place; the forms stand in data/vocab."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.intake.nations import nation_of
from app.tables import rows

_TOKEN = re.compile(r'"[^"]{0,300}"|«[^»]{0,300}»|\((?:[^()]|\([^()]{0,100}\)){0,300}\)|[^,;"«(]+|[;,]|["«(]')


@lru_cache(maxsize=16384)
def segment_kind(segment: str) -> str:
    """nation, party, education, place, occupation or ''; the first form that matches at the beginning decides."""
    if nation_of(segment):
        return "nation"
    found = _forms().match(segment)
    return found.lastgroup.rstrip("_0123456789") if found and found.lastgroup else ""


def split_segments(text: str, marks: str = ",") -> tuple[str, ...]:
    """The segments between commas (or other marks) that stand outside brackets and quotation marks."""
    return tuple(piece for each in _pieces(text, marks) if (piece := each.strip()))


def _pieces(text: str, marks: str) -> Iterator[str]:
    piece = ""
    for token in _TOKEN.findall(text):
        if token in marks:
            yield piece
            piece = ""
        else:
            piece += token
    yield piece


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<{row['field']}_{at}>{row['form']})" for at, row in enumerate(rows("vocab/memorial_segments"))),
        re.IGNORECASE,
    )
