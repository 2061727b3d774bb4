"""A name is read in any order, says what it is unsure of, and never fails. The long table is tests/golden/parse.csv."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names.name import Name, PartKind
from indexer.names.parse import build, parse, variants

S, G, P, M = PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC, PartKind.MAIDEN


def read(name: Name) -> list[str]:
    """Surname, given names, patronymic and maiden name."""
    return [" ".join(part.form for part in name.of(kind)) for kind in (S, G, P, M)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Букейханов Алихан Нурмухаметович", ["Букейханов", "Алихан", "Нурмухаметович", ""]),
        ("Алихан Нурмухаметович Букейханов", ["Букейханов", "Алихан", "Нурмухаметович", ""]),
        ("БУКЕЙХАНОВ, АЛИХАН", ["БУКЕЙХАНОВ", "АЛИХАН", "", ""]),
        ("Букейханов А. Н.", ["Букейханов", "А", "Н", ""]),
        ("А.Н. Букейханов", ["Букейханов", "А", "Н", ""]),
        ("Мадьяр (Мильгорф, Мильгофер) Людвиг Игнатьевич", ["Мадьяр", "Людвиг", "Игнатьевич", ""]),
        ("Тухачевская Мавра Петровна (урожд. Милохова)", ["Тухачевская", "Мавра", "Петровна", "Милохова"]),
        ("Алиев Гасан Мамед оглы", ["Алиев", "Гасан", "Мамед", ""]),
        ("Юнь-Лин-Сек", ["Юнь", "Лин-Сек", "", ""]),
        ("О Дон Фа", ["О", "Дон Фа", "", ""]),
        ("홍범도", ["홍", "범도", "", ""]),
        ("Otto von Bismarck", ["Bismarck", "Otto", "", ""]),
        ("Абрамович Абрам Исаакович", ["Абрамович", "Абрам", "Исаакович", ""]),
    ],
)
def test_parts(text: str, parts: list[str]) -> None:
    assert read(parse(text)) == parts


def test_the_writing_is_never_altered() -> None:
    assert parse("  Иванов \u200bИван ").written == "  Иванов \u200bИван "


def test_a_single_word_is_unknown_unless_its_ending_or_the_lexicon_tells() -> None:
    assert [part.kind for part in parse("Шестаков").parts] == [S]
    assert [part.kind for part in parse("Алихан").parts] == [G]
    assert [(part.kind, part.sure) for part in parse("Вогау").parts] == [(PartKind.UNKNOWN, False)]


def test_a_clan_is_kept_and_is_no_surname() -> None:
    name = parse("Сейфуллин Сакен, род куандык")
    assert name.first(S) == "Сейфуллин"
    assert name.first(PartKind.CLAN) == "род куандык"


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Артузов (Фраучи) Артур Христианович", ["Фраучи Артур Христианович"]),
        ("Айзенберг Айзик Саулович (Альфред Зигмундович)", ["Айзенберг Альфред Зигмундович"]),
        ("Миллер Франц Иванович (Локкер Яков Германович)", ["Локкер Яков Германович"]),
        ("Филипченко Иван Гурьевич (Григорьевич)", ["Филипченко Иван Григорьевич"]),
        ("Шрайбер (Янчевский, Люборский) Яков", ["Янчевский Яков", "Люборский Яков"]),
        ("Смирнов Пётр Фомич, он же Павел", ["Смирнов Павел Фомич"]),
        ("Иванов Иван", []),
    ],
)
def test_variants_follow_the_main_reading(text: str, others: list[str]) -> None:
    main, *further = variants(text)
    assert main == parse(text)
    assert [" ".join(filter(None, read(name)[:3])) for name in further] == others


def test_build_takes_the_fields_as_they_are() -> None:
    name = build(surname="Ким", given="Сен Чер", patronymic="Иванович", maiden="Пак")
    assert read(name) == ["Ким", "Сен Чер", "Иванович", "Пак"]
    assert name.written == "Ким Сен Чер Иванович"
    assert all(part.sure for part in name.parts)


def test_build_finds_what_stands_in_one_field() -> None:
    assert read(build(given="Иван Петрович", surname="Шестаков")) == ["Шестаков", "Иван", "Петрович", ""]
    assert read(build(surname="Суич Гейза"))[:2] == ["Суич", "Гейза"]
    assert build().parts == ()


@pytest.mark.parametrize(
    "junk",
    [
        "",
        " ",
        "А",
        "Я" * 10_000,
        "Иван " * 2_000,
        "(" * 5_000,
        "он же " * 2_000,
        "😀" * 3_000,
        "\x00\x01\x1b[31m",
        "\u202eвонавИ",
        "Z̷̡̢̛̛a̵̧̛̛̘̠" * 300,
        "1234567",
        "'; DROP TABLE names; --",
        "<script>alert(1)</script>",
        "Иванoв Ivаn 王明 김 כהן",
        "-" * 1_000,
        "," * 1_000,
    ],
)
def test_junk_is_read_in_bounded_time(junk: str) -> None:
    start = time.process_time()
    name = parse(junk)
    assert time.process_time() - start < 0.25
    assert name.written == junk


@given(st.text(alphabet=st.sampled_from("ИванПетровчЖұлыšęßAb .,-()«»\u0301\u202e1😀김王"), max_size=80))
def test_any_text_is_read_and_no_part_repeats_more_than_the_writing_holds(text: str) -> None:
    for name in variants(text):
        assert all(part.form for part in name.parts)
    words = Counter(part.form for part in parse(text).parts)
    assert sum(words.values()) <= len(text)


@given(st.permutations(["Шестаков", "Иван", "Петрович"]))
def test_order_does_not_matter_when_every_word_tells(words: list[str]) -> None:
    assert read(parse(" ".join(words)))[:3] == ["Шестаков", "Иван", "Петрович"]


@pytest.mark.parametrize("text", ["Мунин Г. В.", "мунин г.в.", "Лицинская Т. В.", "Г. В. Мунин", "Сорокин А. Т."])
def test_no_initial_is_taken_for_mister_or_comrade(text: str) -> None:
    assert sum(len(part.form) == 1 for part in parse(text).parts) == 2


def test_mister_and_comrade_before_a_name_are_left_out() -> None:
    assert [part.form for part in parse("т. Шмидт Иван").parts] == ["Шмидт", "Иван"]


def test_a_marker_of_a_maiden_name_with_nothing_behind_it_is_a_name() -> None:
    assert [part.form for part in parse("Pyotr Born").parts] == ["Born", "Pyotr"]
    assert parse("Anna Born Schmidt").first(PartKind.MAIDEN) == "Schmidt"


@pytest.mark.parametrize("writing", ["(Иванов)", "[Иванов]", "«(Иванов)»", "((Иванов))"])
def test_a_name_wholly_in_brackets_is_the_name(writing: str) -> None:
    assert [part.form for part in parse(writing).parts] == ["Иванов"]
    assert parse(writing).parts == parse("Иванов").parts
    assert build(surname=writing, given="Иван").parts == build(surname="Иванов", given="Иван").parts
