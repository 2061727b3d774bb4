"""Probabilities and weights are said no more precisely than they are."""

from __future__ import annotations

import pytest
from flask import Flask

from app.review import said


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "under 1 in 1,000,000"),
        (4e-6, "1 in 250,000"),
        (0.0049, "1 in 200"),
        (0.012, "1%"),
        (0.5, "50%"),
        (0.97, "97%"),
        (0.995, "99.5%"),
        (0.9995, "over 99.9%"),
        (1.0, "over 99.9%"),
    ],
)
def test_a_probability(app: Flask, value: float, words: str) -> None:
    with app.test_request_context("/en/"):
        assert said.chance(value) == words


@pytest.mark.parametrize(
    ("factor", "words"), [(1.13, "1.1"), (2.0, "2"), (9.94, "9.9"), (18.4, "18"), (13_986, "14,000")]
)
def test_a_factor(app: Flask, factor: float, words: str) -> None:
    with app.test_request_context("/en/"):
        assert said.times(factor) == words


def test_in_the_readers_language(app: Flask) -> None:
    with app.test_request_context("/ru/"):
        assert said.chance(0.97).replace("\xa0", " ") == "97 %"
        assert said.share(0.999).replace("\xa0", " ") == "99,9 %"
