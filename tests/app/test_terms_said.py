from __future__ import annotations

import pytest
from flask import Flask

from app.terms_said import term_said


@pytest.mark.parametrize(
    ("language", "term", "said"),
    [
        ("en", "P10Y", "10 years"), ("en", "P1Y6M", "1 year 6 months"), ("ru", "P3Y", "3 года"),
        ("ru", "P25Y", "25 лет"), ("pl", "P5Y", "5 lat"), ("lt", "P8Y", "8 metai"), ("de", "P3M", "3 Monate"),
        ("kk", "P10Y", "10 жыл"),
        ("en", "", ""), ("en", "P", "P"), ("en", "for life", "for life"), ("en", "P10Y\n", "P10Y\n"),
    ],
)  # fmt: skip
def test_a_term_is_said_in_the_readers_language(app: Flask, language: str, term: str, said: str) -> None:
    with app.test_request_context(f"/{language}/"):
        assert term_said(term) == said
