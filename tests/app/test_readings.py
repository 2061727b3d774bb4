"""Names in the reader's letters, by the scheme of the reader's language."""

from __future__ import annotations

import pytest

from app.readings import read_name


@pytest.mark.parametrize(
    ("written", "language", "read"),
    [
        ("Щербаков Юрий Ильич", "en", "Shcherbakov Yuriy Il’ich"),
        ("Щербаков Юрий Ильич", "de", "Schtscherbakow Juri Ilitsch"),
        ("Щербаков Юрий Ильич", "pl", "Szczerbakow Jurij Iljicz"),
        ("Щербаков Юрий Ильич", "lt", "Ščerbakov Jurij Ilič"),
        ("Бөкейханов Әлихан", "en", "Bökeykhanov Älīkhan"),
        ("Бөкейханов Әлихан", "de", "Bukeichanow Alichan"),
        ("Шевчук Ґалаґан", "en", "Shevchuk Galagan"),
        ("김 철수", "ru", "Ким Чхольсу"),
        ("김 철수", "pl", "Kim Czcholsu"),
    ],
)
def test_a_name_is_read_by_the_scheme_of_the_language(written: str, language: str, read: str) -> None:
    found = read_name(written, language)
    assert found is not None
    assert found.text == read
    assert found.cyrillic == (language == "ru")


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Щербаков Юрий", "ru"), ("Бөкейханов Әлихан", "kk"), ("Бөкейханов Әлихан", "ru"), ("Schmidt Johann", "de"),
        ("Kazlauskas Jonas", "en"), ("", "en"), ("—", "ru"), ("1937", "pl"),
    ],
)  # fmt: skip
def test_a_name_in_the_readers_letters_needs_no_reading(written: str, language: str) -> None:
    assert read_name(written, language) is None


def test_the_standard_is_named_where_one_is_followed() -> None:
    german, korean = read_name("Ким Вера", "de"), read_name("김 철수", "de")
    assert german is not None
    assert korean is not None
    assert (german.scheme, korean.scheme) == ("Duden, Transkription der russischen Schrift", "")


def test_a_latin_name_is_read_only_where_its_language_is_known() -> None:
    found = read_name("Kazlauskas-Petrauskas Jonas", "ru", "lt")
    assert found is not None
    assert (found.text, found.cyrillic) == ("Казлаускас-Петраускас Йонас", True)
    assert read_name("Kazlauskas-Petrauskas Jonas", "ru") is None
    assert read_name("Michel Pierre", "kk", "fr") is None
