"""Chinese characters and Hangul meet the syllables of Russian papers."""

from __future__ import annotations

import pytest

from indexer.names import compare
from indexer.names.han import read
from indexer.names.keys import keys, query_keys
from indexer.names.name import Relation
from indexer.names.parse import build, parse


@pytest.mark.parametrize(
    ("word", "surname", "reading"),
    [
        ("马", True, "ма"),
        ("玉贵", False, "юй-гуй"),
        ("任", True, "жэнь"),
        ("欧阳", True, "оуян"),
        ("渡辺", True, "ватанабэ"),
        ("正夫", False, "масао"),
        ("々", False, ""),
    ],
)
def test_characters_are_read(word: str, surname: bool, reading: str) -> None:
    assert read(word, surname) == reading


@pytest.mark.parametrize(
    ("asked", "surname", "given"),
    [
        ("马玉贵", "Ма", "Юй-гуй"),
        ("孙立民", "Сунь", "Ли-минь"),
        ("渡辺 正夫", "Ватанабэ", "Масао"),
        ("中島 勝", "Накадзима", "Масару"),
        ("최인숙", "Цой", "Ин Сук"),
        ("김철수", "Ким", "Чер Су"),
        ("오창환", "О", "Чан Хван"),
        ("박일", "Пак", "Ир"),
        ("리동휘", "Ли", "Дон Хви"),
        ("홍범도", "Хон", "Бом До"),
    ],
)
def test_a_name_in_characters_meets_its_record(asked: str, surname: str, given: str) -> None:
    record = build(surname=surname, given=given)
    assert 0.85 <= compare(parse(asked), record).score < 1.0
    assert query_keys(parse(asked)) & keys(record)


def test_what_is_read_aloud_is_no_letter_the_same() -> None:
    laid = compare(parse("최인숙"), build(surname="Цой", given="Ин Сук")).alignments
    assert {alignment.relation for alignment in laid if alignment.left} == {Relation.TRANSLITERATION}


@pytest.mark.parametrize("name", ["김철수", "马玉贵"])
def test_a_name_in_characters_is_itself(name: str) -> None:
    assert compare(name, name).score == 1.0
