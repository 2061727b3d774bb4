"""Words beside a name: understood where they are no name, and never taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.box import read_box
from app.tables import rows


@pytest.mark.parametrize(
    ("typed", "name", "year"),
    [
        ("Müller geb. 1905", "Müller", 1905), ("Иванов род. 1905", "Иванов", 1905),
        ("Иванов Иван 1905 г.р.", "Иванов Иван", 1905), ("Иванов 1905г.р.", "Иванов", 1905),
        ("Шмидт Иван, 1905 года рождения", "Шмидт Иван", 1905), ("Kowalski ur. 1905", "Kowalski", 1905),
        ("Kowalski ur. w 1905 r.", "Kowalski", 1905), ("Kazlauskas gimęs 1905 m.", "Kazlauskas", 1905),
        ("Smith born in 1905", "Smith", 1905), ("Қасымов 1905 ж.т.", "Қасымов", 1905),
        ("Қасымов 1905 жылы туған", "Қасымов", 1905), ("Иванов ок. 1905", "Иванов", 1905),
        ("Иванов 12.05.1905", "Иванов", 1905), ("Байтурсынов 1872", "Байтурсынов", 1872),
    ],
)  # fmt: skip
def test_a_year_of_birth_is_read_with_its_words(typed: str, name: str, year: int) -> None:
    box = read_box(typed)
    assert (box.name, box.year, box.asides) == (name, year, ())


@pytest.mark.parametrize(
    ("typed", "name", "year", "left"),
    [
        ("Kowalski zesłany 1936", "Kowalski", None, ["zesłany 1936"]),
        ("Smith died 1938", "Smith", None, ["died 1938"]),
        ("Иванов расстрелян", "Иванов", None, ["расстрелян"]),
        ("Иванов арестован в 1937 году", "Иванов", None, ["арестован в 1937 году"]),
        ("Иванов 1905 расстрелян 1938", "Иванов", 1905, ["расстрелян 1938"]),
        ("Қасымов 1905 жылы туған 1938 жылы атылған", "Қасымов", 1905, ["1938 жылы атылған"]),
        ("Иванов (1905-1938)", "Иванов", 1905, ["1938"]),
        ("Ivanov b. 1905 d. 1938", "Ivanov", 1905, ["d. 1938"]),
    ],
)
def test_years_of_other_things_are_told_and_not_searched(
    typed: str, name: str, year: int | None, left: list[str]
) -> None:
    box = read_box(typed)
    assert (box.name, box.year, [aside.text for aside in box.asides]) == (name, year, left)


@pytest.mark.parametrize(
    ("typed", "name", "place"),
    [
        ("Иванов из Караганды", "Иванов", "Караганды"), ("иванов из караганды", "иванов", "караганды"),
        ("из г. Караганды Иванов", "Иванов", "г. Караганды"), ("Müller aus Karaganda", "Müller", "Karaganda"),
        ("Kowalski z Wilna ur. 1905", "Kowalski", "Wilna"), ("Schmidt from Karaganda", "Schmidt", "Karaganda"),
        ("Иванов из Карагандинской обл.", "Иванов", "Карагандинской обл"),
        ("Иванов умер в 1938 в Караганде", "Иванов", "Караганде"),
    ],
)  # fmt: skip
def test_a_place_is_no_name(typed: str, name: str, place: str) -> None:
    box = read_box(typed)
    assert (box.name, [aside.place for aside in box.asides if aside.place]) == (name, [place])


@pytest.mark.parametrize(
    "typed",
    [
        "Müller geb. Schmidt", "Anna Kowalska née Nowak", "Иванова урожд. Петрова", "Kim In Sik", "kim in sik", "Из",
        "Ким В. С.", "Max Born", "Shot", "Иванов, Иван", "Olena Sirenko (Hryhoryshyn)", "Lee B.", "Tod Müller",
        "Müller in", "王", "Ван Дер Бек", "Aus Jaan", "Г. Мюллер", "Jan z",
    ],
)  # fmt: skip
def test_what_may_be_a_name_stays_one(typed: str) -> None:
    assert read_box(typed).name == typed
    assert read_box(typed).asides == ()


def test_an_initial_before_a_year_stays() -> None:
    assert read_box("Lee B. 1905").name == "Lee B."
    assert read_box("Ким В. 1905").name == "Ким В."


@given(st.text(alphabet="Ив из г.р.род 1905 z,()[]-born", max_size=60))
def test_nothing_that_is_typed_breaks_it_or_leaves_no_name(typed: str) -> None:
    box = read_box(typed)
    assert any(map(str.isalpha, box.name)) or not any(map(str.isalpha, typed))


def test_every_word_of_the_table_is_read_as_it_stands_there() -> None:
    for row in rows("vocab/query_words"):
        assert row["word"] == row["word"].casefold().replace(".", "").strip()
        assert row["kind"] in ("birth", "other", "aside", "from", "place")
        assert row["sure"] in ("yes", "no")
