"""The page of a record: its wording opened but unaltered, places of today, names read, permalinks that last."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from sqlalchemy import delete

from app.config import DATA
from app.dates import read_date
from app.db import db, writing
from app.intake.accept import Lookup, enter, fill
from app.intake.draft import Coded, Draft, DraftEpisode, DraftName, DraftRehabilitation, DraftSource
from app.languages import LANGUAGES
from app.models import Record
from app.page_words import language_called
from app.reference import load

WORDING = 'Арестована <b>8.3.1938</b>. ОСО при НКВД, обв.: ЧСИР & "КРД". Прибыла в Акмолинское ЛО. Расстреляна.'


@pytest.fixture
def made(app: Flask) -> Flask:
    """A service with reference data and two records; the first is hard to show."""
    with app.app_context(), writing(db.engine) as session:
        load(session, DATA)
        for ref, wording in (("first", WORDING), ("second", "")):
            draft = Draft(
                names=(DraftName(surname="Шевченко", given_name="Анна"),), source_ref=ref, wording=wording,
                source=DraftSource(citation="Книга скорби"), birth_date=read_date("1890"), birth_place="г. Верный",
                residence="Алма-Ата, ул. Горького, 5",
                sex="f", nation=Coded("lithuanian", "литовка"), fate=Coded("shot", "Расстреляна"),
                rehabilitation=DraftRehabilitation(Coded("rehabilitated", "Реабилитирована")),
            )  # fmt: skip
            record = Record()
            fill(session, record, draft, Lookup.read(session))
            enter(session, [record])
    return app


def page(app: Flask, path: str, status: int = 200) -> str:
    answer = app.test_client().get(path, follow_redirects=True)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wording_is_whole_escaped_and_opened(made: Flask, language: str) -> None:
    text = page(made, f"/{language}/records/1")
    block = re.search(r'<blockquote class="wording" lang="ru">(.*?)</blockquote>', text, re.DOTALL)
    assert block
    assert plain(block[1]) == WORDING
    assert "<b>" not in block[1]
    assert block[1].count("<abbr") >= 6
    listed = re.findall(r'<dt lang="ru">([^<]+)</dt>', text)
    assert {"ОСО", "НКВД", "ЧСИР", "КРД", "Акмолинское ЛО", "Расстреляна", "обв."} <= set(listed)
    assert len(listed) == len(set(listed))
    standing = [form for entry in listed for form in entry.split(", ")]
    assert all(form in text.partition('<details class="abbreviations">')[0] for form in standing)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "литвалық"),
        ("ru", "литовка"),
        ("en", "Lithuanian"),
        ("lt", "lietuvė"),
        ("de", "Litauerin"),
        ("pl", "Litwinka"),
    ],
)
def test_one_person_is_of_a_nation_in_the_singular(made: Flask, language: str, said: str) -> None:
    assert re.search(rf'nations/lithuanian">{said}</a>', page(made, f"/{language}/records/1"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_fate_and_rehabilitation_open_their_meaning(made: Flask, language: str) -> None:
    facts = page(made, f"/{language}/records/1")
    meanings = re.findall(r'<details class="term"><summary>[^<]+</summary>\s*<p class="prose">([^<]{20,})</p>', facts)
    assert len(meanings) == 2


def test_meanings_are_in_the_readers_language(made: Flask) -> None:
    polish = page(made, "/pl/records/1")
    assert re.search(r'<abbr lang="pl" title="[^"]+"><span lang="ru">ОСО</span></abbr>', polish)
    assert "Co znaczą skróty" in polish


def test_places_stand_as_written_with_their_name_of_today(made: Flask) -> None:
    text = plain(page(made, "/en/records/1"))
    assert "г. Верный" in text
    assert "Верный (1867–1921): today Almaty, Kazakhstan" in text
    assert "Алма-Ата (1921–1993): today Almaty, Kazakhstan" in text
    assert "Nizhny Novgorod" not in text


def test_a_name_is_read_in_the_readers_letters(made: Flask) -> None:
    assert "Read in Latin letters: Shevchenko Anna" in plain(page(made, "/en/records/1"))
    assert "Schewtschenko Anna" in page(made, "/de/records/1")
    assert 'class="read-as"' not in page(made, "/ru/records/1")


def test_the_permalink_of_a_record_that_was_taken_out_says_so(made: Flask) -> None:
    assert "records/1" in page(made, "/records/1")
    with made.app_context(), writing(db.engine) as session:
        session.execute(delete(Record).where(Record.id == 1))
    for path in ("/records/1", "/ru/records/1"):
        text = page(made, path, 410)
        assert "Шевченко" not in text
        assert "<h1" in text
    page(made, "/records/1/cite.ris", 410)
    page(made, "/api/v1/records/1", 410)
    page(made, "/api/v1/records/3", 404)
    page(made, "/records/2")
    page(made, "/records/3", 404)
    page(made, "/records/0", 404)


@pytest.mark.parametrize("number", [2**31, 2**63, 10**40])
@pytest.mark.parametrize("path", ["/en/records/{}", "/en/records/{}/cite.bib", "/api/v1/records/{}"])
def test_a_number_too_large_for_any_record_is_no_fault_of_ours(made: Flask, path: str, number: int) -> None:
    page(made, path.format(number), 404)


def test_a_record_can_be_cited(made: Flask) -> None:
    text = page(made, "/en/records/1")
    assert "Source: Книга скорби. Esimder, record 1: http://localhost/records/1" in plain(text)
    assert 'href="/en/records/1/cite.bib"' in text
    assert 'href="/en/records/1/cite.ris"' in text


@pytest.mark.parametrize(("tag", "said"), [("kk-Latn", "казахский"), ("fr", "французский"), ("zz-9", "zz-9")])
def test_languages_of_names_are_named(made: Flask, tag: str, said: str) -> None:
    with made.test_request_context("/ru/"):
        assert said in language_called(tag)


@pytest.mark.parametrize(
    ("kind", "day", "sentence"),
    [
        ("exile_settlement", "Arrested", "She was arrested on 1 March 1938"),
        ("deportation_people", "Taken away", "She was deported with her people on 1 March 1938"),
        ("labour_army", "Called up", "She was called up into the labour army on 1 March 1938"),
    ],
)
def test_the_first_day_of_an_episode_is_what_its_kind_makes_it(app: Flask, kind: str, day: str, sentence: str) -> None:
    with app.app_context(), writing(db.engine) as session:
        load(session, DATA)
        draft = Draft(
            names=(DraftName(surname="Мюллер", given_name="Эмма"),), source_ref="e", sex="f",
            birth_date=read_date("1890"),
            episodes=(DraftEpisode(kind=Coded(kind), arrest_date=read_date("01.03.1938")),),
        )  # fmt: skip
        record = Record()
        fill(session, record, draft, Lookup.read(session))
        enter(session, [record])
    text = page(app, "/en/records/1")
    assert re.search(rf"{day}\s*1 March 1938", plain(text))
    assert sentence in text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (("Вейлерт", "Елизавета"), "Родилась в 1897 году"),
        (("Ким", "Афанасий"), "Родился в 1897 году"),
        (("Рыбак", "Саша"), "Родился(ась) в 1897 году"),  # a name of men and women
    ],
)
def test_where_the_sex_is_not_stated_the_sentences_go_by_the_name(
    app: Flask, name: tuple[str, str], sentence: str
) -> None:
    with app.app_context(), writing(db.engine) as session:
        draft = Draft(names=(DraftName(surname=name[0], given_name=name[1]),), source_ref="e",
                      birth_date=read_date("1897"))  # fmt: skip
        record = Record()
        fill(session, record, draft, Lookup.read(session))
        enter(session, [record])
    assert sentence in plain(page(app, "/ru/records/1"))
