from __future__ import annotations

import pytest

from app.query import BadQuery, read_query
from indexer.search import Match, Sort


def wrong(**asked: str) -> dict[str, str]:
    with pytest.raises(BadQuery) as caught:
        read_query(asked)
    return {fault.field: fault.reason for fault in caught.value.wrong}


def test_words_become_a_name() -> None:
    query = read_query({"q": "  Букейханов Алихан "}).query
    assert query.name is not None
    assert {part.form for part in query.name.parts} == {"Букейханов", "Алихан"}


def test_a_year_among_the_words_is_taken_out_of_the_name() -> None:
    query = read_query({"q": "Байтурсынов 1872"}).query
    assert query.year == 1872
    assert query.name is not None
    assert [part.form for part in query.name.parts] == ["Байтурсынов"]


def test_fields_become_a_name() -> None:
    query = read_query({"surname": "Дулатов", "given_name": "Миржакып"}).query
    assert query.name is not None
    assert query.name.written == "Дулатов Миржакып"


def test_filters_are_read() -> None:
    query = read_query(
        {
            "q": "Ким",
            "born": "1900",
            "born_within": "5",
            "sex": "m",
            "match": "spelling",
            "sort": "year",
            "limit": "5",
            "offset": "10",
            "place": "Караганда",
        }
    ).query
    assert (query.born, query.born_within, query.sex, query.limit, query.offset) == (1900, 5, "m", 5, 10)
    assert (query.match, query.sort) == (Match.SPELLING, Sort.YEAR)
    assert len(query.words) == 1


def test_any_year_of_a_decade_names_it() -> None:
    assert read_query({"decade": "1893"}).query.decade == 1890


def test_filters_alone_are_a_query() -> None:
    assert read_query({"camp": "alzhir"}).query.name is None


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({}, {"q": "nothing"}),
        ({"q": "   "}, {"q": "nothing"}),
        ({"q": "12345 !!!"}, {"q": "letters"}),
        ({"q": "🙂🙂"}, {"q": "letters"}),
        ({"q": "а" * 301}, {"q": "long"}),
        ({"q": "Ким", "limit": "0"}, {"limit": "range"}),
        ({"q": "Ким", "limit": "101"}, {"limit": "range"}),
        ({"q": "Ким", "limit": "ten"}, {"limit": "number"}),
        ({"q": "Ким", "limit": "-5"}, {"limit": "range"}),
        ({"q": "Ким", "offset": "1e3"}, {"offset": "number"}),
        ({"q": "Ким", "born": "31.02.1937"}, {"born": "year"}),
        ({"q": "Ким", "born": "1066"}, {"born": "year"}),
        ({"q": "Ким", "born": "١٩٠٠"}, {"born": "year"}),
        ({"q": "Ким", "place": "?!"}, {"place": "place"}),
        ({"place": "с."}, {"place": "place"}),
        ({"q": "Ким", "sex": "x"}, {"sex": "choice"}),
        ({"q": "Ким", "match": "soundex"}, {"match": "choice"}),
        ({"q": "Ким", "sort": "'; DROP TABLE record; --"}, {"sort": "choice"}),
        ({"q": "Ким", "born": "x", "limit": "x"}, {"born": "year", "limit": "number"}),
    ],
)
def test_what_makes_no_sense_is_said_field_by_field(asked: dict[str, str], fault: dict[str, str]) -> None:
    assert wrong(**asked) == fault
