"""Texts of the tables in the reader's language, and what is said where there is no translation."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.config import ROOT
from app.models import Base, Translation
from app.reference.lines import TRANSLATED, read_lines
from app.reference.texts import TEXTS, Texts
from app.texts import TextBook, Told

ENGLISH = "Seat of the Karlag administration."


@pytest.fixture
def book(tmp_path: Path) -> TextBook:
    engine = create_engine(f"sqlite:///{tmp_path / 'texts.db'}")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        texts = {"ru": "Управление Карлага.", "lt": "Karlago valdybos būstinė."}
        session.add(Translation(owner="place", row="dolinka", field="description", texts=texts))
        session.commit()
    return TextBook(engine)


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("lt", "Karlago valdybos būstinė.", "lt"),
        ("ru", "Управление Карлага.", "ru"),
        ("en", ENGLISH, "en"),
        ("pl", ENGLISH, "en"),
    ],
)
def test_a_text_is_told_in_the_language_else_in_english(book: TextBook, language: str, text: str, marked: str) -> None:
    assert book.told(("place", "dolinka", "description"), ENGLISH, language) == Told(text, marked)


def test_what_has_no_text_tells_nothing(book: TextBook) -> None:
    assert not book.told(("place", "dolinka", "description"), "", "lt")
    assert not book.told(("place", "nowhere", "description"), "", "lt")


def test_a_text_in_cyrillic_is_not_marked_as_english(book: TextBook) -> None:
    assert book.told(("archive", "kz", "name"), "Архив Президента", "de").language == "ru"


@pytest.mark.parametrize("texts", TEXTS, ids=lambda texts: texts.name)
def test_every_text_of_a_table_has_its_row_to_translate(texts: Texts) -> None:
    with (ROOT / "data" / f"{texts.of}.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    split = texts.key not in ("id", "code")
    needed = {
        (key.strip(), field)
        for row in rows
        for field, column in texts.fields.items()
        for key in (row[texts.key].split("|") if split else [row[texts.key]])
        if row[column]
    }
    lines = read_lines(ROOT / "data", texts.file)
    assert {(line.text("id"), line.text("field")) for line in lines} == needed


@pytest.mark.parametrize("texts", TEXTS, ids=lambda texts: texts.name)
def test_translations_keep_the_years_and_numbers(texts: Texts) -> None:
    """A year of four digits that the English tells stands in every translation, and no other."""
    originals = _originals(texts)
    for line in read_lines(ROOT / "data", texts.file):
        english = originals[line.text("id"), line.text("field")]
        for tag in TRANSLATED:
            if line.text(tag):
                assert _years(line.text(tag)) == _years(english), (line.text("id"), tag)


def _originals(texts: Texts) -> dict[tuple[str, str], str]:
    with (ROOT / "data" / f"{texts.of}.csv").open(encoding="utf-8", newline="") as table:
        return {
            (key.strip(), field): row[column] if texts.key in ("id", "code") else key.strip()
            for row in csv.DictReader(table)
            for field, column in texts.fields.items()
            for key in row[texts.key].split("|")
        }


DECADES = {"treči": 1920, "ketvirt": 1930, "penkt": 1940, "šešt": 1950, "septint": 1960}  # of the 20th century


def _years(text: str) -> set[str]:
    """The years, also of «lata 50. XX wieku» and «XX a. šeštasis dešimtmetis», as Poles and Lithuanians say 1950s."""
    polish = " ".join(re.findall(r"\blat(?:a|ach)? ([^X]{0,15})XX wieku", text))
    lithuanian = " ".join(re.findall(r"XX a\. ([\w–]+) dešimtme", text))
    decades = {f"19{tens}" for tens in re.findall(r"\d0", polish)}
    decades |= {str(year) for word, year in DECADES.items() if word in lithuanian}
    return decades | set(re.findall(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)", text))
