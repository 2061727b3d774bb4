"""Terms in wordings: whole words, the longest first, the wording itself untouched."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.config import DATA
from app.db import migrate
from app.glossary import Glossary
from app.models import GlossaryEntry
from app.reference import load
from app.reference.lines import LANGUAGES


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    url = f"sqlite:///{tmp_path_factory.mktemp('glossary') / 'terms.db'}"
    migrate(url)
    engine = create_engine(url)
    with Session(engine) as session:
        load(session, DATA)
        session.commit()
    return Glossary(engine)


def terms(glossary: Glossary, wording: str) -> dict[str, str]:
    """What is explained in the wording → the glossary's term."""
    return {piece.text: piece.term for piece in glossary.pieces(wording) if piece.term}


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("ОСО при НКВД, ЧСИР, 8 лет ИТЛ", {"ОСО": "ОСО", "НКВД": "НКВД", "ЧСИР": "ЧСИР", "ИТЛ": "ИТЛ"}),
        ("служащий ОСОАВИАХИМа", {}),
        ("Прибыла в Акмолинское ЛО 07.05.1938", {"Акмолинское ЛО": "АЛЖИР"}),
        ("Приговор: ВМН. Расстрелян", {"ВМН": "ВМН", "Расстрелян": "расстрел"}),
        ("УНКВД", {"УНКВД": "УНКВД"}),
        ("58-10 ч.1 УК РСФСР", {"58-10": "ст. 58-10", "ч.1": "ч. 1, ч. 2", "УК": "УК, УПК", "РСФСР": "РСФСР, РФ"}),
        ("безусловно виновен", {}),
        ("", {}),
        ("Жұмабаев Мағжан", {}),
    ],
)
def test_terms_stand_as_whole_words(glossary: Glossary, wording: str, found: dict[str, str]) -> None:
    assert terms(glossary, wording) == found


def test_a_year_and_a_town_are_told_apart(glossary: Glossary) -> None:
    pieces = [(piece.text, piece.term) for piece in glossary.pieces("Родился в 1923 г., г. Верный") if piece.term]
    assert pieces == [("г.", "г. (год)"), ("г.", "г., гор. (город)")]


def test_no_term_stands_inside_another(glossary: Glossary) -> None:
    assert terms(glossary, "ПП ОГПУ по Казахстану") == {"ПП ОГПУ": "ПП ОГПУ"}
    assert "КАССР" in terms(glossary, "КАССР").values()


@given(st.text(alphabet="ОСНКВДИТЛЧр .,-/<>&\"'58-10\n", max_size=80))
def test_the_pieces_are_the_wording_letter_for_letter(glossary: Glossary, wording: str) -> None:
    assert "".join(piece.text for piece in glossary.pieces(wording)) == wording


def test_every_term_has_a_meaning_in_every_language(glossary: Glossary) -> None:
    with Session(glossary.engine) as session:
        entries = session.query(GlossaryEntry).all()
    for entry in entries:
        for language in LANGUAGES:
            meaning = glossary.meaning(entry.term, language)
            assert (meaning.language, bool(meaning.text)) == (language, True), entry.term


def test_terms_of_several_wordings_come_once(glossary: Glossary) -> None:
    assert glossary.terms(["ОСО", "", "ИТЛ, ОСО"]) == {"ОСО": ("ОСО",), "ИТЛ": ("ИТЛ",)}


def test_a_term_is_told_as_it_stands_in_the_wordings(glossary: Glossary) -> None:
    assert glossary.terms(["антисоветские настроения", "Антисоветские речи, а/с агитация"]) == {
        "а/с": ("антисоветские", "а/с"),
    }


def test_a_term_ends_with_its_last_letter(glossary: Glossary) -> None:
    assert "комн." in terms(glossary, "корп. 6, комн. 34")


@pytest.mark.parametrize("wording", ["а" * 200_000, "ВКП(б) ОГПУ " * 5_000, "58-" * 20_000, "к/р " * 15_000])
def test_a_huge_wording_takes_no_time(glossary: Glossary, wording: str) -> None:
    began = time.process_time()
    assert "".join(piece.text for piece in glossary.pieces(wording)) == wording
    assert time.process_time() - began < 3


def test_a_new_row_is_known_without_a_change_of_code(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    GlossaryEntry.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(GlossaryEntry(term="ЦДКА", written_forms="ЦДКА", meanings={"ru": "Дом Красной армии"}, sources=[]))
        session.commit()
    held = Glossary(engine)
    assert terms(held, "шофёр ЦДКА") == {"ЦДКА": "ЦДКА"}
    assert held.meaning("ЦДКА", "pl").language == "ru"
