"""Names are brought to a form that can be compared, and nothing real is lost from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names.name import Script
from indexer.names.normalize import LONGEST, clean, fold, script


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  Иванов \t Иван\n", "Иванов Иван"),
        ("Hиколай", "Николай"),  # a Latin H
        ("Кoвaлeв", "Ковалев"),  # Latin o, a, e
        ("Kоwаlski", "Kowalski"),  # a Cyrillic о and а
        ("АНHA", "АННА"),
        ("Ива\u200bнов\u202e", "Иванов"),  # zero-width space, right-to-left override
        ("\ufeffИванов\x00", "Иванов"),
        ("Z̷̡̢̛̛a̵̧̛̛̘̠l̶̨̛̘̗g̷̡̛̘o̵̢̧", "Zalgo"),
        ("И\u0306осиф", "Йосиф"),
        ("Kowa1czyk", "Kowalczyk"),
        ("Г1апур", "Гӏапур"),
        ("К0валев 1897", "Ковалев 1897"),
        ("Žukauskas", "Žukauskas"),
        ("Бөкейханов Әлихан", "Бөкейханов Әлихан"),
        ("Nguyễn", "Nguyễn"),
        ("", ""),
        ("\u202e\u200f", ""),
    ],
)
def test_clean_keeps_what_a_name_holds(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


@pytest.mark.parametrize(
    ("form", "folded"),
    [
        ("Фёдоров", "федоров"),
        ("Алексѣй", "алексей"),
        ("Ѳедоровъ", "федоров"),
        ("Михаилъ", "михаил"),
        ("Юлій", "юлій"),  # Ukrainian: no sign of the old spelling
        ("Ива́нов", "иванов"),  # a stress mark
        ("Лук’янов", "лук'янов"),
        ("Римский‑Корсаков", "римский-корсаков"),
        ("GROẞ", "gross"),
        ("Weiß", "weiss"),
        ("İsmayıl", "ismayıl"),
        ("Łukasz", "łukasz"),
        ("Қасымов", "қасымов"),
        ("ＩＶＡＮ", "ivan"),
    ],
)
def test_fold_stays_in_its_script(form: str, folded: str) -> None:
    assert fold(form) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Иванов", Script.CYRILLIC),
        ("Žukauskas", Script.LATIN),
        ("김병화", Script.HANGUL),
        ("王明", Script.HAN),
        ("山田たろう", Script.KANA),
        ("כהן", Script.HEBREW),
        ("بايتۇرسىن", Script.ARABIC),
        ("ჯუღაშვილი", Script.GEORGIAN),
        ("Չարենց", Script.ARMENIAN),
        ("Παπαδόπουλος", Script.GREEK),
        ("12 😀", Script.OTHER),
        ("", Script.OTHER),
    ],
)
def test_script_of_most_letters(text: str, expected: Script) -> None:
    assert script(text) is expected


@given(st.text(max_size=400))
def test_cleaning_and_folding_twice_change_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)
    assert len(clean(text)) <= LONGEST


def test_length_is_bounded() -> None:
    assert len(clean("Я" * 10_000)) == LONGEST
    assert clean("Z" + "\u0301" * 10_000) == "Z"
