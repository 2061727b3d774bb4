"""The drawing of a family: nobody covers another, everybody is on the sheet, spouses stand together, lines arrive."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.families.drawing import HIGH, LETTERS, LINES, WIDE, Drawing, draw, in_lines
from app.families.tree import STEPS
from tests.app.families.test_tree import TUKHACHEVSKY, grown

NAMES = [f"П{number}" for number in range(9)]
TOLD = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.sampled_from(NAMES)), max_size=4)
)


def tops(drawing: Drawing) -> dict[str, int]:
    return {box.member.key: box.top for box in drawing.boxes}


def lefts(drawing: Drawing) -> dict[str, int]:
    return {box.member.key: box.left for box in drawing.boxes}


@given(TOLD)
def test_nobody_covers_another_and_nothing_lies_beyond_the_sheet(told: dict[str, list[tuple[str, str]]]) -> None:
    drawing = draw(grown("П0", told))
    for one, other in combinations(drawing.boxes, 2):
        assert one.top != other.top or abs(one.left - other.left) >= WIDE
    for box in drawing.boxes:
        assert 0 <= box.left <= drawing.width - WIDE
        assert 0 <= box.top <= drawing.height - HIGH
    for path in drawing.paths:
        xs = [int(x) for x in re.findall(r"[MH](\d+)", path)]
        assert all(0 <= x <= drawing.width for x in xs)


def test_two_who_married_the_same_two_are_drawn_once() -> None:
    married = [("spouse", "П1"), ("spouse", "П2")]
    drawing = draw(grown("П0", {"П0": [("sibling", "П4"), *married], "П4": married}))
    assert sorted(box.member.key for box in drawing.boxes) == ["П0", "П1", "П2", "П4"]


@given(TOLD)
def test_everybody_of_the_family_is_drawn_once(told: dict[str, list[tuple[str, str]]]) -> None:
    found = grown("П0", told)
    assert sorted(box.member.key for box in draw(found).boxes) == sorted(found.members)


def test_parents_stand_above_spouses_beside() -> None:
    drawing = draw(grown("Михаил", TUKHACHEVSKY))
    top, left = tops(drawing), lefts(drawing)
    assert top["Мавра"] == top["Николай"] < top["Михаил"] == top["Нина"] == top["Ольга"] < top["Светлана"]
    beside = sorted(("Михаил", "Нина", "Ольга"), key=left.__getitem__)
    assert abs(beside.index("Михаил") - beside.index("Нина")) == 1
    assert [box.relation for box in drawing.boxes if box.member.key in ("Нина", "Светлана", "Николай")] == [
        "", "spouse", "child",
    ]  # fmt: skip
    assert [box.member.key for box in drawing.boxes if box.middle] == ["Михаил"]


def test_of_two_wives_one_stands_on_either_side() -> None:
    left = lefts(draw(grown("Ильяс", {"Ильяс": [("spouse", "Фатима"), ("spouse", "Жамига")]})))
    assert left["Жамига"] < left["Ильяс"] < left["Фатима"]


def test_one_alone_is_a_drawing_too() -> None:
    drawing = draw(grown("Ильяс", {}))
    assert (len(drawing.boxes), drawing.paths) == (1, ())


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Габитова Фатима", ("Габитова Фатима",)),
        ("Тухачевский Михаил Николаевич", ("Тухачевский Михаил", "Николаевич")),
        ("Ильфа Ильясовна Джандосова-Джансугурова", ("Ильфа Ильясовна", "Джандосова-Джансуг…")),
        ("", ("",)),
    ],
)
def test_names_are_laid_in_lines(name: str, lines: tuple[str, ...]) -> None:
    assert in_lines(name)[0] == lines[0]
    assert len(in_lines(name)) == len(lines)


@given(st.text(max_size=200))
def test_no_line_is_longer_than_the_box(name: str) -> None:
    lines = in_lines(name)
    assert len(lines) <= LINES
    assert all(len(line) <= LETTERS for line in lines)


def test_the_height_grows_by_the_generation() -> None:
    one, two = draw(grown("А", {})), draw(grown("А", {"А": [("child", "Б")]}))
    assert two.height > one.height + HIGH
    assert two.width == one.width
