"""The spellings shown as tried are those of the name asked for, each once."""

from __future__ import annotations

import pytest

from app.search.spellings import CYRILLIC, ENDING, FATHER, LATIN, MEANING, MOST, SHORT, in_russian_letters, spellings
from indexer.names.normalize import fold
from indexer.names.parse import parse


def ways(written: str) -> dict[str, dict[str, tuple[str, ...]]]:
    return {one.part.form: {way.said: way.forms for way in one.ways} for one in spellings(parse(written))}


@pytest.mark.parametrize(
    ("written", "part", "way", "form"),
    [
        ("Schmidt Johann", "Schmidt", CYRILLIC, "Шмидт"),
        ("Schmidt Johann", "Johann", CYRILLIC, "Иоганн"),
        ("Schmidt Johann", "Johann", MEANING, "Иван"),
        ("Schmidt Johann", "Johann", SHORT, "Ваня"),
        ("Шмидт Иван Иванович", "Шмидт", LATIN, "Schmidt"),
        ("Шмидт Иван Иванович", "Шмидт", LATIN, "Szmidt"),
        ("Шмидт Иван Иванович", "Иванович", FATHER, "Иван"),
        ("Kowalska Janina", "Kowalska", ENDING, "Kowalski"),
        ("김철수", "철수", CYRILLIC, "Чхольсу"),
    ],
)
def test_a_part_is_looked_for_in_that_form_too(written: str, part: str, way: str, form: str) -> None:
    assert form in ways(written)[part][way]


@pytest.mark.parametrize("written", ["Kazlauskienė Ona", "Ахмет Байтұрсынұлы", "Цой Виктор", "גופמן אסתר", "Ким"])
def test_no_form_is_shown_twice_or_as_it_was_typed(written: str) -> None:
    for one in spellings(parse(written)):
        shown = [fold(form) for way in one.ways for form in way.forms]
        assert len(shown) == len(set(shown))
        assert fold(one.part.form) not in shown
        assert all(0 < len(way.forms) <= MOST for way in one.ways)


def test_no_form_mixes_two_alphabets() -> None:
    latin = ways("Байтұрсынұлы Ахмет")["Ахмет"][LATIN]
    assert latin[0] == "Akhmet"
    assert all(form.isascii() for form in latin)


@pytest.mark.parametrize(
    ("written", "read"), [("Дулатов Миржакып", ""), ("Kowalska", "Ковальская"), ("Schmidt Johann", "Шмидт Иоганн")]
)
def test_the_likeliest_reading_in_russian_letters(written: str, read: str) -> None:
    assert in_russian_letters(parse(written)) == read


def test_initials_and_names_that_cannot_be_read_have_no_spellings() -> None:
    assert spellings(parse("А. Н.")) == ()
    assert in_russian_letters(parse("王")) == ""
