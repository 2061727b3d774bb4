"""Relatives and persons by API: the shape of a search, known ones first, possible ones of every band, ranked."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.app.families.made import AGAIN, BROTHER, HUSBAND, WIFE, enter_family, kin, same, take_back


@pytest.fixture
def archivist(app: Flask) -> int:
    return enter_family(app)


def get(app: Flask, path: str, status: int = 200, **query: str) -> Any:
    answer = app.test_client().get(f"/api/v1{path}", query_string=query)
    assert answer.status_code == status, answer.text
    return answer.json


def test_relatives_of_a_record_come_in_the_shape_of_a_search(app: Flask, archivist: int) -> None:
    found = get(app, f"/records/{HUSBAND}/kin", lang="en")
    assert {"query", "total", "total_is", "results", "facets", "took_ms"} <= set(found)
    assert found["query"] == {"record": str(HUSBAND)}
    for result in found["results"]:
        assert {"id", "source_ref", "name", "score", "band", "evidence", "url", "person", "kinship"} <= set(result)
        assert {"relation", "known", "by"} <= set(result["kinship"])
        for ground in result["evidence"]:
            assert {"field", "relation", "left", "right", "weight", "text"} <= set(ground)
            assert len(ground["text"]) > 10


def test_known_ones_come_first_then_the_likeliest(app: Flask, archivist: int) -> None:
    kin(app, HUSBAND, BROTHER, "sibling", archivist)
    found = get(app, f"/records/{HUSBAND}/kin")
    told = [(result["id"], result["kinship"]["by"]) for result in found["results"] if result["kinship"]["known"]]
    assert told == [(str(WIFE), "source"), (str(BROTHER), "judged")]
    assert [result["kinship"]["known"] for result in found["results"]][:2] == [True, True]
    scores = [result["score"] for result in found["results"] if not result["kinship"]["known"]]
    assert scores == sorted(scores, reverse=True)
    assert found["named"] == [{"relation": "brother", "name": "Семён Ростовцев, 1880–1919", "pages": []}]


def test_nobody_stands_twice_and_never_the_record_itself(app: Flask, archivist: int) -> None:
    same(app, HUSBAND, AGAIN, archivist)
    ids = [result["id"] for result in get(app, f"/records/{HUSBAND}/kin", limit="100")["results"]]
    assert len(ids) == len(set(ids))
    assert {str(HUSBAND), str(AGAIN)}.isdisjoint(ids)


def test_a_page_is_a_part_of_the_whole(app: Flask, archivist: int) -> None:
    whole = [result["id"] for result in get(app, f"/records/{HUSBAND}/kin")["results"]]
    assert len(whole) >= 2
    assert [get(app, f"/records/{HUSBAND}/kin", limit="1", offset=str(n))["results"][0]["id"] for n in (0, 1)] == whole[
        :2
    ]


def test_somebody_described_has_possible_kin(app: Flask, archivist: int) -> None:
    found = get(
        app, "/search/kin", surname="Rostovtsev-Bibikov", given_name="Yakov", patronymic="Petrovich", born="1888"
    )
    assert found["query"]["name"]["written"] == "Rostovtsev-Bibikov Yakov Petrovich"
    assert found["query"]["year"] == 1888
    assert str(BROTHER) in [result["id"] for result in found["results"][:2]]
    assert {result["kinship"]["known"] for result in found["results"]} == {False}


def test_a_person_has_all_records_and_relatives(app: Flask, archivist: int) -> None:
    _, reference = same(app, HUSBAND, AGAIN, archivist)
    found = get(app, f"/persons/{reference}")
    assert (found["reference"], found["conflict"]) == (reference, False)
    assert [record["id"] for record in found["records"]] == [str(HUSBAND), str(AGAIN)]
    assert (found["agreement"]["birth"], found["agreement"]["death"]) == ("differ", "certificate")
    assert [one["id"] for one in found["kin"]] == [str(WIFE)]
    hits = get(app, "/search", q="Rostowzew-Bibikow")["results"]
    assert {hit["id"]: hit["person"] for hit in hits}[str(AGAIN)] == reference
    assert {hit["id"]: hit["person"] for hit in hits}[str(WIFE)] is None


def test_an_old_permalink_tells_where_the_records_are(app: Flask, archivist: int) -> None:
    judgement, reference = same(app, HUSBAND, AGAIN, archivist)
    take_back(app, judgement, archivist)
    moved = get(app, f"/persons/{reference}", 300)
    assert [record["id"] for record in moved["records"]] == [str(HUSBAND), str(AGAIN)]
    get(app, "/persons/NOBODY", 404)


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("/records/1/kin", {"limit": "101"}, "limit"), ("/records/1/kin", {"offset": "-1"}, "offset"),
        ("/search/kin", {}, "q"), ("/search/kin", {"q": "Ким", "born": "abc"}, "born"),
        ("/search/kin", {"q": "Ким", "relation": "neighbour"}, "relation"),
        ("/search/kin", {"q": "Ким", "limit": "0"}, "limit"),
    ],
)  # fmt: skip
def test_faults_are_problem_documents(app: Flask, archivist: int, path: str, query: dict[str, str], field: str) -> None:
    problem = get(app, path, 400, **query)
    assert problem["status"] == 400
    assert [fault["field"] for fault in problem["errors"]] == [field]


def test_of_no_record_there_are_no_relatives(app: Flask, archivist: int) -> None:
    assert get(app, "/records/99/kin", 404)["status"] == 404
    assert get(app, f"/records/{10**40}/kin", 404)["status"] == 404


def test_the_document_tells_of_them(app: Flask) -> None:
    paths = get(app, "/openapi.json")["paths"]
    assert {"/api/v1/records/{record_id}/kin", "/api/v1/search/kin", "/api/v1/persons/{reference}"} <= set(paths)
