"""Names stand where a reader of their language looks for them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.alphabets import STARTS, TABLE, order

with TABLE.open(encoding="utf-8", newline="") as file:
    ALPHABETS = {row["id"]: row["letters"].split() for row in csv.DictReader(file)}

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "order.csv"
with GOLDEN.open(encoding="utf-8", newline="") as file:
    SORTED = [(row["language"], row["names"].split("|")) for row in csv.DictReader(file)]


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_stands_where_its_alphabet_has_it(language: str) -> None:
    letters = ALPHABETS[language]
    keys = [order(letter, language) for letter in letters]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(letters)


@pytest.mark.parametrize(("language", "names"), SORTED)
def test_names_stand_as_a_dictionary_of_their_language_has_them(language: str, names: list[str]) -> None:
    assert sorted(sorted(names), key=lambda name: order(name, language)) == names
    assert len({order(name, language) for name in names}) == len(names)


def test_every_language_of_the_pages_and_of_the_lists_is_looked_at() -> None:
    assert {language for language, _ in SORTED} >= {"kk", "ru", "uk", "lt", "pl", "de"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ыбыраев", "Ілиясұлы"),  # letters tell the Kazakh
        ("Ишимов", "Івасюк"), ("Івасюк", "Йордан"),  # and where they do not, the Ukrainian
        ("Lis", "Łukasik"), ("Łukasik", "Mazur"),
        ("Jėčius Ignas", "Jonas"),
        ("Żak", "Абаев"),  # Latin letters before Cyrillic
        ("Müller Anna", "Mullerson"), ("Øst", "Otto"),
        ("Ковальский Ян", "Ковальский-Белый"),
        ("Ким Афанасий", "Кимов Афанасий"),
    ],
)  # fmt: skip
def test_of_two_names_the_one_that_comes_first(before: str, after: str) -> None:
    assert order(before) < order(after)


def test_capitals_and_ways_to_code_a_letter_make_no_difference() -> None:
    assert order("ЩЁКИН") == order("щекин") == order("ще\u0308кин")
    assert order("Żak") == order("Z\u0307AK")


def test_keys_sort_alike_as_text_and_as_bytes() -> None:
    names = [name for _, names in SORTED for name in names] + ["김", "გიორგი", "12", ""]
    assert sorted(map(order, names)) == [key.decode() for key in sorted(order(name).encode() for name in names)]


def test_alphabets_leave_room_for_one_another() -> None:
    latin, cyrillic = STARTS["Latn"], STARTS["Cyrl"]
    assert latin < ord(order("z")) < cyrillic < ord(order("я")) < ord(min("ა", "א", "가"))
