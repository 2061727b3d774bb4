"""A name beside many at once: the same as one by one, and fast."""

from __future__ import annotations

from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.names.compare import compare
from indexer.names.likeness import PartTable, likeness
from indexer.names.name import Name, PartKind
from indexer.names.parse import build, parse
from indexer.names.parts import NONE
from indexer.names.units import SLOTS

SURNAMES = (
    "Букейханов",
    "Петров",
    "Петрова",
    "Шмидт",
    "Ким",
    "У",
    "Ли",
    "Kazlauskas",
    "Долгов-Виноградов",
    "Величко",
    "Цой",
)
GIVEN = ("Алихан", "Иван", "Мария", "Ир Сен", "Тун-Сан", "Иоганн", "Johann", "А.", "")
FATHERS = ("Нурмухаметович", "Иванович", "Ивановна", "", "Янович")
RECORDS = [build(surname=s, given=g, patronymic=f) for s in SURNAMES for g in GIVEN for f in FATHERS]
QUERIES = (
    "Bukeikhanov Alikhan",
    "Иванов Иван Иванович",
    "Букейханов А. Н.",
    "У Тун-Сан",
    "Schmidt Johann",
    "Мария",
    "Виноградов Иван",
    "Ким Ирсен",
    "Kazlauskienė",
    "Velichko Maria",
)


@pytest.fixture(scope="module")
def filled() -> tuple[PartTable, np.ndarray]:
    table = PartTable()
    return table, np.array([table.row(name) for name in RECORDS], dtype=np.int32)


@pytest.mark.parametrize("query", QUERIES)
def test_likeness_equals_compare(query: str, filled: tuple[PartTable, np.ndarray]) -> None:
    table, rows = filled
    likes = likeness(parse(query), table, rows)
    found = [compare(parse(query), name) for name in RECORDS]
    assert likes.scores == pytest.approx([one.score for one in found], abs=1e-6)
    assert likes.coverages == pytest.approx([one.coverage for one in found], abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*SURNAMES, *GIVEN, *FATHERS]), min_size=1, max_size=4))
def test_likeness_equals_compare_for_any_words(words: list[str]) -> None:
    query, table = parse(" ".join(words)), PartTable()
    chosen = RECORDS[:: 1 + len(words) * 7]
    rows = np.array([table.row(name) for name in chosen], dtype=np.int32)
    scores = likeness(query, table, rows).scores
    assert scores == pytest.approx([compare(query, name).score for name in chosen], abs=1e-6)


def test_parts_are_numbered_once_and_rows_filled_up() -> None:
    table = PartTable()
    first = table.row(build(surname="Петров", given="Иван"))
    assert len(first) == SLOTS
    assert first[2:] == [NONE] * (SLOTS - 2)
    assert table.row(build(surname="Петров", given="Иван")) == first
    assert len(table) == 2
    assert table.number("Петров", PartKind.SURNAME) == first[0]


def test_table_may_grow_between_questions() -> None:
    table = PartTable()
    before = np.array([table.row(build(surname="Петров", given="Иван"))], dtype=np.int32)
    assert likeness(parse("Петров Иван"), table, before).scores[0] == 1.0
    after = np.array([*before, table.row(build(surname="Сидоров", given="Лев"))], dtype=np.int32)
    scores = likeness(parse("Петров Иван"), table, after).scores
    assert scores[0] == 1.0
    assert scores[1] < 0.5


def test_nothing_asked_or_nothing_there_gives_nothing() -> None:
    table = PartTable()
    rows = np.array([table.row(build(surname="Петров"))], dtype=np.int32)
    assert likeness(parse(""), table, rows).scores.tolist() == [0.0]
    assert likeness(parse("Петров"), table, rows[:0]).scores.tolist() == []
    assert likeness(parse("Петров"), table, np.full((1, SLOTS), NONE, dtype=np.int32)).scores.tolist() == [0.0]


def test_what_contradicts_is_told_part_by_part_and_what_is_absent_is_not() -> None:
    table = PartTable()
    names = [
        build(surname="Сизиков", given="Степан", patronymic="Игнатьевич"),
        build(surname="Сизиков", given="Иван"),
        build(surname="Ли", given="Иван"),
    ]
    rows = np.array([table.row(name) for name in names], dtype=np.int32)
    unlike = likeness(parse("Сизиков Иван Игнатьевич"), table, rows).unlike
    assert unlike.tolist() == [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]


def test_three_thousand_names_are_compared_in_a_moment() -> None:
    """20 ms on a core of one's own; here only that no loop has crept in, for test machines are shared."""
    table, names = PartTable(), _many(3000)
    rows = np.array([table.row(name) for name in names], dtype=np.int32)
    query = parse("Tschebotarioff Nikolaj Iwanowitsch")
    likeness(query, table, rows)
    times = []
    for _ in range(7):
        began = process_time()
        likeness(query, table, rows)
        times.append(process_time() - began)
    assert min(times) < 0.100


def _many(count: int) -> list[Name]:
    """Names of made-up surnames near to one another, as the candidates of a search are."""
    roots = ("чебот", "чеб", "шебот", "чепот", "сибат", "жибот", "чебан", "чабат", "щебет", "чебаш", "чубат", "чебыт")
    middles = ("ар", "ор", "ер", "ир", "ыр", "арш", "орж", "ерк", "урл", "янк", "юрм", "авл")
    ends = ("ев", "ов", "ин", "енко", "ский", "чук", "як", "ян", "ец", "ич", "ых", "ко")
    surnames = [f"{root}{middle}{end}".capitalize() for root in roots for middle in middles for end in ends]
    given = ("Николай", "Иван", "Петр", "Яков", "Мария", "Анна")
    fathers = ("Иванович", "Петрович", "Ильич", "Яковлевич", "Семенович")
    return [
        build(surname=surnames[n % len(surnames)], given=given[n % len(given)], patronymic=fathers[n % len(fathers)])
        for n in range(count)
    ]
