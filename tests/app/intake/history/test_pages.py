"""The pages of a history: who, when, why, what; nothing hidden in any version; back to an old one."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.access import Role
from app.config import DATA
from app.db import db, writing
from app.finder import Finder
from app.indexing import drain, rebuild
from app.intake.history.erase import erase
from app.intake.versions import Change
from app.languages import LANGUAGES
from app.models import Record
from app.reference import load
from tests.app.intake.history.made import DULATOV, HIDDEN, KIM, brought, corrected, submission
from tests.app.intake.test_importing import HEADER, bring, write
from tests.app.signing import client_of, user_of, visitor


@pytest.fixture
def known(app: Flask) -> Flask:
    """A service with reference data."""
    with app.app_context(), writing(db.engine) as session:
        load(session, DATA)
    return app


@pytest.fixture
def past(known: Flask) -> Flask:
    """Record 1 was brought in by hand, corrected by a volunteer and by an archivist; 2 is of a person who may live."""
    volunteer, archivist = user_of(known, Role.VOLUNTEER, "aigul@example.org"), user_of(known, Role.ARCHIVIST)
    brought(known, DULATOV)
    told = submission(volunteer, {"occupation": "поэт", "repository": "ЦГА РК", "folio": "12 об."}, about_id=1)
    with known.app_context(), writing(db.engine) as session:
        session.add(told)
        session.flush()
        number = told.id
    corrected(known, 1, told.said, Change(archivist, "corrected", "дата по делу", number))
    corrected(known, 1, {"given_name": "Міржақып", "sentence": "10 лет ИТЛ"}, Change(archivist, "corrected", "по делу"))
    brought(known, KIM, submission(volunteer, KIM), archivist)
    change = Change(archivist, "corrected", "адрес уточнён")
    corrected(known, 2, {"residence": "Алма-Ата, ул. Мира, 1", "notes": "здорова", "party": "ВКП(б)"}, change)
    return known


def plain(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def test_the_history_tells_what_changed_field_by_field(past: Flask) -> None:
    text = plain(visitor(past), "/en/records/1/history")
    for words in (
        "Version 3 as it stands now", "Corrected by an archivist", "Why по делу", "Names added Дулатов Міржақып",
        "A volunteer’s correction, accepted by an archivist", "A volunteer sent it", "An archivist asked a question",
        "The volunteer answered", "Why дата по делу",
        "before учитель since then поэт", "On the ground of ЦГА РК, folio 12 об.",
    ):  # fmt: skip
        assert words in text, words


def test_words_are_marked_with_their_language(past: Flask) -> None:
    page = visitor(past).get("/en/records/1/history").text
    assert '<span lang="ru">учитель</span>' in page
    assert '<span lang="kk">Дулатов Міржақып</span>' in page


@pytest.mark.parametrize("path", ["history", "history.json", "versions/2"])
def test_outside_nobody_is_named_and_no_word_to_the_volunteer_is_told(past: Flask, path: str) -> None:
    for client in (visitor(past), client_of(past, Role.VOLUNTEER)):
        text = client.get(f"/en/records/1/{path}").text
        assert not [w for w in ("Айгуль", "aigul", "volunteer@", "бабушки", "Откуда это", "S-") if w in text]


def test_inside_archivists_see_who_it_was(past: Flask) -> None:
    text = plain(client_of(past, Role.ARCHIVIST), "/en/records/1/history")
    assert "The volunteer answered (volunteer) От бабушки Розы" in text


@pytest.mark.parametrize("path", ["history", "history.json", "versions/1", "versions/2"])
@pytest.mark.parametrize("role", [Role.READER, Role.VOLUNTEER])
def test_of_a_guarded_person_no_version_shows_what_is_hidden(past: Flask, path: str, role: Role) -> None:
    text = client_of(past, role).get(f"/ru/records/2/{path}").text
    assert "Ким" in text
    assert [words for words in HIDDEN if words in text] == []


def test_who_is_guarded_is_told_by_the_record_as_it_is_now(past: Flask) -> None:
    corrected(past, 1, {"birth_date": "1990"}, Change(None, "corrected"))
    with past.app_context(), writing(db.engine) as session:
        session.get_one(Record, 1).living = "yes"
    for path in ("history", "versions/1", "history.json"):
        assert "Абая" not in visitor(past).get(f"/en/records/1/{path}").text
    with past.app_context(), writing(db.engine) as session:
        session.get_one(Record, 2).living = "no"
    assert "Школьная" in visitor(past).get("/en/records/2/versions/1").text


def test_archivists_see_every_field(past: Flask) -> None:
    client = client_of(past, Role.ARCHIVIST)
    assert "Школьная" in client.get("/en/records/2/versions/1").text
    assert "Мира" in client.get("/en/records/2/history").text
    assert "Мира" not in client.get("/en/records/2/history.json").text  # the public form for everybody


def test_relatives_who_may_be_living_are_in_no_version(past: Flask) -> None:
    text = visitor(past).get("/en/records/1/versions/1").text
    assert "Эрден" not in text
    assert "Дулат<" in text


def test_the_same_as_data(past: Flask) -> None:
    told = visitor(past).get("/en/records/1/history.json").json
    assert told is not None
    last, second, first = told["versions"]
    assert (last["number"], last["how"], last["why"], last["volunteer"]) == (3, "corrected", "по делу", False)
    assert [step["kind"] for step in second["steps"]] == ["sent", "sent_back", "answered", "accepted"]
    change = {"field": "occupation", "label": "Occupation", "before": "учитель", "after": "поэт"}
    assert second["changes"] == [change]
    assert (second["why"], second["ground"]["folio"]) == ("дата по делу", "12 об.")
    assert first["says"]["occupation"] == "учитель"


def test_the_first_version_of_a_list_tells_file_line_and_digest(known: Flask, tmp_path: Path) -> None:
    with known.app_context():
        bring(db.engine, write(tmp_path / "list.csv", HEADER + "d-1,Дулатов,Миржакып,,1885,казах,\n"))
    text = plain(visitor(known), "/en/records/1/history")
    assert "Version 1 as it stands now" in text
    assert "Brought in with the list “not named”" in text
    assert "File list.csv, line 2, imported on " in text
    assert re.search(r"\(SHA-256\): [0-9a-f]{64}", text)


def test_a_version_has_an_address_of_its_own(past: Flask) -> None:
    text = plain(visitor(past), "/records/1/versions/1")
    assert "This is an earlier version" in text
    assert "Occupation учитель" in text
    assert "Bring this version back" not in text
    plain(visitor(past), "/en/records/1/versions/4", 404)
    plain(visitor(past), "/en/records/9/history", 404)
    plain(visitor(past), f"/en/records/{10**30}/history", 404)


def restored(client: FlaskClient, number: int = 1, seen: int = 3, why: str = "Дело чужое", status: int = 303) -> str:
    answer = client.post(f"/en/records/1/versions/{number}/restore", data={"why": why, "seen": seen})
    assert answer.status_code == status
    return answer.text


def test_an_archivist_brings_an_old_version_back_as_a_new_one(past: Flask) -> None:
    client = client_of(past, Role.ARCHIVIST)
    assert "Bring this version back" in client.get("/en/records/1/versions/1").text
    restored(client)
    text = plain(visitor(past), "/en/records/1/history")
    assert "Version 4 as it stands now" in text
    assert "An archivist brought back version 1" in text
    assert "Why Дело чужое" in text
    with past.app_context(), Session(db.engine) as session:
        record = session.get_one(Record, 1)
        assert (record.occupation, record.corrected, len(record.names)) == ("учитель", {}, 1)


def test_a_reason_is_asked_and_two_at_once_are_told(past: Flask) -> None:
    client = client_of(past, Role.ARCHIVIST)
    assert "Please say why" in restored(client, why="  ", status=400)
    restored(client)
    again = restored(client, why="И ещё раз <b>", status=409)
    assert "has been changed since" in again
    assert "И ещё раз &lt;b&gt;</textarea>" in again
    for number, seen in ((4, 4), (9, 4)):
        restored(client, number, seen, status=404)


@pytest.mark.parametrize("role", [Role.READER, Role.VOLUNTEER])
def test_nobody_else_can(past: Flask, role: Role) -> None:
    answer = client_of(past, role).post("/en/records/1/versions/1/restore", data={"why": "так", "seen": 3})
    assert answer.status_code in (401, 403)


def test_the_record_says_how_far_it_was_checked_and_what_was_corrected(past: Flask) -> None:
    text = plain(visitor(past), "/en/records/1")
    assert "As a list has it, read by a program" in text
    assert "поэт corrected; as the source has it: учитель" in text
    assert "History of the record" in text
    assert "An archivist has checked and accepted" in plain(visitor(past), "/en/records/2")
    shape = visitor(past).get("/api/v1/records/1").json
    assert shape is not None
    assert (shape["checked"], shape["corrected"]) == ("", {"occupation": "учитель", "term": ""})


@pytest.fixture
def gone(past: Flask) -> Flask:
    """Record 2 was erased: the newest of all."""
    with past.app_context(), writing(db.engine) as session:
        erase(session, 2, "person_asked", None)
    return past


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "/history", "/history.json", "/versions/1", "/cite.bib"])
def test_a_removed_record_says_when_and_why(gone: Flask, language: str, path: str) -> None:
    page = visitor(gone).get(f"/{language}/records/2{path}")
    assert page.status_code == 410
    assert {"en": "The person asked for it.", "ru": "Об этом попросил сам человек."}.get(language, "<h1>") in page.text
    assert not [words for words in (*HIDDEN, "Ким") if words in page.text]


def test_the_api_says_it_as_a_problem_document(gone: Flask) -> None:
    answer = visitor(gone).get("/api/v1/records/2?lang=en")
    assert (answer.status_code, answer.content_type) == (410, "application/problem+json")
    told = answer.json
    assert told is not None
    assert (told["detail"], told["reason"]) == ("The person asked for it.", "person_asked")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["removed_on"])


def test_the_index_forgets_a_removed_record(past: Flask) -> None:
    config = past.config["ESIMDER"]
    past.extensions["indexer"].stop()
    client = visitor(past)
    with past.app_context():
        rebuild(db.engine, config.index_dir)
        found = client.get("/api/v1/search?q=Kim+Vera").json
        assert found is not None
        assert found["total"] == 1
        with writing(db.engine) as session:
            erase(session, 2, "living", None)
        assert drain(db.engine, config.index_dir) == 1
        past.extensions["finder"] = Finder(config.index_dir)
        found = client.get("/api/v1/search?q=Kim+Vera").json
        assert found is not None
        assert (found["total"], found["results"]) == (0, [])
