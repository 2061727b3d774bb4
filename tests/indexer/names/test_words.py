"""Spellings laid on many others at once."""

from __future__ import annotations

import random

import numpy as np
import pytest

from indexer.names import words
from indexer.names.normalize import fold
from indexer.names.tables import rows, split
from indexer.names.weighing import SAME
from indexer.names.words import Words, apart, likeness

BOUND = 0.6  # less alike than so were all that are held apart, were they laid on each other
FORMS = sorted({fold(form) for row in rows("given") for form in split(row["forms"]) if fold(form).isalpha()})
LAID = [form for form in FORMS if form.isascii() or all("а" <= letter <= "я" for letter in form)]


def sample(count: int) -> list[str]:
    return random.Random(1).sample(LAID, count)  # noqa: S311 (nothing secret)


def test_many_at_once_are_as_alike_as_one_by_one() -> None:
    table = Words()
    numbers = np.array([table.number(form) for form in sample(300)], dtype=np.int32)
    for word in ("johann", "мухамеджан", "bokeikhan", "ким", "гофман"):
        one_by_one = [likeness(word, form) for form in sample(300)]
        np.testing.assert_allclose(table.likeness(word, numbers), one_by_one, atol=1e-6)


def test_likeness_is_the_same_from_both_sides() -> None:
    forms = sample(80)
    for left, right in zip(forms, reversed(forms), strict=True):
        assert likeness(left, right) == pytest.approx(likeness(right, left), abs=1e-9)


def test_words_held_apart_by_their_sounds_are_two_names_anyway(monkeypatch: pytest.MonkeyPatch) -> None:
    table, forms = Words(), sample(1500)
    numbers = np.array([table.number(form) for form in forms], dtype=np.int32)
    lefts = forms[:60]
    held_apart = np.array([[apart(left, right) for right in forms] for left in lefts])
    monkeypatch.setattr(words, "_FAR", 0.0)
    in_full = np.array([table.likeness(left, numbers) for left in lefts])
    assert held_apart.mean() > 0.5
    assert in_full[held_apart].max() < BOUND
    assert (in_full[held_apart] >= SAME).mean() < 0.0001  # of short names: эдя, ella


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("gianetti", "джанетти"),
        ("schaw", "шоу"),
        ("hein", "гейн"),
        ("bokeikhan", "букейхан"),
        ("choi", "цой"),
        ("kazlausk", "козловск"),
        ("aubakir", "абубакир"),
        ("jacob", "иаков"),
        ("uri", "ури"),
    ],
)
def test_spellings_of_one_name_are_never_held_apart(left: str, right: str) -> None:
    assert not apart(left, right)
    assert not apart(right, left)
