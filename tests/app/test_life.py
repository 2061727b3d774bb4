"""A life in sentences: agreeing with the person, silent on what the source does not tell."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.life import Clause
from tests.sampled import sampled_service


@pytest.fixture
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    service: Flask = sampled_service(tmp_path_factory)
    return service.test_client()


def life(client: FlaskClient, language: str, ref: str) -> str:
    """The sentences at the head of that person's page."""
    found = client.get("/api/v1/search", query_string={"source_ref": ref}).get_json()["results"][0]["id"]
    page = client.get(f"/{language}/records/{found}").text
    told = re.search(r'<p class="life">(.*?)</p>', page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", told[1])).strip() if told else ""


@pytest.mark.parametrize(
    ("language", "ref", "sentences"),
    [
        ("en", "baitursynov-akhmet", "He was born on 5 September 1872, урочище Сартубек, Тургайская область. "
         "He was arrested in 1929 and on 8 October 1937. "
         "He was shot on 8 December 1937, Алма-Ата. He was rehabilitated on 4 November 1988."),
        ("ru", "baitursynov-akhmet", "Родился 5 сентября 1872 года, урочище Сартубек, Тургайская область. "
         "Арестован в 1929 году и 8 октября 1937 года. "
         "Расстрелян 8 декабря 1937 года, Алма-Ата. Реабилитирован 4 ноября 1988 года."),
        ("ru", "bukeikhanov-alikhan", "Родился 5 марта 1866 года, аул № 7 Токраунской волости, Каркаралинский уезд, "
         "Семипалатинская область. Расстрелян в 1937 году, Москва. Реабилитирован 14 мая 1989 года."),
        ("kk", "baitursynov-akhmet", "1872 ж. 5 қыркүйек күні туған, урочище Сартубек, Тургайская область. "
         "1929 жылы және 1937 ж. 8 қазан күні тұтқындалған. 1937 ж. 8 желтоқсан күні атылған, Алма-Ата. "
         "1988 ж. 4 қараша күні ақталған."),
        ("en", "baitursynova-sholpan", ""),
    ],
)  # fmt: skip
def test_lives_are_told(client: FlaskClient, language: str, ref: str, sentences: str) -> None:
    assert life(client, language, ref) == sentences


@pytest.mark.parametrize(("place", "bent"), [("во Львове", True), ("в Варшаве", True), ("Варшава", False), ("", False)])
def test_a_place_behind_a_preposition_is_quoted_in_other_languages(place: str, bent: bool) -> None:
    assert Clause("Born 1894", place).bent is bent
