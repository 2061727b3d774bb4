"""Abbreviations and terms in the wording of a source: where they stand, and what they mean to the reader."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.labels import FALLBACK, KEPT
from app.models import GlossaryEntry
from app.written_forms import patterns

LONGEST = 20_000  # letters of a wording that are searched; the rest is shown without meanings
WINDOW = 400  # letters searched at a time: patterns that look far ahead then cost little on any text
_TRAILING = " \t\r\n:"  # what a pattern may take in behind the term
_ENDLESS = re.compile(r"\w{60,}")  # no word, and slow to search


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a wording; ``term`` is the glossary's word for it, '' where it needs no explanation."""

    text: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term means: the Russian words it stands for ('' where there are none), its meaning, in which language.

    ``written``: how it stands in the wording it was looked up for, each form once; () where it was not.
    """

    term: str
    expansion: str
    text: str
    language: str
    written: tuple[str, ...] = ()


_Forms = tuple[tuple[str, str], ...]  # term, its written forms


@dataclass(slots=True)
class Glossary:
    """The glossary of one database, kept a minute."""

    engine: Engine
    _entries: dict[str, GlossaryEntry] = field(default_factory=dict)
    _forms: _Forms = ()
    _read_at: float = float("-inf")

    def pieces(self, wording: str) -> tuple[Piece, ...]:
        """The wording cut so that every term stands alone; joined, the pieces are the wording, letter for letter.

        Terms are whole words, the longest first, none inside another.
        """
        self._refresh()
        return _pieces(self._forms, wording)

    def terms(self, wordings: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The terms of these wordings in the order they come, each with the forms in which it stands there."""
        found: dict[str, dict[str, str]] = {}
        for piece in (piece for wording in wordings for piece in self.pieces(wording) if piece.term):
            found.setdefault(piece.term, {}).setdefault(piece.text.casefold(), piece.text)
        return {term: tuple(forms.values()) for term, forms in found.items()}

    def meaning(self, term: str, language: str, written: tuple[str, ...] = ()) -> Meaning:
        """What the term means in that language, else in English, else in Russian."""
        self._refresh()
        entry = self._entries[term]
        tag = next(tag for tag in (language, *FALLBACK, *entry.meanings) if entry.meanings.get(tag))
        return Meaning(term, entry.expansion, entry.meanings[tag], tag, written)

    def _refresh(self) -> None:
        if time.monotonic() - self._read_at < KEPT:
            return
        with Session(self.engine) as session:
            found = session.scalars(select(GlossaryEntry).order_by(GlossaryEntry.id)).all()
        self._entries = {entry.term: entry for entry in found}
        self._forms = tuple((entry.term, entry.written_forms) for entry in found)
        self._read_at = time.monotonic()


@lru_cache(maxsize=2048)  # a page asks for the same wording more than once
def _pieces(forms: _Forms, wording: str) -> tuple[Piece, ...]:
    pieces, end = [], 0
    for start, stop, term in _chosen(_places(_compiled(forms), wording)):
        pieces += [Piece(wording[end:start]), Piece(wording[start:stop], term)]
        end = stop
    return tuple(piece for piece in (*pieces, Piece(wording[end:])) if piece.text)


_Place = tuple[int, int, str]


@lru_cache(maxsize=4)
def _compiled(forms: _Forms) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((term, re.compile("|".join(f"(?:{form})" for form in patterns(written)))) for term, written in forms)


def _places(compiled: Sequence[tuple[str, re.Pattern[str]]], wording: str) -> list[_Place]:
    """Where each term stands in the wording as whole words."""
    text = _ENDLESS.sub(lambda run: " " * len(run[0]), wording[:LONGEST])
    found = (
        (hit.start(), hit.start() + len(hit[0].rstrip(_TRAILING)), term)
        for start, end in _windows(text)
        for term, pattern in compiled
        for hit in pattern.finditer(text, start, end)
    )
    return [place for place in found if _whole(text, *place[:2])]


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The text in stretches that end at the end of a line or a word."""
    start = 0
    while start < len(text):
        end = start + WINDOW
        if end < len(text):
            end = max(text.rfind("\n", start, end), text.rfind(" ", start + WINDOW // 2, end)) + 1 or end
        yield start, min(end, len(text))
        start = end


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut: ОСО stands in «ОСО НКВД», not in «ОСОАВИАХИМ»."""
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_behind = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return start < end and not cut_before and not cut_behind


def _chosen(places: Sequence[_Place]) -> list[_Place]:
    """Of places that overlap the longest, then the first; in the order of the text."""
    chosen: list[_Place] = []
    taken: set[int] = set()
    for start, end, term in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
        letters = range(start, end)
        if taken.isdisjoint(letters):
            taken.update(letters)
            chosen.append((start, end, term))
    return sorted(chosen)
