"""Leafing through long lists."""

from __future__ import annotations

import pytest

from app.paging import LARGEST, Pages, read_offset


@pytest.mark.parametrize(
    ("offset", "total", "numbers"),
    [
        (0, 0, (1,)),
        (0, 20, (1,)),
        (0, 21, (1, 2)),
        (0, 200, (1, 2, 3, None, 10)),
        (100, 200, (1, None, 4, 5, 6, 7, 8, None, 10)),
        (180, 200, (1, None, 8, 9, 10)),
        (5000, 200, (1, None, 8, 9, 10)),
    ],
)
def test_pages_shown(offset: int, total: int, numbers: tuple[int | None, ...]) -> None:
    assert Pages(offset, 20, total).numbers == numbers


def test_a_page_behind_the_end_is_known() -> None:
    assert Pages(40, 20, 40).beyond
    assert not Pages(20, 20, 40).beyond
    assert not Pages(0, 20, 0).beyond


def test_every_page_begins_where_the_one_before_ends() -> None:
    pages = Pages(0, 20, 95)
    assert [pages.offset_of(number) for number in range(1, pages.last + 1)] == [0, 20, 40, 60, 80]


@pytest.mark.parametrize(
    ("typed", "offset"),
    [("", 0), ("50", 50), ("-5", 0), ("zwei", 0), ("²", 0), ("٥", 0), ("9" * 12, LARGEST), ("9" * 5_000, 0)],
)
def test_an_offset_that_makes_no_sense_is_the_beginning_and_none_is_beyond_reach(typed: str, offset: int) -> None:
    assert read_offset(typed) == offset
