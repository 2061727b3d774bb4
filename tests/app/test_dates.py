"""What the reader of dates must understand: wordings of lists in six languages, EDTF, and days that never were."""

from __future__ import annotations

import time

import pytest
from edtf import parse_edtf, struct_time_to_date
from hypothesis import given
from hypothesis import strategies as st

from app.dates import HistoricalDate, ImpossibleDate, UnknownDateWording, read_date

READ = [
    ("23.10.1886", "1886-10-23"),
    ("1.11.1937", "1937-11-01"),
    ("1904/05", "[1904,1905]"),
    ("1897 или 1898", "[1897,1898]"),
    ("1897 (1898)", "[1897,1898]"),
    ("около 1905", "1905~"),
    ("ок. 1905 г.", "1905~"),
    ("1905?", "1905?"),
    ("в декабре 1899", "1899-12"),
    ("осень 1937", "1937-23"),
    ("зима 1937/38", "[1937-12..1938-02]"),
    ("до 1940", "[..1940]"),
    ("не позднее 14 мая 1938", "[..1938-05-14]"),
    ("после 1938", "[1938..]"),
    ("ранее 1917", "[..1917]"),
    ("1930-е", "193X"),
    ("в 1930-х годах", "193X"),
    ("середина 1930-х гг.", "[1933..1937]"),
    ("начало 1938", "[1938-01..1938-04]"),
    ("в начале мая 1938", "1938-05"),
    ("между 1936 и 1938", "[1936..1938]"),
    ("1900 г.", "1900"),
    ("16 января 1963 г.", "1963-01-16"),
    ("5.XII.1937", "1937-12-05"),
    ("5.Х.1937", "1937-10-05"),  # the Х is Cyrillic
    ("1938-05/1946", "1938-05/1946"),
    ("1938–1946", "1938/1946"),
    ("1938 — 1946 гг.", "1938/1946"),
    ("1930–31", "1930/1931"),
    ("1937-38", "1937/1938"),
    ("с 1938 по 1946", "1938/1946"),
    ("12–15 мая 1938", "1938-05-12/1938-05-15"),
    ("май-июнь 1938", "1938-05/1938-06"),
    ("11.02.1872 (по другим данным - 1870)", "[1870,1872-02-11]"),
    ("3 декабря (по другим данным - февраля) 1914", "[1914-02,1914-12-03]"),
    ("25.1.31", "1931-01-25"),
    ("2.4.05", "[1905-04-02,2005-04-02]"),
    ("1937 жылы 5 желтоқсан", "1937-12-05"),
    ("1937 ж. желтоқсанда", "1937-12"),
    ("December 5, 1937", "1937-12-05"),
    ("5th of December 1937", "1937-12-05"),
    ("mid-1930s", "[1933..1937]"),
    ("5. Dezember 1937", "1937-12-05"),
    ("um 1905", "1905~"),
    ("5 grudnia 1937 r.", "1937-12-05"),
    ("około 1905", "1905~"),
    ("1937 m. gruodžio 5 d.", "1937-12-05"),
    ("apie 1905 m.", "1905~"),
    ("5 грудня 1937 року", "1937-12-05"),
    ("05/13/1937", "1937-05-13"),
    ("00.02.1941", "1941-02"),
    ("00.00.1941", "1941"),
]
BOUNDS = [
    ("осень 1937", "1937-09-01", "1937-11-30"),
    ("1930-е", "1930-01-01", "1939-12-31"),
    ("февраль 1936", "1936-02-01", "1936-02-29"),
    ("до 1940", "", "1940-12-31"),
    ("после 1938", "1938-01-01", ""),
    ("1904/05", "1904-01-01", "1905-12-31"),
    ("1938-05/1946", "1938-05-01", "1946-12-31"),
    ("около 1905", "1905-01-01", "1905-12-31"),
]
JULIAN = [
    ("5.01.1890 ст. ст.", "julian", "1890-01-17"),
    ("5 января 1905 г. старого стиля", "julian", "1905-01-18"),
    ("5 января 1905 (ст. ст.)", "julian", "1905-01-18"),
    ("29.02.1900", "julian", "1900-03-13"),  # no Gregorian day, but one of the old calendar
    ("5 (17) января 1890", "gregorian", "1890-01-17"),
    ("28 января (9 февраля) 1889", "gregorian", "1889-02-09"),
    ("16.01.1890 (28.01.1890 н. ст.)", "gregorian", "1890-01-28"),
]


@pytest.mark.parametrize(("wording", "edtf"), READ)
def test_wordings_become_edtf_and_stay_as_written(wording: str, edtf: str) -> None:
    read = read_date(wording)
    assert (read.edtf, read.wording) == (edtf, wording)


@pytest.mark.parametrize(("_wording", "edtf"), READ)
def test_reading_edtf_gives_it_back(_wording: str, edtf: str) -> None:
    assert read_date(edtf).edtf == edtf


@pytest.mark.parametrize(("wording", "earliest", "latest"), BOUNDS)
def test_earliest_and_latest_day(wording: str, earliest: str, latest: str) -> None:
    read = read_date(wording)
    assert (read.earliest, read.latest) == (earliest, latest)


@pytest.mark.parametrize(("wording", "calendar", "day"), JULIAN)
def test_days_of_the_old_calendar_are_compared_as_gregorian(wording: str, calendar: str, day: str) -> None:
    read = read_date(wording)
    assert (read.calendar, read.earliest, read.latest) == (calendar, day, day)


@pytest.mark.parametrize("wording", ["31.02.1937", "29.02.1901", "13.13.1937", "1937-13", "1946/1938"])
def test_a_day_no_calendar_has_is_said_to_be_impossible(wording: str) -> None:
    with pytest.raises(ImpossibleDate) as refused:
        read_date(wording)
    assert refused.value.wording == wording


@pytest.mark.parametrize("wording", ["", "  ", "abc", "1937 Москва", "09.11.194", "?", "9" * 10_000, "\x00", "[", "/"])
def test_what_is_no_date_is_said_to_be_unknown(wording: str) -> None:
    with pytest.raises(UnknownDateWording):
        read_date(wording)


def test_the_years_of_a_date() -> None:
    assert (read_date("1904/05").first_year, read_date("1904/05").last_year) == (1904, 1905)
    assert (read_date("до 1940").first_year, HistoricalDate(wording="?").last_year) == (None, None)


@given(st.dates())
def test_every_day_is_read_as_itself_however_it_is_written(day: object) -> None:
    iso = f"{day}"
    year, month, number = iso.split("-")
    assert read_date(iso).earliest == read_date(f"{number}.{month}.{year}").latest == iso


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        read = read_date(text)
    except (ImpossibleDate, UnknownDateWording):
        return
    assert read_date(read.edtf, read.calendar).edtf == read.edtf


@pytest.mark.parametrize("edtf", ["1886-10-23", "1899-12", "1937", "193X", "1938-05/1946", "[1904,1905]"])
def test_bounds_agree_with_the_reference_implementation(edtf: str) -> None:
    oracle = parse_edtf(edtf)
    days = tuple(struct_time_to_date(edge()).isoformat() for edge in (oracle.lower_strict, oracle.upper_strict))
    assert (read_date(edtf).earliest, read_date(edtf).latest) == days


def test_a_date_takes_some_twenty_microseconds() -> None:
    wordings = [f"{day} января {year} г." for year in range(1900, 1950) for day in range(1, 31)]
    start = time.process_time()
    for wording in wordings:
        read_date(wording)
    assert (time.process_time() - start) / len(wordings) < 200e-6  # ten times the usual, for a busy machine
