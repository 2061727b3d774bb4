"""What the reference tables tell, in the reader's language where it was translated, kept a minute."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.labels import KEPT
from app.models import Translation
from app.page_words import language_of

ORIGINAL = "en"  # what the tables themselves are written in
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A text and the language it is in; «» where there is nothing to tell."""

    text: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(slots=True)
class TextBook:
    """All translated texts of one database, by owner, row and field as the files under data/texts/ name them."""

    engine: Engine
    _texts: dict[_Key, dict[str, str]] = field(default_factory=dict)
    _read_at: float = float("-inf")

    def told(self, key: _Key, original: str, language: str) -> Told:
        """The text in that language, else as its table has it, marked with the language it then is in."""
        self._refresh()
        translated = self._texts.get(key, {}).get(language, "") if original else ""
        return Told(translated, language) if translated else Told(original, language_of(original) or ORIGINAL)

    def _refresh(self) -> None:
        if time.monotonic() - self._read_at < KEPT:
            return
        with Session(self.engine) as session:
            found = session.scalars(select(Translation)).all()
            self._texts = {(text.owner, text.row, text.field): text.texts for text in found}
        self._read_at = time.monotonic()
