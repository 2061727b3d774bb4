"""The page «How names are matched»."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from app.search.comparing import RELATIONS, examples
from app.two_names import laid
from indexer.evidence import Band
from indexer.names.name import Relation


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def compared(client: FlaskClient, left: str, right: str, status: int = 200, language: str = "en") -> str:
    answer = client.get(f"/{language}/names", query_string={"left": left, "right": right})
    assert answer.status_code == status
    return answer.text


def test_every_relation_is_told() -> None:
    assert [relation for relation, *_ in RELATIONS] == list(Relation)


@pytest.mark.parametrize("place", range(len(RELATIONS)), ids=[relation.value for relation, *_ in RELATIONS])
def test_every_example_shows_its_relation(place: int) -> None:
    example = examples()[place]
    assert example.relation in [alignment.relation for alignment in example.two.comparison.alignments]


def test_agreement_by_rule_is_likely_and_contradiction_is_not() -> None:
    bands = {example.relation: example.two.band for example in examples()}
    assert bands.pop(Relation.CONTRADICTS) is Band.UNLIKELY
    assert bands.pop(Relation.NEAR_SPELLING) is not Band.UNLIKELY
    assert set(bands.values()) == {Band.LIKELY}


def test_two_names_are_compared_live_with_their_letters(client: FlaskClient) -> None:
    page = compared(client, "Schmidt Johann", "Шмидт Иван Петрович")
    assert "One name, as far as writing can tell" in text(page)
    assert "sch = ш, m = м" in text(page)
    assert "“Петрович” stands only in the second name" in text(page)
    assert "Why not higher" in text(page)
    assert '<meta name="robots" content="noindex">' in page
    assert 'value="Schmidt Johann"' in page


def test_the_same_name_has_nothing_above_it(client: FlaskClient) -> None:
    own = compared(client, "Дулатов Миржакып", "Дулатов Миржакып").partition('<ol class="steps">')[0]
    assert "likeness 100 of 100" in text(own)
    assert "Why not higher" not in text(own)


def test_another_father_is_named_first_of_what_lowers() -> None:
    two = laid("Schmidt Iwan Iwanowitsch", "Шмидт Иван Петрович")
    assert two.band is Band.UNLIKELY
    assert "Iwanowitsch" in two.why_not_higher[0]
    assert "name two fathers" in two.why_not_higher[0]


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("Ким", "", "A second name is needed."),
        ("Ким", "12 &", "There is no letter in"),
        ("а" * 301, "Ким", "longer than 300"),
    ],
)
def test_what_cannot_be_compared_is_said_beside_the_field(
    client: FlaskClient, left: str, right: str, said: str
) -> None:
    page = compared(client, left, right, 400)
    assert said in text(page)
    assert page.count('aria-invalid="true"') == 1


def test_markup_stays_text(client: FlaskClient) -> None:
    page = compared(client, "<script>alert(1)</script>", '"><img src=x> Ким')
    assert "<script" not in page
    assert "<img" not in page


def test_the_page_speaks_russian(client: FlaskClient) -> None:
    page = text(compared(client, "Schmidt", "Шмидт", language="ru"))
    assert "Как сравниваются имена" in page
    assert "«Schmidt» — другое написание «Шмидт»." in page
    assert not re.search(r"\b(letters|stands|name)\b", page)


@pytest.mark.parametrize("path", ["/en/", "/en/search?q=Bokeikhanov", "/en/records/1?q=Baitursynuly", "/en/timeline"])
def test_every_page_leads_there(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert 'href="/en/names"' in page
    assert 'href="/en/accuracy"' in page
