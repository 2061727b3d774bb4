"""A broken row costs that row only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.columns import known_headings
from app.intake.delimited import MAX_LINES, Cells, Delimited, separator_of
from app.intake.files import Line


def rows(text: str, columns: int = 0) -> list[Cells]:
    table = Delimited((Line(at, line) for at, line in enumerate(text.split("\n"), 1)), ",")
    table.columns = columns
    return list(table)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_yields_known_columns(separator: str) -> None:
    header = separator.join(["source_ref", "surname", "given_name", "notes, and more" if separator != "," else "notes"])
    assert separator_of(header, known_headings()) == separator


def test_a_quoted_field_may_go_over_lines_and_hold_separators() -> None:
    assert [row.cells for row in rows('1,"a, ""b""\nc",d\n2,e,f')] == [("1", 'a, "b"\nc', "d"), ("2", "e", "f")]


def test_a_quote_never_closed_costs_its_row_only() -> None:
    read = rows('surname,notes\nШестаков,"умер\nЁлкина,"жива"\nКим,\n', columns=2)
    assert [(row.line, row.reason) for row in read] == [(1, ""), (2, "quote_never_closed"), (3, ""), (4, "")]
    assert read[2].cells == ("Ёлкина", "жива")


def test_a_quote_never_closed_at_the_end_of_a_long_file() -> None:
    many = "\n".join(f"{number},x" for number in range(3 * MAX_LINES))
    read = rows(f'a,b\n1,"open\n{many}', columns=2)
    assert [row.line for row in read if row.reason] == [2]
    assert len(read) == 2 + 3 * MAX_LINES


def test_quotes_not_doubled_inside_a_field_are_read_and_noted() -> None:
    (row,) = rows('"завод "Динамо" в Москве",x')
    assert row.reason == "quotes_mended"
    assert len(row.cells) == 2


def test_quotes_inside_an_unquoted_field_are_letters() -> None:
    assert rows('завод "Динамо",x') == [Cells(1, ('завод "Динамо"', "x"), 'завод "Динамо",x')]


def test_empty_lines_are_no_rows() -> None:
    assert [row.line for row in rows("a\n\n  \nb\n")] == [1, 4]


@given(st.lists(st.text(st.sampled_from('ab,"\n '), max_size=12), max_size=12))
def test_no_line_is_lost_and_none_read_twice(lines: list[str]) -> None:
    said = [line for line in "\n".join(lines).split("\n") if line.strip()]
    taken = [line for row in rows("\n".join(lines)) for line in row.text.split("\n") if line.strip()]
    assert taken == said
