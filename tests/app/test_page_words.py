"""The small things that every page says."""

from __future__ import annotations

import pytest

from app.page_words import address_name, as_heading, in_language, language_of, language_of_prose, of_sex


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Букейханов Алихан", "ru"),
        ("Әлихан Бөкейханов", "kk"),
        ("Daraškevičius Stasys", ""),
        ("홍범도", "ko"),
        ("", ""),
    ],
)
def test_a_voice_is_told_the_language_of_a_name(text: str, tag: str) -> None:
    assert language_of(text) == tag


def test_our_own_prose_is_english_even_with_a_russian_word_in_it() -> None:
    assert language_of_prose("The birth locality is also spelled Сартыбек.") == "en"
    assert language_of_prose("Арестован в 1937 году органами NKVD.") == "ru"


@pytest.mark.parametrize(
    ("label", "sex", "said"),
    [
        ("расстрелян(а)", "f", "расстреляна"),
        ("расстрелян(а)", "m", "расстрелян"),
        ("расстрелян(а)", "", "расстрелян(а)"),
        ("умер(ла) в лагере", "f", "умерла в лагере"),
        ("признан(а) пострадавшим(-ей) от репрессий", "f", "признана пострадавшей от репрессий"),
        ("признан(а) пострадавшим(-ей) от репрессий", "m", "признан пострадавшим от репрессий"),
        ("исправительные (принудительные) работы", "m", "исправительные (принудительные) работы"),
        ("освобождён(а), снят(а) с учёта", "f", "освобождена, снята с учёта"),
        ("освобождён(а), снят(а) с учёта", "m", "освобождён, снят с учёта"),
        ("rozstrzelany(-a)", "f", "rozstrzelana"),
        ("rozstrzelany(-a)", "m", "rozstrzelany"),
        ("zmarł(a) w łagrze", "f", "zmarła w łagrze"),
        ("uznany(-a) za poszkodowanego(-ą)", "f", "uznana za poszkodowaną"),
        ("uznany(-a) za poszkodowanego(-ą)", "m", "uznany za poszkodowanego"),
        ("sušaudytas(-a)", "f", "sušaudyta"),
        ("als Geschädigte(r) anerkannt", "m", "als Geschädigter anerkannt"),
        ("als Geschädigte(r) anerkannt", "f", "als Geschädigte anerkannt"),
        ("Lager (Besserungsarbeitslager)", "m", "Lager (Besserungsarbeitslager)"),
    ],
)
def test_labels_agree_with_the_person(label: str, sex: str, said: str) -> None:
    assert of_sex(label, sex) == said


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Verhaftung und Urteil", "Verhaftung und Urteil"),
        ("organ GPU", "Organ GPU"),
        ("арест и приговор", "Арест и приговор"),
        ("", ""),
    ],
)
def test_a_heading_keeps_the_capitals_within(text: str, heading: str) -> None:
    assert as_heading(text) == heading


def test_addresses_are_readable() -> None:
    assert (
        address_name("https://ru.wikipedia.org/wiki/%D0%9A%D0%B0%D1%80%D0%BB%D0%B0%D0%B3")
        == "ru.wikipedia.org/wiki/Карлаг"
    )
    assert address_name("https://www.caravan.kz/news/") == "caravan.kz/news"
    assert len(address_name("https://e-history.kz/" + "a" * 200)) == 60


@pytest.mark.parametrize(
    ("path", "query", "address"),
    [
        ("/ru/records/5", b"", "/en/records/5"),
        ("/ru/search", b"q=%D0%9A%D0%B8%D0%BC&lang=ru", "/en/search?q=%D0%9A%D0%B8%D0%BC&lang=ru"),
        ("/ru/", b"", "/en/"),
        ("/nowhere", b"q=1", "/en/"),
        ("/ru/places/карлаг", b"", "/en/places/%D0%BA%D0%B0%D1%80%D0%BB%D0%B0%D0%B3"),
        ("/ru//evil.example/", b"", "/en//evil.example/"),
    ],
)
def test_the_same_page_in_another_language(path: str, query: bytes, address: str) -> None:
    assert in_language("en", path, query) == address
