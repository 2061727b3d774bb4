"""Nobody was found: the page says what was tried and where to go from here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.alphabets import order
from app.config import ROOT
from app.languages import LANGUAGES
from tests.app.search.test_pages import get, text

NOBODY = "Xyzzyqwvienė Onutė"


def test_it_says_what_was_tried_what_was_searched_and_where_to_ask(client: FlaskClient) -> None:
    page = get(client, "/en/search", q=NOBODY)
    words = text(page)
    for said in ("Spellings tried", "in Russian letters: Онуте", "These are readings", "What was searched",
                 "234 records of people", "Where else to ask", "(a guess from the surname)", "What to send",
                 "Lithuanians in Siberia"):  # fmt: skip
        assert said in words, said
    assert page.count("<h1") == 1


def test_nobody_proves_nothing_in_every_language(client: FlaskClient) -> None:
    for language in LANGUAGES:
        page = get(client, f"/{language}/search", q=NOBODY)
        assert '<section class="unfound"' in page
        assert len(page.encode()) + (ROOT / "app" / "static" / "esimder.css").stat().st_size < 100_000


def test_filters_to_loosen_come_with_what_they_would_find(client: FlaskClient) -> None:
    page = get(client, "/en/search", q="Байтурсынов Ахмет", nation="korean", born="1950")
    found = re.findall(r'<li><a rel="nofollow" href="([^"]+)">([^<]+)</a>: (\d+) records?</li>', page)
    assert found
    for address, said, count in found:
        loosened = client.get(address.replace("&amp;", "&")).text
        assert int(count) > 0
        assert re.search(rf"\b{count} records? with this name", text(loosened)), said
    assert "Without any filter" in [said for _, said, _ in found]


def test_the_nearest_names_are_told_though_the_filters_leave_none(client: FlaskClient) -> None:
    page = get(client, "/en/search", q="Xyzzyqw Ахмет", nation="japanese", camp="pow-99-spassk")
    assert "The nearest names, and why they are not this one" in page
    assert 1 <= page.count('<article class="hit">') <= 5
    assert "this speaks against" in page


def test_names_for_which_nothing_speaks_are_not_told(client: FlaskClient) -> None:
    page = client.get("/en/search", query_string={"q": "Xqwzyx Bbbbdddf"}).text
    assert "What was searched" in page or "Where else to ask" in page
    assert '<ol class="hits"' not in page


def test_a_filter_is_named_with_its_value(client: FlaskClient) -> None:
    page = text(get(client, "/en/search", q="Байтурсынов Ахмет", match="exact", born="1872", place="Токио"))
    assert "Without “Place of birth or residence: Токио”" in page


def test_a_part_of_the_name_alone_is_offered_where_it_finds(client: FlaskClient) -> None:
    page = get(client, "/en/search", q="Байтурсынов Xyzzyqw", match="spelling")
    offered = re.search(r'href="([^"]+)">Only the surname “Байтурсынов”</a>: (\d) records', page)
    assert offered
    assert client.get(offered[1].replace("&amp;", "&")).text.count('<article class="hit">') >= int(offered[2])


def test_a_search_of_filters_alone_that_finds_nobody_leads_on(client: FlaskClient) -> None:
    page = text(get(client, "/en/search", camp="alzhir", nation="japanese"))
    assert "Without “Nation: Japanese”" in page
    assert "ALZHIR museum" in page
    assert "Spellings tried" not in page


def test_who_was_found_is_not_told_where_else_to_ask(client: FlaskClient) -> None:
    assert "Where else to ask" not in text(get(client, "/en/search", q="Байтурсынов").partition("<footer")[0])


def test_what_was_typed_goes_to_the_letter_by_post_only(client: FlaskClient) -> None:
    page = get(client, "/en/search", q="Xyzzyqwvienė Onutė 1899", nation="lithuanian")
    form = page.partition('<form method="post" action="/en/letter">')[2].partition("</form>")[0]
    assert 'name="person_name" value="Xyzzyqwvienė Onutė"' in form
    assert 'name="birth_year" value="1899"' in form
    assert 'name="nation" value="lithuanian"' in form
    assert "Xyzzyqwv" not in "".join(re.findall(r'href="(/en/(?:ask|letter)[^"]*)"', page))


@pytest.mark.parametrize("query", [{"nation": "lithuanian"}, {"camp": "pow-99-spassk", "case": "captivity"}, {}])
def test_all_archives_stand_on_one_page(client: FlaskClient, query: dict[str, str]) -> None:
    page = client.get("/ru/ask", query_string=query).text
    assert page.count('<article class="archive">') == 44
    for name, value in query.items():
        assert f'<option value="{value}" selected>' in page, name


def test_a_choice_that_is_none_counts_as_not_made(client: FlaskClient) -> None:
    page = get(client, "/en/ask", nation='"><b>', camp="nowhere", case="none")
    assert "selected" not in page.replace('<option value="" selected>', "")
    assert "<b>" not in page


def test_choices_stand_in_the_order_of_the_readers_alphabet(client: FlaskClient) -> None:
    page = get(client, "/lt/ask").partition('<select id="nation"')[2].partition("</select>")[0]
    names = re.findall(r">([^<]+)</option>", page)[1:]
    assert names.index("čečėnai") < names.index("estai")


def test_an_address_without_language_leads_to_the_page(client: FlaskClient) -> None:
    for path in ("/ask", "/letter"):
        assert client.get(path, headers={"Accept-Language": "ru"}).headers["Location"] == f"/ru{path}"


def test_results_narrow_by_collection_and_by_year(service: Flask, client: FlaskClient) -> None:
    page = get(client, "/en/search", q="Байтурсынов", sort="surname")
    assert re.search(r'href="/en/search\?q=[^"]+sort=surname&amp;source=compiled"', page)
    narrowed = get(client, "/en/search", q="Байтурсынов", source="compiled")
    assert "Source: compiled by Esimder from public pages" in text(narrowed)
    form = page.partition('class="facet years-form"')[2].partition("</form>")[0]
    assert '<input type="hidden" name="sort" value="surname">' in form
    assert get(client, "/en/search", q="Байтурсынов", born="1872", born_within="2", sort="surname")


def test_by_surname_means_the_order_of_the_alphabet(client: FlaskClient) -> None:
    query = {"nation": "kazakh", "sort": "surname", "limit": "100"}
    names = [result["name"] for result in client.get("/api/v1/search", query_string=query).get_json()["results"]]
    assert len(names) > 20
    assert names == sorted(names, key=order)


def test_many_long_sources_leave_the_first_view_light(app: Flask, tmp_path: Path) -> None:
    book = "Книга памяти жертв политических репрессий Карагандинской и Целиноградской областей Казахской ССР, т. "
    rows = [f'i-{n},Иванов,Иван,Иванович,"{book}{n % 70}, с. {n}",{1880 + n % 40}' for n in range(200)]
    head = "source_ref,surname,given_name,patronymic,citation,birth_date"
    (tmp_path / "list.csv").write_text("\n".join((head, *rows)), encoding="utf-8")
    told = app.test_cli_runner().invoke(args=["import", str(tmp_path / "list.csv")])
    assert "200 accepted" in told.output
    style = (ROOT / "app" / "static" / "esimder.css").stat().st_size
    client = app.test_client()
    page = client.get("/ru/search?q=Иванов").text
    narrowed = re.search(r'href="([^"]+source=[^"]+)"', page)
    assert narrowed
    for html in (page, client.get(narrowed[1].replace("&amp;", "&")).text):
        assert '<article class="hit">' in html
        assert len(html.encode()) + style < 100_000
    app.extensions["indexer"].stop()


def test_the_way_to_the_letter_asks_for_no_cookie(service: Flask) -> None:
    browser = service.test_client(use_cookies=False)
    answer = browser.get("/en/search", query_string={"q": "Brzęczyszczykiewicz"})
    assert 'action="/en/letter"' in answer.text
    assert "csrf_token" not in answer.text
    made = browser.post("/en/letter", data={"person_name": "Brzęczyszczykiewicz"})
    assert made.status_code == 200
    assert not [cookie for cookie in made.headers.getlist("Set-Cookie") if cookie.startswith("esimder")]
    assert "Brzęczyszczykiewicz" in made.text
