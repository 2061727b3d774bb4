from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.api.schemas import BegunOut, SearchOut
from app.config import Config
from app.db import writing
from app.intake.history.erase import erase
from indexer.search import Result, SearchQuery
from tests.databases import new_database
from tests.sampled import copied_service, sampled_service

SEARCHES = [
    ("Bokeikhanov", "Букейханов"), ("Bukeikhanov Alikhan", "Букейханов"), ("Бөкейханов Әлихан", "Букейханов"),
    ("Букейханов А. Н.", "Букейханов"), ("Baitursynov", "Байтурсынов"), ("Baitursynuly", "Байтурсынов"),
    ("Байтұрсынұлы", "Байтурсынов"), ("Dulatov", "Дулатов"), ("Дулатұлы", "Дулатов"),
    ("Tynyshbayev", "Тынышпаев"), ("Тынышпаев", "Тынышпаев"), ("Seifullin", "Сейфуллин"),
    ("Сәкен Сейфуллин", "Сейфуллин Сакен"), ("Zhansugurov", "Джансугуров"), ("Жансүгіров", "Джансугуров"),
    ("Джансугуров", "Джансугуров"), ("Mailin", "Майлин"), ("Майлин Беимбет", "Майлин Беимбет"),
    ("Asfendiyarov", "Асфендиаров"), ("Асфендияров", "Асфендиаров"),
]  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The service as `make serve` sets it up: the curated persons and the reference data."""
    folder = tmp_path_factory.mktemp("service")
    made = create_app(Config(folder, new_database(folder), "test"))
    result = made.test_cli_runner().invoke(args=["init"])
    assert result.exit_code == 0, result.output
    yield made
    made.extensions["indexer"].stop()


@pytest.fixture
def client(service: Flask) -> FlaskClient:
    return service.test_client()


def get(client: FlaskClient, path: str, status: int = 200, **query: str) -> Any:
    answer = client.get(f"/api/v1{path}", query_string=query)
    assert answer.status_code == status, answer.text
    return answer.json


@pytest.mark.parametrize(("typed", "name"), SEARCHES)
def test_the_person_is_found_first_among_the_curated(client: FlaskClient, typed: str, name: str) -> None:
    assert get(client, "/search", q=typed)["results"][0]["name"].startswith(name)


def test_a_search_answers_in_the_shape_of_the_contract(client: FlaskClient) -> None:
    found = get(client, "/search", q="Bokeikhanov", lang="en")
    assert set(found) == {"query", "total", "total_is", "results", "facets", "took_ms"}
    assert found["total_is"] in ("exact", "at_least")
    assert set(found["facets"]) == {"nation", "camp", "fate"}
    first = found["results"][0]
    assert {"id", "source_ref", "name", "score", "band", "evidence"} <= set(first)
    assert isinstance(first["id"], str)
    assert {"field", "relation", "left", "right", "weight", "text"} <= set(first["evidence"][0])
    assert first["evidence"][0]["text"]


def test_sentences_and_labels_come_in_the_language_asked_for(client: FlaskClient) -> None:
    english = get(client, "/search", q="Букейханов", lang="en")
    russian = get(client, "/search", q="Букейханов", lang="ru")
    assert english["results"][0]["evidence"][0]["text"] != russian["results"][0]["evidence"][0]["text"]
    labels = {facet["id"]: facet["label"] for facet in english["facets"]["nation"]}
    assert labels["kazakh"] == "Kazakh"


def test_a_reference_alone_finds_its_record(client: FlaskClient) -> None:
    found = get(client, "/search", source_ref="bukeikhanov-alikhan")
    assert [result["source_ref"] for result in found["results"]] == ["bukeikhanov-alikhan"]
    assert get(client, "/search", source_ref="nobody")["results"] == []


def test_filters_alone_are_counted_exactly(client: FlaskClient) -> None:
    found = get(client, "/search", camp="alzhir", limit="5")
    assert found["total_is"] == "exact"
    assert found["total"] > 20
    assert len(found["results"]) == 5


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "q"), ({"q": "Ким", "limit": "500"}, "limit"), ({"q": "Ким", "limit": "x"}, "limit"),
        ({"q": "Ким", "born": "31.02.1937"}, "born"), ({"q": "Ким", "born": "3000"}, "born"),
        ({"q": "Ким", "match": "fuzzy"}, "match"), ({"q": "?!"}, "q"), ({"q": "Ким", "offset": "-1"}, "offset"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_gets_400_with_the_reason(client: FlaskClient, query: dict[str, str], field: str) -> None:
    answer = client.get("/api/v1/search", query_string=query)
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    problem: Any = answer.json
    assert problem["status"] == 400
    assert problem["title"]
    assert [fault["field"] for fault in problem["errors"]] == [field]


@pytest.mark.parametrize(
    "typed",
    ["'; DROP TABLE record; --", "<script>alert(1)</script>", "\u202eвонавИ", "\x00Иванов", "И̸в̴а̷н", "張偉", "김철수"],
)
def test_hostile_or_foreign_words_get_an_answer(client: FlaskClient, typed: str) -> None:
    assert client.get("/api/v1/search", query_string={"q": typed}).status_code == 200


def test_a_record_has_every_field_beside_its_wording(client: FlaskClient) -> None:
    found = get(client, "/search", source_ref="baitursynov-akhmet")["results"][0]
    record = get(client, f"/records/{found['id']}", lang="en")
    assert record["birth"]["edtf"] == "1872-09-05"
    assert record["source"]["citation"] == "compiled by Esimder from public pages"
    assert record["source"]["independent"] is False
    assert record["source"]["urls"]
    assert len(record["episodes"]) >= 2
    assert record["episodes"][0]["measure"]["label"]
    assert record["nation"] == {"id": "kazakh", "label": "Kazakh"}


@pytest.mark.parametrize("path", ["/records/999999", "/records/abc", "/nothing"])
def test_what_is_not_there_is_a_problem_document(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_two_names_are_compared_part_by_part(client: FlaskClient) -> None:
    found = get(client, "/names/compare", left="Schmidt Johann", right="Шмидт Иван Иванович")
    assert found["score"] >= 0.85
    assert len(found["alignments"]) == 3
    assert {"relation", "left", "right", "text"} <= set(found["alignments"][0])


def test_a_comparison_says_what_keeps_it_from_being_higher(client: FlaskClient) -> None:
    other = get(client, "/names/compare", left="Шмидт Иван Иванович", right="Шмидт Иван Петрович", lang="en")
    assert "name two fathers" in other["why_not_higher"][0]
    same = get(client, "/names/compare", left="Шмидт Иван", right="Шмидт Иван")
    assert same["why_not_higher"] == []
    absent = get(client, "/names/compare", left="Шмидт Иван", right="Шмидт", lang="en")
    assert absent["why_not_higher"] == ["“Иван” stands in one name only: it takes nothing away, but less is proved."]
    assert "stands only in the first name" in absent["alignments"][1]["text"]


@pytest.mark.parametrize(("left", "right"), [("", "Ким"), ("Ким", ""), ("а" * 301, "Ким")])
def test_names_that_cannot_be_compared_get_400(client: FlaskClient, left: str, right: str) -> None:
    get(client, "/names/compare", 400, left=left, right=right)


@pytest.mark.parametrize("path", ["/search", "/search/kin", "/names/begun"])
def test_without_an_index_the_search_says_so(config: Config, app: Flask, path: str) -> None:
    app.extensions["indexer"].stop()  # else it builds one in the meantime
    answer = app.test_client().get(f"/api/v1{path}", query_string={"q": "Ким", "lang": "en"})
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0
    problem: Any = answer.json
    assert problem["title"] == "The search is being rebuilt"


def test_an_answer_is_as_its_schema_says(client: FlaskClient) -> None:
    found = get(client, "/search", q="Bokeikhanov")
    assert SearchOut().dump(found) == found
    begun = get(client, "/names/begun", q="Сей")
    assert BegunOut().dump(begun) == begun


@pytest.mark.parametrize("typed", ["Сейф", "сейф", "Seif"])
def test_surnames_are_offered_that_begin_so(client: FlaskClient, typed: str) -> None:
    found = get(client, "/names/begun", q=typed, lang="en")
    assert found["names"][0]["form"] == "Сейфуллин"
    assert found["names"][0]["count"] >= 1
    assert found["text"].endswith("in the records begins like this") or "begin like this" in found["text"]


@pytest.mark.parametrize("typed", ["", "Се", "  с ", "123", "Щщщщ", "\x00\x00\x00", "а" * 5000])
def test_nothing_is_offered_for_what_begins_no_name(client: FlaskClient, typed: str) -> None:
    found = get(client, "/names/begun", q=typed, lang="en")
    assert found == {"names": [], "text": "No surname in the records begins like this"}


def test_answers_with_names_are_kept_by_no_cache_and_tell_nobody_where_they_were_seen(client: FlaskClient) -> None:
    headers = client.get("/api/v1/search", query_string={"q": "Ким"}).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_openapi_document_names_the_addresses(client: FlaskClient) -> None:
    spec = get(client, "/openapi.json")
    assert spec["openapi"].startswith("3.1")
    assert {"/api/v1/search", "/api/v1/names/compare", "/api/v1/names/begun"} <= set(spec["paths"])


def test_the_sample_can_be_left_out(tmp_path: Any) -> None:
    made = create_app(replace(Config(tmp_path, new_database(tmp_path), "test"), sample=False))
    assert made.test_cli_runner().invoke(args=["init"]).exit_code == 0
    assert get(made.test_client(), "/search", camp="alzhir")["total"] == 0
    made.extensions["indexer"].stop()


def test_who_is_taken_out_while_a_search_waits_is_not_shown(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However late the index comes to know, and though the search had begun before."""
    sampled_service(tmp_path_factory)
    late = copied_service(tmp_path_factory)
    monkeypatch.setattr(late.extensions["indexer"], "ensure_started", lambda: None)
    finder, client = late.extensions["finder"], late.test_client()
    search = finder.find
    before = get(client, "/search", q="Майлин Беимбет")["results"]

    def waited(query: SearchQuery) -> Result:
        with writing(late.extensions["labels"].engine) as session:
            erase(session, int(before[0]["id"]), "relatives_asked", None)
        found: Result = search(query)
        return found

    monkeypatch.setattr(finder, "find", waited)
    during = get(client, "/search", q="Майлин Беимбет")["results"]
    monkeypatch.setattr(finder, "find", search)
    after = get(client, "/search", q="Майлин Беимбет")["results"]
    assert [one["id"] for one in during] == [one["id"] for one in after] == [one["id"] for one in before[1:]]
