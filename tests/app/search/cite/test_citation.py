"""Citations: a sentence, BibTeX and RIS, with names and sources that are hard to write."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.dates import HistoricalDate, read_date
from app.models import Source, WrittenName
from app.privacy import PublicRecord, public
from app.search.cite.bibtex import bibtex, escaped
from app.search.cite.citation import Citation, citation, one_line, sentence, shelfmark
from app.search.cite.ris import ris
from tests.app.test_privacy import record as person

HARD = 'О\'Коннор "Джон" & Сыновья {Лимитед} 100% _#$~^\\'
PERMALINK = "https://example.org/records/7"
ARCHIVE = Source(
    digest="x", citation="", repository="ГАРФ", fonds="Р-9414", inventory="1а", file="567", folio="12 об.", urls=[]
)


def cited(name: str = "Шмидт Иван Иванович", **changes: object) -> Citation:
    plain = Citation(
        7, name, "1900", "Книга памяти", "ГАРФ, ф. 1", ("http://a.org/?a=1&b={2}",), PERMALINK, date(2026, 11, 22)
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_sentence_names_person_source_permalink_and_day(service: Flask) -> None:
    with service.test_request_context("/en/"):
        assert sentence(cited()) == (
            "Шмидт Иван Иванович (1900). Source: Книга памяти, ГАРФ, ф. 1, http://a.org/?a=1&b={2}. "
            "Esimder, record 7: https://example.org/records/7 (seen on 22 November 2026)."
        )
    with service.test_request_context("/ru/"):
        assert "дата обращения: 22 ноября 2026" in sentence(cited())


def test_a_sentence_without_source_or_year_is_whole(service: Flask) -> None:
    with service.test_request_context("/en/"):
        told = sentence(cited(born="", source="", signature="", urls=()))
    assert told.startswith("Шмидт Иван Иванович. Esimder, record 7")


def test_archive_fonds_inventory_file_and_folio_stand_in_order(service: Flask) -> None:
    with service.test_request_context("/en/"):
        assert shelfmark(ARCHIVE) == "ГАРФ, fonds Р-9414, inventory 1а, file 567, folio 12 об."


def test_bibtex_holds_hard_names_without_a_loose_brace() -> None:
    entry = bibtex(cited(HARD))
    assert entry.startswith("@misc{esimder7,\n")
    assert entry.endswith("}\n")
    assert entry.count("{") == entry.count("}")
    title = next(line for line in entry.splitlines() if line.strip().startswith("title"))
    assert "Сыновья" in title
    for sign in ("&", "%", "_", "#", "$"):
        assert not re.search(rf"(?<!\\){re.escape(sign)}", title)
    assert "\\{" not in title
    assert "url = {https://example.org/records/7}" in entry
    assert "urldate = {2026-11-22}" in entry


@pytest.mark.parametrize("text", ["", "a\\b", "{", "}", "{{}", 'say "x"', "50 % & more"])
def test_escaped_text_keeps_its_braces_even(text: str) -> None:
    assert escaped(text).count("{") == escaped(text).count("}")


def test_ris_is_lines_of_tag_and_value() -> None:
    text = ris(cited(HARD))
    lines = text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - ELEC", "ER  - ", "")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert f"TI  - {HARD} (1900)" in lines
    assert "UR  - https://example.org/records/7" in lines
    assert "Y2  - 2026/11/22" in lines


def test_a_line_break_in_a_name_starts_no_new_line() -> None:
    assert one_line("Ким\r\nER  - \x00Вера\u2028Ли") == "Ким ER - Вера Ли"


def test_of_a_person_who_may_be_living_the_year_is_all_that_is_told(service: Flask) -> None:
    living = shown(read_date("1950-05-17"))
    with service.test_request_context("/en/"):
        assert "17 May" not in sentence(citation(living, PERMALINK, date(2026, 11, 22)))
        assert citation(living, PERMALINK, date(2026, 11, 22)).born == "1950"


def shown(birth: HistoricalDate) -> PublicRecord:
    made = person(born=birth)
    made.id, made.source = 7, ARCHIVE
    made.names = [WrittenName(position=0, written="Ли\nВера")]
    return public(made, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("form", "mimetype", "first"),
    [("bib", "application/x-bibtex", "@misc{esimder1,"), ("ris", "application/x-research-info-systems", "TY  - ELEC")],
)
def test_both_forms_can_be_taken_along(client: FlaskClient, form: str, mimetype: str, first: str) -> None:
    answer = client.get(f"/records/1/cite.{form}", follow_redirects=True)
    assert (
        (answer.status_code, answer.mimetype, answer.charset) == (200, mimetype, "utf-8")
        if hasattr(answer, "charset")
        else True
    )
    assert answer.content_type == f"{mimetype}; charset=utf-8"
    assert f'filename="esimder-1.{form}"' in answer.headers["Content-Disposition"]
    assert answer.get_data(as_text=True).startswith(first)


@pytest.mark.parametrize("path", ["/en/records/999999/cite.bib", "/en/records/1/cite.doc", "/en/records/x/cite.ris"])
def test_what_is_not_there_has_no_citation(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
