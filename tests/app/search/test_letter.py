"""The letter to an archive: whole in four languages, with nothing of it kept."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import DATA
from app.models import Archive
from app.search.letter import DOTS, FIELDS, LANGUAGES, LONGEST, best_language, cleaned, letter, name_for

GARF = Archive(id="g", country="Russia", own_name="ГАРФ", names={"ru": "Государственный архив РФ", "en": "GARF"})
KARAGANDA = Archive(
    id="k", country="Kazakhstan", own_name="Қарағанды облысының мемлекеттік архиві", names={"ru": "ГАКО"}
)
LYA = Archive(id="l", country="Lithuania", own_name="Lietuvos ypatingasis archyvas", names={"ru": "ЛОА", "en": "LSA"})
GIVEN = {
    "person_name": "Шмидт Иван Иванович",
    "birth_year": "1897",
    "kinship": "внучка",
    "applicant_name": "Анна Шмидт",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_its_place_in_every_language(language: str) -> None:
    named = set(re.findall(r"\{(\w+)\}", (DATA / "letters" / f"{language}.txt").read_text(encoding="utf-8")))
    assert named == {*FIELDS, "date"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_given_stands_in_it_and_the_rest_is_dotted(language: str) -> None:
    made = letter(GIVEN, GARF, language)
    assert all(value in made.text for value in GIVEN.values())
    assert DOTS in made.text
    assert "{" not in made.text
    assert "#" not in made.text
    assert sum(heading for _, heading in made.blocks) == 1


def test_what_stands_in_a_field_is_never_a_field() -> None:
    made = letter({"person_name": "{applicant_name} # {date}", "applicant_name": "Анна"}, None, "ru")
    assert "{applicant_name} # {date}" in made.text


def test_a_field_is_one_line_of_a_bounded_length() -> None:
    assert cleaned(" a\r\nb\x00\u2028c\t ") == "a b c"
    assert len(cleaned("ы" * 100_000)) == LONGEST


@pytest.mark.parametrize(
    ("archive", "reader", "language"),
    [
        (GARF, "de", "ru"), (KARAGANDA, "kk", "kk"), (KARAGANDA, "lt", "ru"), (LYA, "pl", "lt"), (None, "pl", "en"),
        (None, "lt", "lt"), (Archive(id="j", country="Japan", names={"en": "M"}), "ru", "en"),
    ],
)  # fmt: skip
def test_the_language_an_archive_reads_best(archive: Archive | None, reader: str, language: str) -> None:
    assert best_language(archive, reader) == language


@pytest.mark.parametrize(
    ("archive", "language", "name"),
    [
        (GARF, "ru", "Государственный архив РФ"), (GARF, "en", "GARF"), (LYA, "lt", "Lietuvos ypatingasis archyvas"),
        (KARAGANDA, "kk", "Қарағанды облысының мемлекеттік архиві"), (LYA, "en", "LSA"),
    ],
)  # fmt: skip
def test_the_archive_is_called_by_its_name_in_that_language(archive: Archive, language: str, name: str) -> None:
    assert name_for(archive, language) == name


def posted(client: FlaskClient, tag: str = "en", **given: str) -> str:
    answer = client.post(f"/{tag}/letter", data=given)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.text


def test_the_page_shows_the_letter_and_the_same_text_to_copy(client: FlaskClient) -> None:
    page = posted(client, archive="ru-garf", **GIVEN)
    sheet, _, text = page.partition("<textarea")
    for said in ("Запрос о судьбе репрессированного лица", "Шмидт Иван Иванович", "Государственный архив"):
        assert said in sheet.partition('class="sheet"')[2].partition("</section>")[0]
        assert said in text
    assert 'value="Шмидт Иван Иванович"' in page
    assert '<option value="ru-garf" selected>' in page


def test_the_language_of_the_letter_can_be_chosen(client: FlaskClient) -> None:
    page = posted(client, "ru", archive="ru-garf", language="lt", **GIVEN)
    assert "Prašymas dėl represuoto asmens likimo" in page
    assert '<section class="sheet" aria-label="Письмо" lang="lt">' in page
    assert "Request for information" in posted(client, "pl", language="xx", **GIVEN)


def test_a_place_and_a_nation_come_in_the_words_of_the_letter(client: FlaskClient) -> None:
    page = posted(client, archive="ru-garf", camp="karlag", nation="korean", sex="f", **GIVEN)
    assert "Лагерь или место поселения: Карагандинский исправительно-трудовой лагерь" in page
    assert "Национальность (по документам): кореянка" in page
    assert "Tautybė (pagal dokumentus): lenkė" in posted(client, language="lt", nation="polish", sex="f", **GIVEN)
    assert "кореец / кореянка" in posted(client, archive="ru-garf", nation="korean", **GIVEN)
    mine = posted(client, archive="ru-garf", camp="karlag", camp_or_place="Долинка", **GIVEN)
    assert "Лагерь или место поселения: Долинка" in mine


def test_an_archive_abroad_is_called_as_the_letters_language_has_it(client: FlaskClient) -> None:
    def sheet(**given: str) -> str:
        return posted(client, **given).partition('class="sheet"')[2].partition("</section>")[0]

    assert "„Memento“ sąrašai" in sheet(archive="ee-memento", language="lt", **GIVEN)
    assert "«Мементо» тізімдері" in sheet(archive="ee-memento", language="kk", **GIVEN)
    assert "Memento lists" in sheet(archive="ee-memento", language="en", **GIVEN)


def test_markup_stays_text(client: FlaskClient) -> None:
    page = posted(client, person_name="</textarea><script>alert(1)</script>", archive='"><b>', language="ru")
    assert "<script" not in page
    assert page.count("</textarea>") == 1


def test_nothing_personal_is_read_from_an_address(client: FlaskClient) -> None:
    page = client.get("/en/letter", query_string={"person_name": "Шмидт", "archive": "lt-special-archives"}).text
    assert "Шмидт" not in page.partition("<main")[2]
    assert "Lietuvos ypatingasis archyvas" in page


def test_nothing_of_a_letter_is_kept(service: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    folder = service.config["ESIMDER"].data_dir
    before = kept(folder)
    with caplog.at_level(logging.DEBUG):
        assert "Непохожев" in posted(client, person_name="Непохожев Кузьма", applicant_address="ул. Тайная, 5")
    assert not [line for line in caplog.messages if "Непохожев" in line or "Тайная" in line]
    assert kept(folder) == before
    assert not any("Непохожев".encode() in content for content in before.values())
    assert "Непохожев" not in str(client.get("/en/letter").headers) + client.get("/en/letter").text


def kept(folder: Path) -> dict[str, bytes]:
    """What is in the files; an empty one, as the database may open beside it, keeps nothing."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in (".db", ".db-wal", ".log"))
    return {path.name: held for path in files if (held := path.read_bytes())}


def test_a_letter_of_any_size_is_answered(client: FlaskClient) -> None:
    assert len(posted(client, person_name="Ы" * 20_000)) < 60_000
    assert client.post("/en/letter", data={"person_name": "Ы" * 2_000_000}).status_code == 413
