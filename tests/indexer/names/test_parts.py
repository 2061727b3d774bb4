"""Tables of parts: saved, held and joined they are the same."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.names import packed
from indexer.names.likeness import likeness
from indexer.names.name import Name, PartKind
from indexer.names.parse import build, parse
from indexer.names.parts import Outdated, PartTable, joined

NAMES = [
    build(surname=surname, given=given, patronymic=father)
    for surname in ("Букейханов", "Цой", "Kazlauskas", "김", "Долгов-Виноградов", "Петрова")
    for given in ("Алихан", "Слава", "А.", "Ир Сен", "יצחק", "Анна-Мария")
    for father in ("Нурмухаметович", "", "Янович")
]
HALF = len(NAMES) // 2


def table(names: list[Name]) -> tuple[PartTable, NDArray[np.int32]]:
    made = PartTable()
    return made, np.array([made.row(name) for name in names], np.int32)


def test_a_table_that_is_held_finds_the_same() -> None:
    made, rows = table(NAMES)
    held = PartTable.held(made.arrays())
    numbers = np.arange(len(made), dtype=np.int32)
    assert [held.part(number) for number in range(len(held))] == [made.part(number) for number in range(len(made))]
    assert held.heard(numbers) == made.heard(numbers)
    np.testing.assert_array_equal(held.outlines(numbers), made.outlines(numbers))
    np.testing.assert_array_equal(held.kinds(numbers), made.kinds(numbers))
    for query in ("Bukeikhanov Alikhan", "Цой И.", "Kazlauskienė Vyacheslav", "Ким Ирсен"):
        np.testing.assert_array_equal(
            likeness(parse(query), held, rows).scores, likeness(parse(query), made, rows).scores
        )


def test_tables_joined_are_as_if_one_had_been_filled() -> None:
    whole, rows = table(NAMES)
    apart = [table(NAMES[: HALF + 20]), table(NAMES[HALF:]), table([])]
    arrays, numbers = joined([each.arrays() for each, _ in apart])
    assert arrays.keys() == whole.arrays().keys()
    same, (renumbered,) = joined([whole.arrays()])
    for name, values in same.items():
        np.testing.assert_array_equal(arrays[name], values)
    second = np.where(apart[1][1] >= 0, numbers[1][apart[1][1]], -1)
    np.testing.assert_array_equal(second, np.append(renumbered, -1)[rows[HALF:]])


def test_parts_that_begin_alike_stand_together() -> None:
    names = [parse(written) for written in ("Цоев Иван", "Абай", "Шмидт Иван", "Абаев", "Цойман")]
    held = PartTable.held(joined([table(names)[0].arrays()])[0])
    forms = [held.part(number).form for number in range(len(held))]
    assert [form for form in forms if form != "Иван"] == ["Абаев", "Абай", "Цоев", "Цойман", "Шмидт"]


def test_tables_that_are_joined_twice_are_the_same_again() -> None:
    arrays, _ = joined([table(NAMES)[0].arrays()])
    again, numbers = joined([arrays, arrays])
    np.testing.assert_array_equal(numbers[0], np.arange(len(numbers[0])))
    for name, values in arrays.items():
        np.testing.assert_array_equal(again[name], values)


def test_no_tables_make_an_empty_one() -> None:
    assert len(PartTable.held(joined([])[0])) == 0


def test_nothing_can_be_added_to_a_table_that_is_held() -> None:
    held = PartTable.held(table(NAMES)[0].arrays())
    with pytest.raises(TypeError):
        held.number("Иванов", PartKind.SURNAME)


def test_arrays_made_by_other_tables_of_letters_are_not_held() -> None:
    arrays = table(NAMES)[0].arrays() | {"made_by": np.zeros(1, np.uint64)}
    with pytest.raises(Outdated):
        PartTable.held(arrays)
    with pytest.raises(Outdated):
        joined([arrays])
    with pytest.raises(Outdated):
        PartTable.held({})


@pytest.mark.parametrize("order", ["KINDS", "WRITINGS"])
def test_arrays_are_others_where_kinds_or_writings_are_numbered_otherwise(
    monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    made = packed.made_by()
    monkeypatch.setattr(packed, order, getattr(packed, order)[::-1])
    assert packed.made_by.__wrapped__() != made
