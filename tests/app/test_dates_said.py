"""Dates in the reader's words: as a label, and inside a sentence."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from app.config import ROOT
from app.dates import HistoricalDate, read_date
from app.dates_said import as_written, said, spoken, when
from tests.sampled import compile_catalogues

# EDTF, English label, English in a sentence, Russian label, Russian in a sentence
DATES = (
    ("1897", "1897", "in 1897", "1897", "в 1897 году"),
    ("1897~", "about 1897", "about 1897", "около 1897 года", "около 1897 года"),
    ("1897?", "1897 (uncertain)", "in 1897 (uncertain)", "1897 (неточно)", "в 1897 году (неточно)"),
    ("1938-05", "May 1938", "in May 1938", "май 1938", "в мае 1938 года"),
    ("1938-05~", "about May 1938", "about May 1938", "около мая 1938 года", "около мая 1938 года"),
    ("1866-03-05", "5 March 1866", "on 5 March 1866", "5 марта 1866", "5 марта 1866 года"),
    ("[1904,1905]", "1904 or 1905", "in 1904 or 1905", "1904 или 1905", "в 1904 или 1905 году"),
    (
        "[1938-05-02,1938-06]", "2 May 1938 or June 1938", "on 2 May 1938 or in June 1938",
        "2 мая 1938 или июнь 1938", "2 мая 1938 года или в июне 1938 года",
    ),
    (
        "[1904..1906]", "between 1904 and 1906", "between 1904 and 1906",
        "не ранее 1904 года и не позднее 1906 года", "не ранее 1904 года и не позднее 1906 года",
    ),
    ("[..1940]", "not later than 1940", "not later than 1940", "не позднее 1940 года", "не позднее 1940 года"),
    ("[1938..]", "not earlier than 1938", "not earlier than 1938", "не ранее 1938 года", "не ранее 1938 года"),
    (
        "1938-05/1946", "May 1938 – 1946", "from May 1938 to 1946",
        "май 1938 – 1946", "с мая 1938 года по 1946 год",
    ),
    (
        "1944-02-23/1944-03-09", "23 February 1944 – 9 March 1944", "from 23 February 1944 to 9 March 1944",
        "23 февраля 1944 – 9 марта 1944", "с 23 февраля 1944 года по 9 марта 1944 года",
    ),
    ("1948/..", "from 1948", "from 1948", "с 1948 года", "с 1948 года"),
    ("../1946", "until 1946", "until 1946", "до 1946 года", "до 1946 года"),
    ("193X", "the 1930s", "in the 1930s", "1930-е годы", "в 1930-е годы"),
    ("1938-21", "spring 1938", "in the spring of 1938", "весна 1938", "весной 1938 года"),
    ("1937-12-XX", "December 1937", "in December 1937", "декабрь 1937", "в декабре 1937 года"),
)  # fmt: skip


# A word of its own stands behind a lone year in some languages, and behind a day in others.
ELSEWHERE = (
    ("lt", "1897~", "apie 1897 m.", "apie 1897 m."),
    ("lt", "1938-05-07", "1938 m. gegužės 7 d.", "1938 m. gegužės 7 d."),
    ("lt", "[1904..1906]", "tarp 1904 m. ir 1906 m.", "tarp 1904 m. ir 1906 m."),
    ("kk", "1897~", "шамамен 1897 ж.", "шамамен 1897 ж."),
    ("kk", "1938-05-07", "1938\u202fж. 7 мамыр", "1938\u202fж. 7 мамыр күні"),
    ("kk", "1938-05", "1938\u202fж. мамыр", "1938 жылғы мамырда"),
    ("kk", "193X", "1930-жылдар", "1930-жылдары"),
    ("de", "193X", "1930er Jahre", "in den 1930er Jahren"),
    ("pl", "193X", "lata 1930–1939", "w latach 1930–1939"),
    ("pl", "188X~", "około lat 1880–1889", "około lat 1880–1889"),
    ("lt", "193X", "1930–1939 m.", "1930–1939 m."),
    ("lt", "190X~", "apie 1900–1909 m.", "apie 1900–1909 m."),
)


@pytest.fixture(scope="module")
def speaking() -> Flask:
    """An application that knows the catalogues and nothing else."""
    compile_catalogues()
    app = Flask("app", root_path=str(ROOT / "app"))
    Babel(app)
    return app


@pytest.mark.parametrize(("edtf", "label", "sentence", "label_ru", "sentence_ru"), DATES)
def test_dates_are_said(speaking: Flask, edtf: str, label: str, sentence: str, label_ru: str, sentence_ru: str) -> None:
    day = read_date(edtf)
    with speaking.test_request_context():
        with force_locale("en"):
            assert (said(day), when(day)) == (label, sentence)
        with force_locale("ru"):
            assert (said(day), when(day)) == (label_ru, sentence_ru)


@pytest.mark.parametrize(("language", "edtf", "label", "sentence"), ELSEWHERE)
def test_years_and_days_keep_their_own_words(
    speaking: Flask, language: str, edtf: str, label: str, sentence: str
) -> None:
    day = read_date(edtf)
    with speaking.test_request_context(), force_locale(language):
        assert (said(day), when(day)) == (label, sentence)


def test_a_day_of_the_old_calendar_is_called_so(speaking: Flask) -> None:
    day = HistoricalDate("1889-01-28", "1889-02-09", "1889-02-09", "julian", "28.01.1889")
    with speaking.test_request_context(), force_locale("ru"):
        assert said(day) == "28 января 1889 (по старому стилю)"


@pytest.mark.parametrize("edtf", ["", "[1904,около]", "1938-02-31", "no date", "[", "1897/1898/1899"])
def test_what_is_no_date_is_shown_as_it_is(speaking: Flask, edtf: str) -> None:
    with speaking.test_request_context(), force_locale("ru"):
        assert said(HistoricalDate(edtf)) == edtf
        assert when(HistoricalDate(edtf)) == edtf


@pytest.mark.parametrize(
    ("edtf", "wording", "shown"),
    [
        ("1937-09-27", "27.09.1937", ""),
        ("1897~", "1897~", ""),
        ("[1904,1905]", "1904/05", "1904/05"),
        ("1905~", "около 1905", "около 1905"),
        ("", "31.02.1937", "31.02.1937"),
    ],
)
def test_the_wording_stands_beside_where_it_says_more(edtf: str, wording: str, shown: str) -> None:
    assert as_written(HistoricalDate(edtf, wording=wording)) == shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1938-01-08", "8 января 1938"), ("4.02.1893", "4 февраля 1893"), ("1869~", "около 1869 года"),
        ("31.02.1937", "31.02.1937"), ("13 августа (по другим данным 28 июня) 1903",) * 2, ("1899",) * 2, ("",) * 2,
    ],
)  # fmt: skip
def test_dates_in_figures_are_told_in_words_and_other_texts_stay(speaking: Flask, text: str, told: str) -> None:
    with speaking.test_request_context(), force_locale("ru"):
        assert spoken(text) == told
