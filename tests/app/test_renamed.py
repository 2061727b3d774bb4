"""Old names of places: found as whole words in any case, never in a street; one place under all its names."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.config import DATA
from app.models import Base
from app.place_words import all_place_words, place_words
from app.reference import load
from app.renamed import Gazetteer, GazetteerBook
from app.texts import TextBook
from app.today import todays


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> GazetteerBook:
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('places') / 'places.db'}")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        load(session, DATA)
        session.commit()
    return GazetteerBook(engine)


@pytest.fixture(scope="module")
def gazetteer(book: GazetteerBook) -> Gazetteer:
    return book.gazetteer


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("г. Верный Семиреченской обл.", [("Верный", "Almaty"), ("Семиреченской обл.", "Almaty, Zhetysu regions and")]),
        ("Алма-Ата", [("Алма-Ата", "Almaty")]),
        ("в Алма-Ате", [("Алма-Ате", "Almaty")]),
        ("г. Алма Ата, ул. Горького, 5", [("Алма Ата", "Almaty")]),
        ("г. Горький", [("Горький", "Nizhny Novgorod")]),
        ("Горьковская область", [("Горьковская область", "Nizhny Novgorod region")]),
        ("ЧИТИНСКАЯ ОБЛ.", [("ЧИТИНСКАЯ ОБЛ.", "Zabaykalsky territory")]),
        ("Могилевской губернии", [("Могилевской губернии", "east Belarus")]),
        ("Дерпт", [("Дерпт", "Tartu")]),
        ("АССР немцев Поволжья", [("АССР немцев Поволжья", "parts of Saratov")]),
        ("Северо-Казахстанская обл., Петропавловск", [("Северо-", "North Kaz"), ("Петропавловск", "Petropavl")]),
    ],
)
def test_old_names_are_found(gazetteer: Gazetteer, text: str, mentioned: list[tuple[str, str]]) -> None:
    found = [(mention.text, mention.places[0].names["en"]) for mention in gazetteer.mentions(text)]
    assert len(found) == len(mentioned)
    for (words, present), (expected, begins) in zip(found, mentioned, strict=True):
        assert words.startswith(expected)
        assert present.startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "ул. Горького, д. 5", "завод им. Калинина", "колхоз «Верный»", "Алтайский край, Верный к-з",
        "Ленинградское шоссе", "Куйбышевский р-н", "Калининград", "Камчатка, Петропавловск", "доверенный",
        "", "…", "а" * 100_000,
    ],
)  # fmt: skip
def test_what_only_looks_like_an_old_name_is_none(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.mentions(text) == ()


NAMES_OF_ONE = ["Верный", "г. Верный", "Алма-Ата", "в Алма-Ате", "Алматы"]


@pytest.mark.parametrize("written", NAMES_OF_ONE)
@pytest.mark.parametrize("asked", ["Верный", "Вернаго", "г. Верном", "Алма-Ата", "Алма-Аты", "Алматы", "Almaty"])
def test_a_place_is_found_under_each_of_its_names(gazetteer: Gazetteer, written: str, asked: str) -> None:
    """As the place filter does: every word asked for must stand among the words of the record."""
    assert set(place_words(asked)) <= set(place_words(f"{written} {gazetteer.other_names(written)}"))


def test_a_land_of_many_regions_is_not_found_under_one_of_them(gazetteer: Gazetteer) -> None:
    assert gazetteer.other_names("Западно-Сибирский край") == ""


@pytest.mark.parametrize(
    ("language", "now", "country"),
    [
        ("en", "Almaty", "Kazakhstan"),
        ("ru", "Алматы", "Казахстан"),
        ("kk", "Алматы", "Қазақстан"),
        ("lt", "", "Kazachstanas"),
    ],
)
def test_today_is_told_in_the_readers_language(book: GazetteerBook, language: str, now: str, country: str) -> None:
    (told,) = todays("г. Верный", book.gazetteer, TextBook(book.engine), language)
    assert (told.written, told.years, told.country) == ("Верный", "1867–1921", country)
    assert told.name.text == now or language == "lt"


def test_a_name_that_did_not_change_needs_no_word_in_russian(book: GazetteerBook) -> None:
    texts = TextBook(book.engine)
    assert todays("Карагандинская обл.", book.gazetteer, texts, "ru") == ()
    assert [place.name.text for place in todays("Карагандинская обл.", book.gazetteer, texts, "kk")] == [
        "Қарағанды облысы"
    ]
    assert todays("Вильно", book.gazetteer, texts, "lt")[0].name.text == "Vilnius"


def test_words_of_kind_are_no_words_of_a_place() -> None:
    assert place_words("Карагандинская область") == place_words("Карагандинская обл.") == ("karaga",)
    assert place_words("область") == ("oblast",)


@pytest.mark.parametrize("asked", ["Ош", "г. Ош", "город Ош", "Osh"])
@pytest.mark.parametrize("written", ["Ош", "г. Ош", "Ошская обл., г. Ош", "Киргизия, Ош"])
def test_a_place_of_two_letters_is_found(asked: str, written: str) -> None:
    assert place_words(asked) == ("osh",)
    assert "osh" in all_place_words(written)


def test_words_of_two_letters_are_not_asked_for_beside_longer_ones() -> None:
    assert place_words("ст. Отар") == place_words("station of Otar")[-1:] == ("otar",)
