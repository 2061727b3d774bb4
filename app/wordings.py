"""The words of sources in templates: terms that open their meaning, places of today, names in the reader's letters."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment
from sqlalchemy import Engine

from app import languages
from app.glossary import Glossary, Meaning
from app.readings import ReadName, read_name
from app.renamed import GazetteerBook
from app.terms_said import term_said
from app.texts import TextBook
from app.today import Today, todays


def furnish(environment: Environment, engine: Engine, texts: TextBook) -> None:
    """Give the templates what they say about a source's words."""
    glossary, book = Glossary(engine), GazetteerBook(engine)

    def meanings(wordings: Iterable[str]) -> list[Meaning]:
        """What the terms in these wordings mean, in the order they come."""
        found = glossary.terms(wordings).items()
        return [glossary.meaning(term, languages.current(), written) for term, written in found]

    def meaning(term: str) -> Meaning:
        return glossary.meaning(term, languages.current())

    def today(text: str) -> tuple[Today, ...]:
        return todays(text, book.gazetteer, texts, languages.current())

    def in_letters(written: str, own: str) -> ReadName | None:
        return read_name(written, languages.current(), own)

    environment.filters["term_said"] = term_said
    environment.globals.update(
        pieces=glossary.pieces, meaning=meaning, meanings=meanings, today=today, in_letters=in_letters
    )
