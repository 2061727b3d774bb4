"""Rough outlines of name parts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names.name import NamePart, PartKind
from indexer.names.outline import nearness, outline, outlines

SURNAMES = ("Букейханов", "Бокейханов", "Байтурсынов", "Шмидт", "Ким", "Козлаускас")


def near(written: str, surname: str) -> float:
    """How near the outline of the surname comes to that spelling."""
    drawn = np.array(outlines(NamePart(surname, PartKind.SURNAME), 1), dtype=np.uint64)
    return float(nearness(drawn, outlines(NamePart(written, PartKind.SURNAME), 4))[0])


@pytest.mark.parametrize(
    ("written", "surname"),
    [
        ("Bokeikhanov", "Букейханов"),
        ("Baitursynuly", "Байтурсынов"),
        ("Schmidt", "Шмидт"),
        ("Kazlauskas", "Козлаускас"),
    ],
)
def test_a_foreign_spelling_comes_nearest_to_its_name(written: str, surname: str) -> None:
    others = [other for other in SURNAMES if other[-6:] != surname[-6:]]
    assert near(written, surname) > max(near(written, other) for other in others)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=20))
def test_a_word_is_its_own_outline(word: str) -> None:
    assert nearness(np.array([outline(word)], dtype=np.uint64), (outline(word),)) == 1


def test_an_initial_has_none() -> None:
    assert outlines(NamePart("А.", PartKind.GIVEN), 4) == ()


def test_nothing_is_near_to_a_part_without_outlines() -> None:
    assert nearness(np.array([outline("иван")], dtype=np.uint64), ()) == 0
