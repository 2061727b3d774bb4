"""The pages of families: relatives of a record, search for kin, a person of several records."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask

from app.db import db, writing
from app.intake.history.erase import erase
from app.languages import LANGUAGES
from app.models import Person
from tests.app.families.made import AGAIN, BROTHER, HUSBAND, STRANGER, WIFE, enter_family, kin, same, take_back
from tests.app.signing import visitor

NOBODY_VERIFIED = "Nobody has verified this"


@pytest.fixture
def archivist(app: Flask) -> int:
    return enter_family(app)


def page(app: Flask, path: str, status: int = 200, **query: str) -> str:
    answer = visitor(app).get(path, query_string=query or None)
    assert answer.status_code == status, answer.text
    return answer.text


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def section(markup: str, name: str) -> str:
    found = re.search(rf'<section id="{name}">(.*?)</section>', markup, re.DOTALL)
    return found[1] if found else ""


def test_a_record_tells_known_and_possible_relatives_apart(app: Flask, archivist: int) -> None:
    text = page(app, f"/en/records/{HUSBAND}")
    known, possible = plain(section(text, "relatives")), plain(section(text, "possible"))
    assert "Wife: Анна (жена) stated by the source" in known
    assert "Brother: Семён Ростовцев, 1880–1919" in known
    assert f'href="/en/records/{WIFE}"' in section(text, "relatives")
    assert NOBODY_VERIFIED in possible
    assert "Brother? Ростовцев-Бибиков Пётр Петрович" in possible
    assert "Both patronymics name one father" in possible
    assert "Анна" not in possible  # who is known is not guessed at
    assert "Шмидт" not in possible
    assert f'href="/en/records/{HUSBAND}/kin"' in text


def test_nobody_who_may_be_living_is_told_of(app: Flask, archivist: int) -> None:
    for path in (f"/en/records/{HUSBAND}", f"/en/records/{HUSBAND}/kin", f"/api/v1/records/{HUSBAND}/kin"):
        assert "Глеб" not in page(app, path)
    for path in ("/en/kin", "/api/v1/search/kin"):
        assert "Глеб" not in page(app, path, q="Ростовцев-Бибиков Иван Петрович", born="1890")


def test_the_family_is_drawn_and_listed(app: Flask, archivist: int) -> None:
    kin(app, HUSBAND, BROTHER, "sibling", archivist)
    text = page(app, f"/en/records/{HUSBAND}/kin")
    drawn = re.search(r"<svg.*?</svg>", text, re.DOTALL)
    assert drawn
    assert '<title id="family-title">The family of Ростовцев-Бибиков Иван Петрович</title>' in drawn[0]
    assert "<desc" in drawn[0]
    listed = plain(text.partition('<ul class="family-list">')[2].partition("</section>")[0])
    for name in ("Ростовцева-Бибикова Анна Ильинична", "Ростовцев-Бибиков Пётр Петрович"):
        assert name in listed
    assert "judged by an archivist" in plain(section(text, "known"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_stand_in_every_language(app: Flask, archivist: int, language: str) -> None:
    _, reference = same(app, HUSBAND, AGAIN, archivist)
    for path in (f"/records/{HUSBAND}/kin", "/kin", "/kin?q=Ростовцев-Бибиков+Иван", f"/persons/{reference}"):
        assert "<h1" in page(app, f"/{language}{path}")


def test_kin_of_somebody_described_are_found_with_the_reason(app: Flask, archivist: int) -> None:
    text = page(app, "/en/kin", q="Rostovtsev-Bibikov Yakov Petrovich", born="1888")
    found = section(text, "found")
    assert "surname Rostovtsev-Bibikov" in plain(found)
    assert f'href="/en/records/{BROTHER}"' in found
    assert "Both patronymics name one father" in plain(found)
    assert NOBODY_VERIFIED in plain(found)


def test_one_may_look_for_such_relatives_only(app: Flask, archivist: int) -> None:
    brothers = page(app, "/en/kin", q="Ростовцев-Бибиков Яков Петрович", born="1888", sex="m", relation="sibling")
    assert f'href="/en/records/{BROTHER}"' in brothers
    assert re.search(r'<option value="sibling" selected>', brothers)
    asked_for = re.findall(r'<span class="relation">([^<]+)\?</span>', section(brothers, "found"))
    assert asked_for
    assert {*asked_for} <= {"Brother", "Sister", "Brother or sister"}


def test_faults_stand_beside_their_fields_and_lose_nothing(app: Flask) -> None:
    text = page(app, "/en/kin", 400, q="12", born="19x5", maiden_name="Ли", relation="uncle", arrested="37")
    for field in ("q", "born", "arrested", "relation"):
        assert f'id="{field}-fault"' in text
    assert 'value="19x5"' in text
    assert 'value="Ли"' in text
    assert "Type the name of the person" in page(app, "/en/kin", 400, born="1900")


def test_the_bare_form_finds_no_fault(app: Flask) -> None:
    text = page(app, "/en/kin")
    assert "fault" not in text.partition("<form")[2].partition("</form>")[0]
    assert 'rel="canonical"' not in text


def test_home_the_unfound_and_the_record_lead_to_it(app: Flask, archivist: int) -> None:
    assert 'href="/en/kin"' in page(app, "/en/")
    assert 'href="/en/kin"' in page(app, f"/en/records/{STRANGER}")
    lost = page(app, "/en/search", q="Brzęczyszczykiewicz Jan", born="1900")
    assert re.search(r'href="/en/kin\?q=Brz[^"]+&amp;born=1900', lost)


def test_no_address_of_it_is_told_to_another_site(app: Flask) -> None:
    answer = visitor(app).get("/en/kin?q=Ким")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_person_has_the_records_side_by_side(app: Flask, archivist: int) -> None:
    _, reference = same(app, HUSBAND, AGAIN, archivist)
    text = page(app, f"/en/persons/{reference}")
    said = plain(text)
    assert "<h1" in text
    assert "Rostowzew-Bibikow Johann" in said
    assert "Where the records differ: born." in said
    assert "Place of birth worded differently" in said
    assert "false date and cause" in said  # of death: 1938 beside a certificate of 1943
    row = re.search(r'<th scope="row">Born.*?</tr>', text, re.DOTALL)
    assert row
    assert "the records differ" in row[0]
    assert row[0].count("<td>") == 2
    assert "says nothing" in said
    assert "Wife: Анна (жена) stated by the source" in said
    assert f"/persons/{reference} (seen on" in said


def test_each_sentence_of_the_life_says_which_record_says_it(app: Flask, archivist: int) -> None:
    _, reference = same(app, HUSBAND, AGAIN, archivist)
    life = re.search(r'<p class="life">(.*?)</p>', page(app, f"/en/persons/{reference}"), re.DOTALL)
    assert life
    told = plain(life[1])
    assert f"He was born in 1890, Саратов . (record {HUSBAND})" in told
    assert f"He was born in 1892, Тамбов . (record {AGAIN})" in told


def test_a_contradiction_that_nobody_has_resolved_is_told(app: Flask, archivist: int) -> None:
    _, reference = same(app, HUSBAND, AGAIN, archivist)
    assert "has not been resolved" not in page(app, f"/en/persons/{reference}")
    with app.app_context(), writing(db.engine) as session:
        session.query(Person).update({"conflict": True})
    assert "has not been resolved" in page(app, f"/en/persons/{reference}")


def test_a_record_leads_to_its_person_and_the_others(app: Flask, archivist: int) -> None:
    _, reference = same(app, HUSBAND, AGAIN, archivist)
    text = page(app, f"/en/records/{AGAIN}")
    assert f'href="/en/persons/{reference}"' in text
    assert f'href="/en/records/{HUSBAND}"' in text


def test_an_old_permalink_offers_the_choice(app: Flask, archivist: int) -> None:
    judgement, reference = same(app, HUSBAND, AGAIN, archivist)
    take_back(app, judgement, archivist)
    text = page(app, f"/en/persons/{reference}", 300)
    assert f'href="/en/records/{HUSBAND}"' in text
    assert f'href="/en/records/{AGAIN}"' in text
    page(app, "/en/persons/NOBODY", 404)


def test_a_person_whose_records_were_removed_is_gone_with_the_reason(app: Flask, archivist: int) -> None:
    _, reference = same(app, HUSBAND, AGAIN, archivist)
    with app.app_context(), writing(db.engine) as session:
        for number in (HUSBAND, AGAIN):
            erase(session, number, "living", archivist)
    text = page(app, f"/en/persons/{reference}", 410)
    assert f"Record {HUSBAND} was removed" in plain(text)
    assert "Ростовцев" not in text
    problem = visitor(app).get(f"/api/v1/persons/{reference}")
    assert (problem.status_code, problem.content_type) == (410, "application/problem+json")
    assert problem.json is not None
    assert problem.json["reason"] == "living"


def test_hits_of_one_person_stand_together(app: Flask, archivist: int) -> None:
    _, reference = same(app, HUSBAND, AGAIN, archivist)
    text = page(app, "/en/search", q="Rostowzew-Bibikow")
    first = text.partition('<div class="one-person">')[2].partition("</div>")[0]
    assert "2 records of one person" in plain(first)
    assert f'href="/en/persons/{reference}"' in first
    assert text.count(f'href="/en/records/{HUSBAND}?') == 1
    assert text.count(f'href="/en/records/{AGAIN}?') == 1
