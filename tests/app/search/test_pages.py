"""The pages of the search desk, as a visitor without script gets them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT
from app.languages import LANGUAGES
from app.search.home import REMEMBERED

OWN_SCRIPT = '<script src="/static/begun.js" defer></script>'  # the one file of ours beside the search box
FIRST = re.compile(r'<article class="hit">\s*<h3><a href="([^"]+)">(.*?)</a>', re.DOTALL)
REFERENCES = {
    "A. Baitursynov": "Байтурсынов", "A. Bokeikhanov": "Букейханов", "M. Dulatov": "Дулатов",
    "M. Tynyshbayev": "Тынышпаев", "S. Seifulin": "Сейфуллин", "I. Zhansugurov": "Джансугуров",
    "B. Mailin": "Майлин", "S. Asfendiyarov": "Асфендиаров",
}  # fmt: skip


def text(page: str) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def get(client: FlaskClient, path: str, status: int = 200, **query: str) -> str:
    answer = client.get(path, query_string=query)
    assert answer.status_code == status, answer.text[:500]
    return answer.text


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_first_page_has_one_box_and_says_what_is_in_here(client: FlaskClient, language: str) -> None:
    page = get(client, f"/{language}/")
    assert page.count('role="search"') == 1
    assert f'<html lang="{language}">' in page
    assert "234" in text(page)
    assert all(name in page for name in REMEMBERED)


@pytest.mark.parametrize(("typed", "surname"), REFERENCES.items())
def test_the_remembered_are_found_as_the_article_spells_them(client: FlaskClient, typed: str, surname: str) -> None:
    first = FIRST.search(get(client, "/en/search", q=typed))
    assert first
    assert surname in text(first[2])


def test_a_result_says_how_the_question_was_read_and_why_it_answers(client: FlaskClient) -> None:
    page = text(get(client, "/en/search", q="Dulatow Mirschakyp 1885"))
    assert "How we read it" in page
    assert re.search(r"given name (\(not sure\) )?Mirschakyp", page)
    assert re.search(r"name (may )?agrees?", page)
    assert "Letter by letter:" in page


def test_what_the_record_has_beyond_the_question_is_said_once(client: FlaskClient) -> None:
    first = get(client, "/en/search", q="Букейханов").partition('<article class="hit">')[2].partition("</article>")[0]
    assert text(first).count("which you did not ask for") == 1


@pytest.mark.parametrize("sort", ["", "surname", "year"])
def test_nobody_near_is_not_found_in_whatever_order(client: FlaskClient, sort: str) -> None:
    page = text(client.get("/en/search", query_string={"q": "Brzęczyszczykiewicz", "sort": sort}).text)
    assert "Where else to ask" in page
    assert "Spellings tried" in page


def test_a_fault_in_a_field_loses_nothing_of_the_name(client: FlaskClient) -> None:
    page = get(client, "/en/search", 400, q="Dulatow Mirschakyp", born="19x5")
    assert re.search(r'name="surname" value="Dulatow"', page)
    assert re.search(r'name="given_name" value="Mirschakyp"', page)
    assert 'value="19x5"' in page


def test_words_that_are_no_part_of_the_name_are_told(client: FlaskClient) -> None:
    page = get(client, "/en/search", q="Байтурсынов из Караганды арестован 1929")
    told = text(page)
    assert "no part of the name: арестован 1929" in told
    assert "no part of the name: из Караганды" in told
    assert "year of birth, near" not in told
    narrower = re.search(r'href="([^"]+)">look for it as place', page)
    assert narrower
    assert "place=" in narrower[1]
    assert "Place of birth or residence: Караганды" in text(client.get(narrower[1].replace("&amp;", "&")).text)


@pytest.mark.parametrize("field", ["camp", "nation", "fate"])
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_filter_that_is_not_known_says_so_and_can_be_removed(client: FlaskClient, field: str, language: str) -> None:
    page = client.get(f"/{language}/search", query_string={"q": "Байтурсынов", field: "zz"}).text
    narrowing = re.search(r'<ul class="narrowings">(.*?)</ul>', page, re.DOTALL)
    assert narrowing
    assert re.search(r"[“«„]zz[”»“] \(", text(narrowing[1]))
    assert "zz" not in re.search(r'href="([^"]+)"', narrowing[1])[1]  # type: ignore[index]


def test_the_numbers_beside_the_choices_say_what_they_count(client: FlaskClient) -> None:
    total = client.get("/api/v1/search", query_string={"q": "Байтурсынов"}).get_json()["total"]
    aside = get(client, "/en/search", q="Байтурсынов").partition('<aside class="facets"')[2]
    assert f"The numbers count all {total} records that share sounds or letters" in text(aside)
    assert "The numbers count" not in text(get(client, "/en/search", nation="kazakh"))


def test_the_heading_tells_names_like_this_one_from_mere_sounds(client: FlaskClient) -> None:
    found = client.get("/api/v1/search", query_string={"q": "Байтурсынов", "limit": "100"}).get_json()
    near = sum(result["band"] != "unlikely" for result in found["results"])
    assert 0 < near < found["total"]
    page = text(get(client, "/en/search", q="Байтурсынов"))
    assert re.search(rf"\b{near} records? with this name or one like it", page)
    assert re.search(rf"\b{found['total'] - near} shares? only sounds or letters", page)


def test_the_page_and_the_api_speak_of_the_same_name_of_a_record(client: FlaskClient) -> None:
    for typed in ("Bokeikhanov", "Журавлёва Александра Ивановна", "Ахмет Байтұрсынұлы", "Гофман Эстер"):
        first = client.get("/api/v1/search", query_string={"q": typed, "lang": "en"}).get_json()["results"][0]
        page = text(get(client, "/en/search", q=typed).partition("</article>")[0]).replace("&#39;", "'")
        named = [ground["text"] for ground in first["evidence"] if ground["left"] and ground["field"] != "birth"]
        assert named
        assert not [sentence for sentence in named if sentence not in page]


def test_what_keeps_a_name_from_agreeing_is_said(client: FlaskClient) -> None:
    page = get(client, "/en/search", q="Букейхонов Алихан").partition("</article>")[0]
    if "The name may agree" in text(page):
        assert "Why not higher" in page


def test_less_similar_names_are_set_apart(client: FlaskClient) -> None:
    page = get(client, "/en/search", q="Bokeikhanov")
    near, _, far = page.partition('<section class="far">')
    assert "The name is less similar" not in near
    if far:
        assert "<details>" in far


def test_filters_are_links_that_keep_the_question(client: FlaskClient) -> None:
    page = get(client, "/ru/search", q="Байтурсынов", born="1872")
    assert re.search(r'href="/ru/search\?q=[^"]+&amp;born=1872&amp;nation=kazakh"', page)
    narrowed = get(client, "/ru/search", q="Байтурсынов", born="1872", nation="kazakh")
    assert "Национальность" in text(narrowed)
    assert re.search(r'href="/ru/search\?q=[^"]+&amp;born=1872"', narrowed)


@pytest.mark.parametrize(
    ("query", "field", "reason"),
    [
        ({"q": "12"}, "q", "нет ни одной буквы"),
        ({"surname": "Ким", "born": "abc"}, "born", "Нужен год"),
        ({"q": "Ким", "born": "1900", "born_within": "99"}, "born_within", "Нужно число"),
        ({"q": "Ким", "match": "nearly"}, "match", "нет среди вариантов"),
        ({"q": "Ким", "limit": "1000"}, "limit", "Нужно число"),
        ({"q": "Ким", "sort": "length"}, "sort", "нет среди вариантов"),
    ],
)
def test_faults_stand_beside_their_fields(client: FlaskClient, query: dict[str, str], field: str, reason: str) -> None:
    page = get(client, "/ru/search", status=400, **query)
    assert reason in text(page)
    if f'id="{field}"' in page:
        assert f'id="{field}-fault"' in page
        assert 'aria-invalid="true"' in page
    if "q" in query:
        assert f'value="{query["q"]}"' in page


def test_a_search_for_nothing_is_an_empty_form(client: FlaskClient) -> None:
    assert 'class="fault"' not in get(client, "/en/search")
    assert "Type a name" in get(client, "/en/search", status=400, sort="year")


def test_markup_in_a_question_stays_text(client: FlaskClient) -> None:
    page = get(client, "/en/search", q="<script>alert(1)</script> Ким")
    assert "<script" not in page.replace(OWN_SCRIPT, "")
    page = get(client, "/en/search", surname='"><img src=x>Ким', nation='"><b>')
    assert "<img" not in page
    assert "<b>“&#34;&gt;&lt;b&gt;” (not known here)</b>" in page


@pytest.mark.parametrize("extra", ["endpoint=x", "_external=1&_scheme=javascript", "_anchor=a&lang=de", "record_id=7"])
def test_strange_parameters_change_no_link(client: FlaskClient, extra: str) -> None:
    for path in ("/en/search?q=Ким&", "/en/records/1?", "/en/places/karlag?", "/en/?"):
        answer = client.get(path + extra)
        assert answer.status_code == 200
        assert "javascript:" not in answer.text.replace("_scheme=javascript", "")


def test_a_page_behind_the_end_says_so(client: FlaskClient) -> None:
    page = text(get(client, "/en/search", camp="alzhir", offset="100000"))
    assert "The list is shorter than that." in page


def test_results_are_not_for_other_search_engines_and_are_kept_by_no_cache(client: FlaskClient) -> None:
    answer = client.get("/en/search?q=Ким")
    assert '<meta name="robots" content="noindex">' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_first_view_of_results_is_light(client: FlaskClient) -> None:
    style = (ROOT / "app" / "static" / "esimder.css").read_bytes()
    pages = [client.get(f"/ru/search?q={name}").data for name in ("Иванов Иван Иванович", "Шмидт", "Schmidt Johann")]
    assert max(map(len, pages)) + len(style) < 100_000


def record_of(client: FlaskClient, ref: str) -> str:
    """The path of a record by its number in the source, without language."""
    found = client.get("/api/v1/search", query_string={"source_ref": ref}).get_json()
    return str(found["results"][0]["url"])


def test_a_record_page_has_everything_with_its_source(client: FlaskClient) -> None:
    page = get(client, f"/en{record_of(client, 'baitursynov-akhmet')}")
    words = text(page)
    for expected in (
        "Байтурсынов Ахмет", "Ахмет Байтұрсынұлы", "лингвист, поэт", "Arrest and sentence", "Decided by",
        "Accused of (words of the file)", "национализм, антисоветские настроения", "Butyrka prison",
        "Known relatives", "Notes", "Compiled by Esimder from public pages",
        "never counts as independent", "Confidence", "high", "Permanent address",
    ):  # fmt: skip
        assert expected in words, expected
    assert 'href="/en/places/butyrka"' in page
    assert 'href="/en/nations/kazakh"' in page
    assert '<span lang="kk">Ахмет Байтұрсынұлы</span>' in page
    assert 'rel="nofollow noreferrer external" href="https://e-history.kz/en/news/show/6874"' in page


def test_an_inferred_nation_is_marked(client: FlaskClient) -> None:
    assert "inferred, not stated" in text(get(client, f"/en{record_of(client, 'baitursynova-sholpan')}"))


def test_who_may_be_living_is_guarded_gently(client: FlaskClient) -> None:
    page = text(get(client, f"/en{record_of(client, 'baitursynova-sholpan')}"))
    assert "this person may be living" in page
    assert "Daughter (other pages" not in page


def test_from_a_search_the_record_says_why_it_was_found(client: FlaskClient) -> None:
    path = f"/en{record_of(client, 'baitursynov-akhmet')}"
    assert "Why this record was found" not in get(client, path)
    asked = text(get(client, path, q="Baitursynuly"))
    assert "Why this record was found" in asked
    assert "Back to the results" in asked
    assert "Why this record was found" not in get(client, path, q="123")


def test_the_record_says_that_a_woman_was_asked_for(client: FlaskClient) -> None:
    path = f"/en{record_of(client, 'baitursynov-akhmet')}"
    assert "you wrote is a woman" in text(get(client, path, q="Байтурсынова Айша"))
    assert "you wrote is a woman" not in text(get(client, path, q="Байтурсынова"))


def test_words_of_a_record_are_never_markup(service: Flask, client: FlaskClient) -> None:
    page = get(client, f"/en{record_of(client, 'baitursynov-akhmet')}", q="<b>Байтурсынов</b>")
    assert "<b>Байтурсынов</b>" not in page


@pytest.mark.parametrize("path", ["/en/records/999999", "/fr/", "/en/records/abc", "/en/nothing", "/xx/search"])
def test_what_is_not_there_is_a_page_with_the_way_on(client: FlaskClient, path: str) -> None:
    page = get(client, path, status=404)
    assert "<h1>" in page
    assert 'role="search"' in page


def test_a_page_that_is_not_there_speaks_the_language_of_its_address(client: FlaskClient) -> None:
    page = get(client, "/ru/nowhere", status=404)
    assert "По этому адресу ничего нет" in page
    assert '<html lang="ru">' in page


@pytest.mark.parametrize("path", ["/search?q=Ким", "/places", "/nations", "/timeline", "/names", "/accuracy"])
def test_an_address_without_language_leads_to_the_visitors(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept-Language": "ru"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"/ru{path.partition('?')[0]}")
    assert client.get(path, follow_redirects=True).status_code == 200


def test_a_permanent_address_leads_to_the_visitors_language(client: FlaskClient) -> None:
    answer = client.get("/records/1?q=Ким", headers={"Accept-Language": "ru"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/ru/records/1?q=")


def test_every_page_names_itself_in_the_other_language(client: FlaskClient) -> None:
    page = get(client, "/en/search", q="Ким")
    assert '<link rel="alternate" hreflang="ru" href="http://localhost/ru/search?q=' in page


def test_no_page_holds_script_or_inline_style(client: FlaskClient) -> None:
    for path in ("/en/", "/en/search?q=Ким", "/en/records/1?q=Ким", "/ru/places/karlag", "/ru/timeline"):
        page = client.get(path).text.replace(OWN_SCRIPT, "")
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|src=\"http", page), path
