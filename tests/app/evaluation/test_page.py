from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from app.evaluation import kept, words
from tests.sampled import sampled_service

FIGURES = {"n": 7849, "r1": 0.9789, "r10": 0.9996, "mrr": 0.98, "candidate_recall": 0.999, "p95_ms": 61.0}
PEER = {"n": 200, "r1": 0.9, "r10": 0.95, "mrr": 0.92}
LINE = {"name": "latin_queries", "ours": FIGURES, "sample": FIGURES | {"n": 200},
        "peers": {"ASCII folding + WRatio": PEER}}  # fmt: skip
CARD = {
    "measured": "2199-11-22T10:00+00:00",
    "on": {"files": ["latin_queries.csv"], "records": 28889, "questions": 7849},
    "seconds": 300,
    "sets": [LINE, {"name": "somebody's own", "ours": FIGURES}],
    "nations": [{"name": "kazakh", "ours": FIGURES | {"n": 21}}],
    "treatments": [LINE | {"name": "initials only"}, {"name": "given name first", "ours": FIGURES}],
    "wrongly": {
        "the same surname and given name with another father's name": {"n": 714, "possible": 0.01, "likely": 0}
    },
    "words": {"n": 300, "r1": 0.906, "r10": 0.995, "forms": 115265},
    "candidates": {"median": 900.0, "p95": 2500.0, "most": 3000.0},
    "took_ms": {"median": 28.4, "p95": 60.5, "most": 200.0},
}


SHARE = {"n": 1200, "recall": 0.9689, "precision": 0.9996, "wrong": 1}
LINKS = {
    "same": {
        "records": 31342, "likely": SHARE | {"n": 2400}, "held_out": SHARE, "at_threshold": SHARE | {"wrong": 9},
        "bands": {"likely": 0.96, "possible": 0.0387, "unlikely": 0.0008}, "unreached": 0.0,
        "splink": "Splink is not installed",
    },
}  # fmt: skip


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return sampled_service(tmp_path_factory)


@pytest.fixture
def client(service: Flask) -> FlaskClient:
    return service.test_client()


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def shown(service: Flask, card: object, language: str = "en", links: object = None) -> str:
    with service.test_request_context(f"/{language}/accuracy", query_string={"lang": language}):
        return text(render_template("evaluation/accuracy.html", card=card, links=links, words=words))


def test_where_nothing_was_measured_the_page_says_so(service: Flask) -> None:
    assert "It has not been measured yet." in shown(service, None)


def test_a_family_reads_how_many_of_a_hundred(service: Flask) -> None:
    page = shown(service, CARD)
    assert "the right person stood first for 97.8, and among the first ten for 99.9" in page
    assert "Measured on 22 November 2199 with 7,849 spellings and 28,889 records" in page
    assert "Kazakh 21" in page
    assert "stood first for 90.6 and among ten for 99.5, of 115,265 forms" in page
    assert "initials only 97.8 99.9 90" in page
    assert "given name first 97.8 99.9 –" in page
    assert "another father's name 714 1 0" in page.replace("&#39;", "'")
    assert "somebody's own" in page.replace("&#39;", "'")


def test_the_page_speaks_russian(service: Flask) -> None:
    page = shown(service, CARD, "ru")
    assert "в 97,8 случая нужный человек стоял первым" in page
    assert "только инициалы" in page
    assert "казахи" in page.casefold()


def test_the_card_of_the_data_directory_is_shown(service: Flask, client: FlaskClient) -> None:
    written = kept.write(CARD, service.config["ESIMDER"].data_dir)
    try:
        assert "22 November 2199" in text(client.get("/en/accuracy").text)
    finally:
        written.unlink()


def test_the_card_that_comes_with_the_project_holds_figures_only(service: Flask) -> None:
    shipped = Path(__file__).parents[3] / "data" / kept.NAME
    card = kept.newest(shipped.parent)
    if card is None:
        pytest.skip("no card comes with the project")
    assert {line["name"] for line in card["sets"]} <= set(words.SETS)
    assert "the right person stood first" in shown(service, card)


def test_how_records_of_one_person_are_told_stands_on_the_card(service: Flask) -> None:
    page = shown(service, CARD, links=LINKS)
    assert "Of 2,400 people in a list a second record was made" in page
    assert "Called likely one person 96.8 99.9 1" in page
    assert "Of 100 such records 3.8 were left unsure" in page
    assert "Splink" not in page
    assert "Splink" in shown(service, CARD, links={"same": LINKS["same"] | {"splink": {"at_threshold": SHARE}}})
    assert "Two records of one person" not in shown(service, CARD)
