"""What codes are called in the reader's language: fates, measures, nations, places … from the tables, kept a minute."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.models import Nation, Place, Term

KEPT = 60.0  # seconds: an archivist who adds a row sees it soon, a page costs no query
FALLBACK = ("en", "ru")  # languages asked where the reader's has no label


@dataclass(slots=True)
class LabelBook:
    """All labels of one database. Vocabularies are named as in the table ``term``, and «nation» and «place»."""

    engine: Engine
    _labels: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    _explanations: dict[tuple[str, str], str] = field(default_factory=dict)
    _read_at: float = float("-inf")

    def label(self, vocabulary: str, code: str, language: str) -> str:
        """What that code is called in the language, else in English, else in Russian, else the code itself."""
        self._refresh()
        labels = self._labels.get((vocabulary, code), {})
        return next((labels[tag] for tag in (language, *FALLBACK) if labels.get(tag)), code)

    def known(self, vocabulary: str, code: str) -> bool:
        """Whether the vocabulary has that code."""
        self._refresh()
        return (vocabulary, code) in self._labels

    def explanation(self, vocabulary: str, code: str) -> str:
        """The sentence that explains the code, in English, or ''."""
        self._refresh()
        return self._explanations.get((vocabulary, code), "")

    def codes(self, vocabulary: str) -> list[str]:
        """All codes of a vocabulary, in its order."""
        self._refresh()
        return [code for owner, code in self._labels if owner == vocabulary]

    def _refresh(self) -> None:
        if time.monotonic() - self._read_at < KEPT:
            return
        with Session(self.engine) as session:
            terms = session.scalars(select(Term).order_by(Term.vocabulary, Term.position)).all()
            labels = {(term.vocabulary, term.code): term.labels for term in terms}
            labels |= {("nation", nation.id): nation.names for nation in session.scalars(select(Nation))}
            labels |= {("place", place.id): place.names for place in session.scalars(select(Place))}
            self._explanations = {(term.vocabulary, term.code): term.explanation for term in terms}
        self._labels, self._read_at = labels, time.monotonic()
