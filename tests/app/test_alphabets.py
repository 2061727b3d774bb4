"""Names stand where a reader of their language looks for them."""

from __future__ import annotations

import csv

import pytest

from app.alphabets import STARTS, TABLE, order

with TABLE.open(encoding="utf-8", newline="") as file:
    ALPHABETS = {row["id"]: row["letters"].split() for row in csv.DictReader(file)}

SORTED = {
    "kk": ["Абай", "Әлихан", "Базар", "Ғабит", "Дулатов", "Көкенов", "Қасымов", "Нұрпейіс", "Оразбай", "Өмірзақ",
           "Уәлиханов", "Ұлықбек", "Үмбетбаев", "Хасен", "Һашимов", "Ыбырай", "Ілияс", "Яхия"],
    "uk": ["Гнатюк", "Ґудзь", "Дорошенко", "Євтушенко", "Жук", "Ивченко", "Іваненко", "Їжакевич", "Йовенко", "Ключник"],
    "lt": ["Adomaitis", "Ąžuolas", "Butkus", "Cibulskis", "Čepas", "Eidukas", "Ėringis", "Ivanauskas", "Įrašas",
           "Yčas", "Jonaitis", "Kazlauskas", "Sabas", "Šapoka", "Tumas", "Ulvydas", "Ūsas", "Valančius", "Zabiela",
           "Žemaitis"],
    "pl": ["Adamski", "Ciszek", "Ćwik", "Lis", "Łoś", "Mazur", "Sas", "Ślusarz", "Tur", "Yves", "Zając", "Źródło",
           "Żak"],
    "ru": ["Елин", "Ёлкин", "Ельцов", "Жук", "Щукин", "Эльснер", "Юдин", "Яров"],
}  # fmt: skip


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_stands_where_its_alphabet_has_it(language: str) -> None:
    letters = ALPHABETS[language]
    keys = [order(letter, language) for letter in letters]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(letters)


@pytest.mark.parametrize("language", SORTED)
def test_surnames_in_the_order_of_their_alphabet(language: str) -> None:
    names = SORTED[language]
    assert sorted(set(names), key=lambda name: order(name, language)) == names


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
    names = [name for names in SORTED.values() for name in names] + ["김", "გიორგი", "12", ""]
    assert sorted(map(order, names)) == [key.decode() for key in sorted(order(name).encode() for name in names)]


def test_alphabets_leave_room_for_one_another() -> None:
    latin, cyrillic = STARTS["Latn"], STARTS["Cyrl"]
    assert latin < ord(order("z")) < cyrillic < ord(order("я")) < ord(min("ა", "א", "가"))
