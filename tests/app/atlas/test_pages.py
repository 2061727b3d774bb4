"""The pages of the atlas: everything that the two articles name can be reached and read."""

from __future__ import annotations

import csv
import re

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from app.atlas.pages import dated, sort_key
from app.config import ROOT
from app.languages import LANGUAGES

with (ROOT / "tests" / "golden" / "article_mentions.csv").open(encoding="utf-8", newline="") as table:
    MENTIONS = [(row["mention"], row["table"], row["row"].split("|")[0]) for row in csv.DictReader(table)]
LISTS = {"atlas/places": "places", "atlas/nations": "nations", "atlas/memorials": "memorials"}


def get(client: FlaskClient, path: str, status: int = 200, **query: str) -> str:
    answer = client.get(path, query_string=query)
    assert answer.status_code == status, answer.text[:500]
    return answer.text


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize(("mention", "table", "row"), MENTIONS)
def test_what_the_articles_name_is_told(client: FlaskClient, language: str, mention: str, table: str, row: str) -> None:
    if table in LISTS:
        address = f"/{language}/{LISTS[table]}/{row}"
        assert f'href="{address}"' in get(client, f"/{language}/{LISTS[table]}")
        assert "<h1>" in get(client, address)
    elif table == "atlas/timeline":
        assert f'id="{row}"' in get(client, f"/{language}/timeline")
    else:
        found = client.get("/api/v1/search", query_string={"q": mention}).get_json()["results"]
        assert row in [hit["source_ref"] for hit in found[:3]]


def test_a_place_tells_its_people_departments_memorials_and_sources(client: FlaskClient) -> None:
    page = get(client, "/en/places/karlag")
    assert 'href="/en/places/alzhir"' in page
    assert "17 September 1931" in page
    assert re.search(r"\d+ records here are linked", text(page))
    assert 'href="/en/search?camp=karlag"' in page
    assert 'rel="nofollow noreferrer external"' in page
    spassk = get(client, "/en/places/spassk")
    assert 'href="/en/places/pow-99-spassk"' in spassk
    assert 'href="/en/memorials/spassk-memorial-cemetery"' in spassk


def test_a_long_list_of_people_has_pages_and_an_end(client: FlaskClient) -> None:
    first, second = get(client, "/en/places/karlag"), get(client, "/en/places/karlag", offset="50")
    people = re.compile(r'<li><a href="(/en/records/\d+)">')
    assert len(people.findall(first)) == 50
    assert not set(people.findall(first)) & set(people.findall(second))
    assert "The list is shorter than that." in text(get(client, "/en/places/karlag", offset="100000"))


@pytest.mark.parametrize("offset", ["-5", "abc", "", "99999999999999999999"])
def test_an_offset_that_makes_no_sense_is_no_error(client: FlaskClient, offset: str) -> None:
    assert "<h1>" in get(client, "/en/nations/kazakh", offset=offset)


def test_a_nation_tells_its_numbers_with_their_source(client: FlaskClient) -> None:
    page = get(client, "/en/nations/korean")
    assert "171,781" in page
    assert "кореянка" in page
    assert 'href="/en/memorials/spassk-korea"' in page


TELLING = (
    '{% from "components/spelt.html" import telling %}{{ telling(told("place", "nowhere", "description", text)) }}'
)


def test_a_text_that_is_not_translated_is_marked_as_english(service: Flask) -> None:
    with service.test_request_context("/ru/places"):
        told = render_template_string(TELLING, text="Seat of the Karlag administration.")
    assert '<p lang="en" class="prose">' in told
    assert '<span class="aside-note" lang="ru">(на английском языке)</span>' in told
    with service.test_request_context("/en/places"):
        assert "lang=" not in render_template_string(TELLING, text="Seat of the Karlag administration.")


@pytest.mark.parametrize("path", ["/en/places/nowhere", "/ru/nations/nobody", "/en/memorials/none"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    get(client, path, status=404)


def test_lists_are_sorted_by_the_readers_letters(client: FlaskClient) -> None:
    names = re.findall(r'<li><a href="/ru/nations/[^"]+">([^<]+)</a>', get(client, "/ru/nations"))
    assert names == sorted(names, key=sort_key)
    assert len(names) >= 61


def test_a_place_tells_how_its_people_divide_and_the_numbers_hold(client: FlaskClient) -> None:
    page = get(client, "/en/places/karlag")
    assert "<dt>Place of repression</dt>" not in page  # who was elsewhere, too, would lead to another number
    shares = re.findall(r'href="([^"]+)">[^<]+</a> <span class="count">(\d+)<', page)
    link, count = next((link, count) for link, count in shares if "nation=" in link)
    answer = client.get(link.replace("&amp;", "&"))
    assert "camp=karlag" in link
    assert f"{count} records" in text(answer.text)


def test_people_of_a_place_are_parted_by_the_decade_of_their_birth(client: FlaskClient) -> None:
    page = get(client, "/en/places/karlag")
    found = re.findall(r'href="([^"]+decade=(\d{4})[^"]*)">(\d{4}–\d{4})</a> <span class="count">(\d+)<', page)
    assert [decade for _, decade, *_ in found] == sorted(decade for _, decade, *_ in found)
    for link, decade, years, count in found:
        assert years == f"{decade}–{int(decade) + 9}"
        answer = text(client.get(link.replace("&amp;", "&")).text)
        assert f"{count} record" in answer
        assert f"Year of birth: {years}" in answer


def test_a_memorial_tells_how_many_records_its_nation_has(client: FlaskClient) -> None:
    assert re.search(r"Lithuanian \d+ records", text(get(client, "/en/memorials/spassk-lithuania-1990")))


def test_a_date_of_a_table_that_cannot_be_read_keeps_its_words() -> None:
    assert dated("1931-09-17").edtf == "1931-09-17"
    assert dated("never to be read").wording == "never to be read"
    assert not dated("").wording


def test_memorials_stand_by_place_as_the_reader_reads_it(client: FlaskClient) -> None:
    page = get(client, "/en/memorials")
    places = re.findall(r'<h2>([^<]+) <span class="aside-note"><span lang="ru">([^<]+)<', page)
    assert ("Akmol (Malinovka)", "Акмол (Малиновка)") in places
    assert [read for read, _ in places] == sorted({read for read, _ in places})
    assert '<h2><span lang="ru">Спасск</span></h2>' in get(client, "/ru/memorials")


def test_names_of_a_list_are_read_in_the_readers_letters(client: FlaskClient) -> None:
    page = get(client, "/en/places/alzhir")
    assert 'Алманиязова Казима</span></a> <span class="aside-note">Almaniyazova Kazima</span>' in page
    assert "how it is read" in page
    assert "Almaniyazova" not in get(client, "/kk/places/alzhir")


def test_what_is_general_knowledge_is_said_in_the_readers_language(client: FlaskClient) -> None:
    sources = text(get(client, "/ru/places/butovo").partition('<section class="source">')[2])
    assert "общеизвестное" in sources
    assert "unsourced" not in sources
    assert '<span lang="en">«Day of remembrance' in get(client, "/ru/places/alzhir")


def test_the_timeline_leads_to_its_decades(client: FlaskClient) -> None:
    page = get(client, "/pl/timeline")
    for anchor in re.findall(r'href="#(from-\d+)"', page):
        assert f'id="{anchor}"' in page
    assert '<h2 id="from-1930">Lata 1930–1939</h2>' in page


def test_a_place_of_shooting_has_no_seat(client: FlaskClient) -> None:
    assert "<dt>Where</dt>" in get(client, "/en/places/butovo")
    assert "<dt>Seat</dt>" in get(client, "/en/places/karlag")
