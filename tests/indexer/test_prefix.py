"""What the search box offers of the surnames that begin as somebody types."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.index import Index, rebuild, update, writing
from indexer.portion import portions
from indexer.prefix import Begun, begun
from tests.builders import entry, people


@pytest.mark.parametrize("typed", ["Байт", "Bait", "байту", "Бәйт", "BAYT"])
def test_a_surname_is_offered_in_whatever_script_it_is_begun(tmp_path: Path, typed: str) -> None:
    rebuild(tmp_path, portions(people()))
    assert Begun("байтурсынов", 1) in begun(Index(tmp_path), typed)


@pytest.mark.parametrize(("typed", "form"), [("Schm", "шмидт"), ("Tyn", "тынышпаев"), ("Джан", "джансугуров")])
def test_german_and_english_spellings_begin_russian_ones(tmp_path: Path, typed: str, form: str) -> None:
    rebuild(tmp_path, portions(people()))
    assert [one.form for one in begun(Index(tmp_path), typed)][:1] == [form]


def test_a_surname_in_latin_letters_is_offered_to_who_types_russian(tmp_path: Path) -> None:
    rebuild(tmp_path, portions([entry(1, "Kowalski", "Jan")]))
    assert begun(Index(tmp_path), "Kow") == (Begun("kowalski", 1),)
    assert begun(Index(tmp_path), "Ковальский")[:1] == ()
    rebuild(tmp_path, portions([entry(1, "Ivanov", "Ivan")]))
    assert begun(Index(tmp_path), "Ива") == (Begun("ivanov", 1),)


def test_the_most_frequent_stand_first_and_no_more_than_asked(tmp_path: Path) -> None:
    rebuild(tmp_path, portions([*people(), *(entry(number, "Иванченко") for number in range(100, 105))]))
    assert begun(Index(tmp_path), "Иван") == (Begun("иванченко", 5), Begun("иванов", 1), Begun("иванова", 1))
    assert begun(Index(tmp_path), "Иван", 1) == (Begun("иванченко", 5),)


def test_whoever_was_taken_out_is_offered_no_more(tmp_path: Path) -> None:
    rebuild(tmp_path, portions([*people(), entry(100, "Иванов", "Пётр")]))
    with writing(tmp_path):
        update(tmp_path, [entry(101, "Иванов", "Павел")], removed=[11, 12])
    assert begun(Index(tmp_path), "Иван") == (Begun("иванов", 2),)


@pytest.mark.parametrize("typed", ["", "Ив", "   ", "---", "ʼʼʼ", "123", "И." * 400, "\x00\x00\x00"])
def test_too_little_or_nothing_offers_nothing(tmp_path: Path, typed: str) -> None:
    rebuild(tmp_path, portions(people()))
    assert begun(Index(tmp_path), typed) == ()


def test_long_surnames_that_begin_alike_are_each_counted(tmp_path: Path) -> None:
    """Their keys are cut, but they stand in the order of the whole, where «э» is «е»."""
    long = "Северопокровскобор"
    endings = ("ский", "щева", "эва", "яева", "ева")
    rebuild(tmp_path, portions(entry(number, long + ending) for number, ending in enumerate(endings, start=1)))
    found = begun(Index(tmp_path), long)
    assert {one.form for one in found} == {f"{long}{ending}".casefold() for ending in endings}
