"""How long a punishment was to last."""

from __future__ import annotations

import pytest

from app.intake.terms import read_term, term_wording

TERMS = [
    ("к 8 годам ИТЛ", "P8Y"),
    ("10 лет", "P10Y"),
    ("5 г. концлагеря", "P5Y"),
    ("3 л.", "P3Y"),
    ("2 года 6 мес.", "P2Y6M"),
    ("1 год и 6 месяцев лишения свободы", "P1Y6M"),
    ("1,5 года", "P1Y6M"),
    ("6 м-цев", "P6M"),
    ("20 суток", "P20D"),
    ("десять лет лагерей", "P10Y"),
    ("двадцать пять лет", "P25Y"),
    ("25 (двадцать пять) лет", "P25Y"),
    ("на 10 лет, с лишением прав на 5 лет", "P10Y"),
    ("P8Y", "P8Y"),
    ("8 years", "P8Y"),
    ("10 Jahre", "P10Y"),
    ("5 жыл", "P5Y"),
    ("8 lat", "P8Y"),
    ("10 metų", "P10Y"),
    ("ВМН", ""),
    ("1937 г.", ""),
    ("01.11.1940 г.", ""),
    ("", ""),
]


@pytest.mark.parametrize(("wording", "duration"), TERMS)
def test_a_term_is_read(wording: str, duration: str) -> None:
    assert read_term(wording) == duration


def test_a_lone_number_is_years_in_a_column_of_terms_only() -> None:
    assert (read_term("8", bare=True), read_term("8")) == ("P8Y", "")


def test_the_words_of_a_term_are_kept() -> None:
    assert term_wording("к 8 годам ИТЛ") == "8 годам"
