"""What every template may use: labels of codes, dates in words, addresses as people read them."""

from __future__ import annotations

from flask_babel import format_decimal, gettext
from jinja2 import Environment

from app import dates_said, languages, page_words, why, why_kin
from app.labels import FALLBACK, LabelBook
from app.named import sex_of
from app.nationality import nationality
from app.texts import TextBook, Told


def furnish(environment: Environment, labels: LabelBook, texts: TextBook) -> None:
    """Give the templates their filters and functions."""

    def label(vocabulary: str, code: str) -> str:
        return labels.label(vocabulary, code, languages.current())

    def told(owner: str, row: str, field: str, original: str) -> Told:
        """A text of the reference tables in the reader's language, else ``original`` and the language it is in."""
        return texts.told((owner, row, field), original, languages.current())

    def explanation(vocabulary: str, code: str) -> Told:
        return told(vocabulary, code, "explanation", labels.explanation(vocabulary, code))

    def nation_of_person(nation: str, sex: str) -> str:
        return nationality(nation, sex, languages.current()) or label("nation", nation)

    environment.filters.update(
        said=dates_said.said,
        when=dates_said.when,
        decade=dates_said.decade,
        as_written=dates_said.as_written,
        of_sex=page_words.of_sex,
        as_heading=page_words.as_heading,
        number=format_decimal,
        language_of=page_words.language_of,
        language_called=page_words.language_called,
        language_of_prose=page_words.language_of_prose,
        address_name=page_words.address_name,
        source_name=page_words.source_name,
        sentence=why.sentence,
        kin_sentence=why_kin.sentence,
        sentence_of_two=why.sentence_of_two,
        worded=gettext,
    )
    environment.tests["address"] = page_words.is_address
    environment.globals.update(
        label=label,
        nation_of_person=nation_of_person,
        sex_of=sex_of,
        named=named,
        in_language=page_words.in_language,
        explanation=explanation,
        told=told,
        languages=languages.LANGUAGES,
        language=languages.current,
    )


def named(names: dict[str, str]) -> str:
    """What a thing with these names is called in the reader's language, else in English, else in Russian."""
    return next((names[tag] for tag in (languages.current(), *FALLBACK) if names.get(tag)), "")
