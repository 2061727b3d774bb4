"""A letter to an archive, filled in with what the visitor gave: made for the one answer, kept nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from babel.dates import format_date

from app.config import DATA
from app.messages import N_
from app.models import Archive

LANGUAGES = {"kk": "қазақша", "ru": "по-русски", "en": "English", "lt": "lietuviškai"}  # each in its own words
LONGEST = 500  # letters of one field
DOTS = "." * 32  # where a field is empty, to be filled in by hand
PERSON = {
    "person_name": N_("Name of the person"),
    "name_variants": N_("Other spellings of the name"),
    "birth_year": N_("Year of birth"),
    "birth_place": N_("Place of birth"),
    "nationality": N_("Nationality as the papers have it"),
    "residence": N_("Residence before arrest or deportation"),
    "arrest_date": N_("Date of arrest or deportation"),
    "arrest_place": N_("Place of arrest or deportation"),
    "deciding_body": N_("Who decided"),
    "sentence_date": N_("Date of the decision"),
    "article": N_("Article of the law"),
    "sentence": N_("Sentence or measure"),
    "camp_or_place": N_("Camp or place of settlement"),
    "last_news": N_("Last news"),
    "list_source": N_("Where you know this from"),
}
WRITER = {
    "applicant_name": N_("Your name"),
    "applicant_address": N_("Your postal address"),
    "applicant_email": N_("Your e-mail"),
    "kinship": N_("What you are to the person"),
    "enclosures": N_("What you enclose"),
}
ARCHIVE = {"archive_name": N_("Name of the archive"), "archive_address": N_("Address of the archive")}
FIELDS = (*PERSON, *WRITER, *ARCHIVE)
_COUNTRY = {"Russia": "ru", "Lithuania": "lt"}  # which language an archive of that country is best written to in
_LOCALE = {"en": "en_GB"}  # the day before the month
_OWN = {"Kazakhstan": "kk", "Lithuania": "lt"}  # the language of the archives' own names
_FIELD = re.compile(r"\{(\w+)\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in one of LANGUAGES. ``blocks``: its paragraphs, the heading marked so; ``text``: all of it, to copy.

    ``fields`` are what was given, cleaned; ``written`` is false where nothing was given yet.
    """

    language: str
    fields: Mapping[str, str]
    blocks: tuple[tuple[str, bool], ...]
    written: bool

    @property
    def text(self) -> str:
        """The whole letter without marks."""
        return "\n\n".join(text for text, _ in self.blocks)


def letter(given: Mapping[str, str], archive: Archive | None, language: str) -> Letter:
    """The letter to that archive in one of LANGUAGES; ``given`` holds any of FIELDS."""
    fields = {name: cleaned(given.get(name, "")) for name in FIELDS}
    if archive and not fields["archive_name"]:
        fields["archive_name"] = name_for(archive, language)
    filled = {"date": format_date(datetime.now(UTC), "long", locale=_LOCALE.get(language, language))} | fields
    blocks = tuple(_block(paragraph, filled) for paragraph in _template(language).split("\n\n"))
    return Letter(language, fields, blocks, any(cleaned(given.get(name, "")) for name in (*PERSON, *WRITER)))


def cleaned(text: str) -> str:
    """One line of at most LONGEST letters, without control characters."""
    return " ".join(_CONTROL.sub(" ", text[: 4 * LONGEST]).split())[:LONGEST]


def best_language(archive: Archive | None, reader: str) -> str:
    """The language of LANGUAGES that the archive is best written to in."""
    if archive is None:
        return reader if reader in LANGUAGES else "en"
    if "Kazakhstan" in archive.country:
        return "kk" if reader == "kk" else "ru"
    return _COUNTRY.get(archive.country, "en")


def name_for(archive: Archive, language: str) -> str:
    """What the archive is called on a letter: in its language, by its own name there, or in English."""
    name = archive.names.get(language)
    return name or (archive.own_name if _OWN.get(archive.country) == language else "") or archive.names.get("en", "")


def _block(paragraph: str, fields: Mapping[str, str]) -> tuple[str, bool]:
    """A paragraph filled in, and whether it is the heading. What stands in a field is never read as a field again."""
    heading = paragraph.startswith("# ")
    return _FIELD.sub(lambda found: fields[found[1]] or DOTS, paragraph.removeprefix("# ")), heading


@cache
def _template(language: str) -> str:
    return (DATA / "letters" / f"{language}.txt").read_text(encoding="utf-8").strip()
